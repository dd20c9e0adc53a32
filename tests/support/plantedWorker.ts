import path from 'node:path';
import { onStop, sendToParent } from '@/cli/parent';
import { scanLimits } from '@/cli/scanLimits';
import { resolveHost } from '@/git/address';
import { startWorker } from '@/jobs/worker';
import { createEnginePool } from '@/scan/pool/pool';
import { makeContext } from '@/server/context';
import { readEnv, searchPath } from '@/server/env';
import { defaultDeadlines, openPool } from '@/server/pool';

const ENGINE = path.join(import.meta.dirname, 'plantedEngineProcess.ts');

/** Heimdall's worker, with the planted rules in its engines. */
const env = readEnv();
const remote = {
  policy: { allowPrivate: false, allowedHosts: env.HEIMDALL_GIT_ALLOWED_HOSTS },
  resolve: resolveHost,
  searchPath: searchPath(),
};
const onFault = (error: unknown, doing: string) => console.error(doing, error);
const queuePool = openPool(env.DATABASE_URL ?? '', {
  size: 4,
  deadlines: defaultDeadlines(),
  name: 'heimdall-worker',
});
const worker = await startWorker({
  queueDb: { executeSql: (text, values) => queuePool.query(text, values) },
  makeContext,
  deletionsRest: true,
  git: { ...remote, timeoutMs: 10_000 },
  scan: {
    ...remote,
    makeContext,
    cacheDir: path.join(env.HEIMDALL_DATA_DIR, 'repositories'),
    digestKey: 'k'.repeat(43),
    limits: scanLimits(env),
    enginePool: createEnginePool({
      memoryMb: env.HEIMDALL_SCAN_MEMORY_MB,
      searchPath: searchPath(),
      main: ENGINE,
      processes: 1,
    }),
    processes: 1,
    onFault,
  },
  scanConcurrency: 1,
  onFault,
  findSchemaFault: async () => undefined,
  onUnfit: (message) => onFault(message, 'work on this database'),
});
onStop(() => worker.stop());
sendToParent({ ready: true });
