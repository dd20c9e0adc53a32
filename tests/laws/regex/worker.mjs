import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { judge } = await import('./checker.ts');
parentPort?.on('message', (pattern) => parentPort?.postMessage(judge(pattern)));
