/** The worker process. `npm run start:worker` runs it alone against a DATABASE_URL; any number may run. */
import { resolveHost } from '@/git/address';
import { startWorker } from '@/jobs/worker';
import { makeContext } from '@/server/context';
import { searchPath } from '@/server/env';
import { log } from '@/server/log';
import { readEnvOrRefuse } from './environment';
import { onStop, refuseToStart, tellParent } from './parent';

const env = readEnvOrRefuse();
if (!env.DATABASE_URL)
  refuseToStart('DATABASE_URL is not set; only `npm start` brings a database of its own.');

const worker = await startWorker({
  databaseUrl: env.DATABASE_URL,
  makeContext,
  git: {
    policy: { allowPrivate: env.HEIMDALL_GIT_ALLOW_PRIVATE, allowedHosts: env.HEIMDALL_GIT_ALLOWED_HOSTS },
    resolve: resolveHost,
    searchPath: searchPath(),
    timeoutMs: env.HEIMDALL_GIT_TIMEOUT_SECONDS * 1000,
  },
  onFault: (error, doing) => log().error({ err: error, doing }, `failed to ${doing}`),
});
onStop(() => worker.stop());
tellParent({ ready: true });
