import path from 'node:path';
import { runHeimdall } from '@/cli/heimdall';

/** The program `heimdall`, but for the planted rules of its engine. */
await runHeimdall(process.argv.slice(2), path.join(import.meta.dirname, 'plantedEngineProcess.ts'));
