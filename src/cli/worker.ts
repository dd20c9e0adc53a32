/** The worker process. `npm run start:worker` runs it alone against a DATABASE_URL; any number may run. */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { readFindingsKey } from '@/domain/installation/service';
import { ENGINES } from '@/engines/registry';
import { resolveHost } from '@/git/address';
import { startWorker } from '@/jobs/worker';
import { advisoryUploadsIn, uploadsIn } from '@/sarif/uploads';
import { createEnginePool } from '@/scan/pool/pool';
import { makeContext } from '@/server/context';
import { getDb } from '@/server/db';
import { isEmbedded } from '@/server/embedded/url';
import { searchPath } from '@/server/env';
import { schemaFaultOf } from '@/server/installation';
import { deriveKey, loadSecretKey } from '@/server/keys';
import { log } from '@/server/log';
import { defaultDeadlines, longDeadlines, openPool } from '@/server/pool';
import { enterOrRefuse } from './admission';
import { readEnvOrRefuse } from './environment';
import { onStop, refuseToStart, released, sendToParent } from './parent';
import { scanLimits } from './scanLimits';

const QUEUE_CONNECTIONS = 4;

// A scan allocates much short-lived memory. By default V8 lets such garbage grow to four times the live size.
setFlagsFromString('--heap-growing-percent=40');

const env = readEnvOrRefuse();
if (!env.DATABASE_URL) refuseToStart('DATABASE_URL is not set; only `npm start` brings its own database.');

await released();
// Set before the first use, as a scan's statements may read and write much.
getDb(longDeadlines());
await enterOrRefuse(env, undefined);

const limits = scanLimits(env);
const enginePool = createEnginePool({
  memoryMb: limits.engineMemoryMb,
  searchPath: searchPath(),
  processes: env.HEIMDALL_SCAN_PROCESSES,
});
const onFault = (error: unknown, doing: string) => log().error({ err: error, doing }, `failed to ${doing}`);
const remote = {
  policy: { allowPrivate: env.HEIMDALL_GIT_ALLOW_PRIVATE, allowedHosts: env.HEIMDALL_GIT_ALLOWED_HOSTS },
  resolve: resolveHost,
  searchPath: searchPath(),
};
const queuePool = openPool(env.DATABASE_URL, {
  size: QUEUE_CONNECTIONS,
  deadlines: defaultDeadlines(),
  name: 'heimdall-worker',
});
const worker = await startWorker({
  queueDb: { executeSql: (text, values) => queuePool.query(text, values) },
  makeContext,
  isEmbedded: isEmbedded(env.DATABASE_URL),
  git: { ...remote, timeoutMs: env.HEIMDALL_GIT_TIMEOUT_SECONDS * 1000 },
  scan: {
    ...remote,
    makeContext,
    cacheDir: path.join(env.HEIMDALL_DATA_DIR, 'repositories'),
    sshDir: path.join(env.HEIMDALL_DATA_DIR, 'ssh'),
    uploadsDir: uploadsIn(env.HEIMDALL_DATA_DIR),
    advisoriesDir: advisoryUploadsIn(env.HEIMDALL_DATA_DIR),
    digestKey: await readFindingsKey(getDb(), makeContext().vault, deriveKey(loadSecretKey(env), 'findings')),
    limits,
    engines: ENGINES,
    enginePool,
    processes: env.HEIMDALL_SCAN_PROCESSES,
    onFault,
  },
  scanConcurrency: env.HEIMDALL_SCAN_CONCURRENCY,
  onFault,
  findSchemaFault: async () => (await schemaFaultOf(getDb()))?.message,
  onUnfit: refuseToStart,
});
// An error that nobody awaits must not end the process, which would stop its scans. What it stops itself is claimed
// again when its lease has expired.
process.on('unhandledRejection', (error) => onFault(error, 'work in the background'));
onStop(() => worker.stop().finally(enginePool.close));
sendToParent({ ready: true });
