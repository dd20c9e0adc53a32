import { Worker } from 'node:worker_threads';

const EVERY_MS = 250;

/** Plain JavaScript, so that the thread needs no TypeScript loader. `workerData` is the parent's process id. */
const WATCH = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, ${EVERY_MS});
`;

/**
 * Ends this process within a second of its parent's end, however that ends. It takes a thread of its own: the main
 * thread may be blocked by a regular expression that never ends.
 * @param parentPid sent by the parent itself, which may have died already
 */
export function dieWithParent(parentPid: number): void {
  new Worker(WATCH, { eval: true, workerData: parentPid, execArgv: [] }).unref();
}
