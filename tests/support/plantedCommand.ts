import { fileURLToPath } from 'node:url';
import { runHeimdall } from '@/cli/heimdall';

/** The program `heimdall`, with the planted rules in its engine, which is bundled beside it. */
await runHeimdall(process.argv.slice(2), fileURLToPath(new URL('plantedEngineProcess.mjs', import.meta.url)));
