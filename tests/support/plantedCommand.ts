import path from 'node:path';
import { runHeimdall } from '@/cli/heimdall';

/** The program `heimdall`, with the planted rules in its engine. */
await runHeimdall(process.argv.slice(2), path.join(import.meta.dirname, 'plantedEngineProcess.ts'));
