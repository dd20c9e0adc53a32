import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Mutex } from 'async-mutex';
import { log } from '../log';
import { singleton } from '../singleton';
import { type CodeLines, type HighlightAnswer, type HighlightTask, plainLines } from './tokens';

/** In milliseconds. Only the thread's start and a grammar's first use take more than 50 ms. */
const LIMITS = {
  /** After it the thread is ended. */
  thread: 10_000,
  /** After it a page shows plain code. The result is there for the next one. */
  page: 1_000,
};
/** How many results are kept, also those of code that took too long. */
const MAX_KEPT = 500;
/** How many tasks may wait. */
const MAX_WAITING = 4;
/** For the thread, in megabytes. */
const MAX_MEMORY = 256;

export type Highlighter = {
  /** The code's tokens. It is plain if the thread is busy, or does not have them soon. */
  readonly highlight: (task: HighlightTask) => Promise<CodeLines>;
  readonly stop: () => Promise<void>;
};

/** Highlights code in a thread, which is started when it is first needed. @param main its program */
export function createHighlighter(main: URL, limits = LIMITS): Highlighter {
  const kept = new Map<string, Promise<CodeLines>>();
  const turn = new Mutex();
  let waiting = 0;
  let thread: Worker | undefined;

  async function run(task: HighlightTask): Promise<CodeLines> {
    thread ??= startThread(main);
    const signal = AbortSignal.timeout(limits.thread);
    try {
      thread.postMessage(task);
      const [{ lines }] = (await once(thread, 'message', { signal })) as [HighlightAnswer];
      return lines;
    } catch (error) {
      log().warn({ err: error, path: task.path }, 'code could not be highlighted');
      await stop();
      return plainLines(task.code);
    }
  }

  async function stop(): Promise<void> {
    await thread?.terminate();
    thread = undefined;
  }

  function request(task: HighlightTask): Promise<CodeLines> {
    const key = `${path.basename(task.path)}\0${task.code}`;
    const known = kept.get(key);
    if (known) return known;
    if (waiting >= MAX_WAITING) return Promise.resolve(plainLines(task.code));
    waiting++;
    const lines = turn.runExclusive(() => run(task)).finally(() => waiting--);
    kept.set(key, lines);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return lines;
  }

  const highlight = (task: HighlightTask) =>
    Promise.race([request(task), pause(limits.page, plainLines(task.code), { ref: false })]);

  return { highlight, stop };
}

function startThread(main: URL): Worker {
  const thread = new Worker(main, { resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY } });
  // A page that waits keeps the process alive by itself.
  thread.unref();
  // Without a listener an error would end the process. `once` above rejects with it, too.
  thread.on('error', () => undefined);
  return thread;
}

/** Gives this process a highlighter. */
export function openHighlighter(main: URL): void {
  singleton('highlighter', () => createHighlighter(main));
}
