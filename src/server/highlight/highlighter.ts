import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Mutex } from 'async-mutex';
import { log } from '../log';
import { singleton } from '../singleton';
import { type CodeLines, type HighlightAnswer, type HighlightTask, plainLines } from './tokens';

/** How long the thread may take, in milliseconds. Only its start and a grammar's first use take more than 50 ms. */
const MAX_MS = 5_000;
/** How many results are kept, also those of code that took too long. */
const MAX_KEPT = 500;
/** How many tasks may wait. */
const MAX_WAITING = 4;
/** For the thread, in megabytes. */
const MAX_MEMORY = 256;

export type Highlighter = {
  /** The code's tokens. It is plain if the thread is busy, or takes too long with it. */
  readonly highlight: (task: HighlightTask) => Promise<CodeLines>;
  readonly stop: () => Promise<void>;
};

/** Highlights code in a thread, which is started when it is first needed. @param main its program */
export function createHighlighter(main: URL, maxMs = MAX_MS): Highlighter {
  const kept = new Map<string, CodeLines>();
  const turn = new Mutex();
  let waiting = 0;
  let thread: Worker | undefined;

  async function run(task: HighlightTask): Promise<CodeLines> {
    thread ??= startThread(main);
    const signal = AbortSignal.timeout(maxMs);
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

  async function highlight(task: HighlightTask): Promise<CodeLines> {
    const key = `${path.basename(task.path)}\0${task.code}`;
    const known = kept.get(key);
    if (known) return known;
    if (waiting >= MAX_WAITING) return plainLines(task.code);
    waiting++;
    const lines = await turn.runExclusive(() => run(task)).finally(() => waiting--);
    kept.set(key, lines);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return lines;
  }

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
