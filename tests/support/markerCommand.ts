import { fileURLToPath } from 'node:url';
import { runHeimdall } from '@/cli/heimdall';
import { ENGINES } from '@/engines/registry';
import { MARKER_ENGINE } from './markerEngine';

const main = fileURLToPath(new URL('markerEngineProcess.mjs', import.meta.url));

/** The program `heimdall`, with a second engine, whose program is bundled beside it. */
await runHeimdall(process.argv.slice(2), { all: [...ENGINES, MARKER_ENGINE], main });
