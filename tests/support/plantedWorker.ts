import { fileURLToPath } from 'node:url';
import { onStop, sendToParent } from '@/cli/parent';
import { createEnginePool } from '@/scan/pool/pool';
import { readEnv, searchPath } from '@/server/env';
import { startWorkerHere } from './workerHere';

/** Heimdall's worker, with the planted rules in its engines, whose program is bundled beside it. */
const env = readEnv();
const main = fileURLToPath(new URL('plantedEngineProcess.mjs', import.meta.url));
const worker = await startWorkerHere({
  database: { url: env.DATABASE_URL ?? '' },
  dataDir: env.HEIMDALL_DATA_DIR,
  env: { HEIMDALL_SCAN_FILE_SECONDS: String(env.HEIMDALL_SCAN_FILE_SECONDS) },
  pool: createEnginePool({
    memoryMb: env.HEIMDALL_SCAN_MEMORY_MB,
    searchPath: searchPath(),
    main,
    processes: 1,
  }),
});
onStop(() => worker.stop());
sendToParent({ ready: true });
