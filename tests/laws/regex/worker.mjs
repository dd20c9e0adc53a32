import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { judge } = await import('./checker.ts');

/** Patterns of rules get bounded windows anyway. For the others, a proof is worth more time. */
const patienceWith = ({ at }) => (at.startsWith('rule ') ? 2000 : 10_000);

parentPort?.on('message', (pattern) => parentPort?.postMessage(judge(pattern, patienceWith(pattern))));
