import { fileURLToPath } from 'node:url';
import { runHeimdall } from '@/cli/heimdall';
import { ENGINES } from '@/engines/registry';

const main = fileURLToPath(new URL('plantedEngineProcess.mjs', import.meta.url));

/** The program `heimdall`, with the planted rules in its engine, which is bundled beside it. */
await runHeimdall(process.argv.slice(2), { all: ENGINES, main });
