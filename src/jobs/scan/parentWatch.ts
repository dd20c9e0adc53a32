import { Worker } from 'node:worker_threads';

const EVERY_MS = 250;

/** Plain JavaScript, so that the thread starts without the loader of the sources. It gets the parent's process id. */
const WATCH = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, ${EVERY_MS});
`;

/**
 * Ends this process within a second of its parent's end, in whatever way that ends. A thread of its own sees to it: the
 * main one may be within a regular expression that takes for ever, and hears of nothing.
 * @param parentPid as the parent knows it, since it may have died already
 */
export function dieWithParent(parentPid: number): void {
  new Worker(WATCH, { eval: true, workerData: parentPid, execArgv: [] }).unref();
}
