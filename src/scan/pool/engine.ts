import type { ChildProcess } from 'node:child_process';
import type { Ack, EngineAnswer, EngineMessage, EngineSetUp, EngineTask } from './messages';
import type { EnginePool } from './pool';
import { type EngineChild, isAlive } from './startChild';
import { createEngineWatch, type EngineFault, type EngineWatch, timeIsUp } from './watch';

export type Engine = {
  /**
   * Runs a task, and yields the engine's answers as they arrive. One task at a time.
   * @param deadline when the engine is killed, in milliseconds since the epoch
   * @throws EngineFault, after which the next task starts another engine; the signal's reason; Error once it is
   * stopped, so that a task that was under way is not tried again
   */
  readonly run: (task: EngineTask, deadline: number) => AsyncGenerator<EngineAnswer, void, undefined>;
  /** Keys of contents that have used up their time in this scan. Tasks carry them, so that none is tried again. */
  readonly slowKeys: Set<string>;
  /** Returns its process to the pool, or kills it where it runs a task. */
  readonly stop: () => void;
};

export type EngineOptions = {
  readonly pool: EnginePool;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
  /** An engine that sends nothing for this long is taken to hang, in milliseconds. */
  readonly stallMs: number;
  /** Shared by the engines of a scan. */
  readonly slowKeys?: Set<string>;
};

const ACK: Ack = { type: 'ack' };

/**
 * An engine for one scan: a process of the pool, which the first task takes. It is returned when the scan stops.
 * @param signal kills the process at once
 */
export function createEngine(setUp: EngineSetUp, options: EngineOptions, signal: AbortSignal): Engine {
  const { pool, slowKeys = new Set() } = options;
  let child: EngineChild | undefined;
  let isRunning = false;
  let isStopped = false;
  /** Whether its process has grown so much that it must not wait for another scan. */
  let isLarge = false;
  const kill = () => {
    if (child) pool.drop(child);
    child = undefined;
  };
  // Its mark stays open, as a running task may still read it.
  const onAbort = () => child?.process.kill('SIGKILL');
  signal.addEventListener('abort', onAbort, { once: true });
  const throwIfOver = () => {
    signal.throwIfAborted();
    if (isStopped) throw new Error('the scan is over');
  };
  const begin = () => {
    const begun = pool.take();
    begun.mark.clear();
    begun.process.send(setUp);
    return begun;
  };

  return {
    slowKeys,
    stop: () => {
      isStopped = true;
      signal.removeEventListener('abort', onAbort);
      // A running task drops its process itself.
      if (isRunning) child?.process.kill('SIGKILL');
      else if (isLarge) kill();
      else if (child) {
        pool.keep(child);
        child = undefined;
      }
    },
    run: async function* (task, deadline) {
      throwIfOver();
      if (Date.now() > deadline) throw timeIsUp();
      if (child && !isAlive(child)) kill();
      child ??= begin();
      const { process: engine, mark } = child;
      const watch = createEngineWatch(mark, options, deadline);
      const answers = listen(engine, watch);
      let isDone = false;
      isRunning = true;
      engine.send(task);
      try {
        for await (const answer of answers) {
          if (answer.type === 'done') {
            isDone = true;
            isLarge = answer.isLarge;
            return;
          }
          yield answer;
          // The engine waits for the acknowledgement, so that time is not its own.
          watch.noteAnswer();
          engine.send(ACK);
        }
      } catch (error) {
        throwIfOver();
        throw error;
      } finally {
        isRunning = false;
        // An engine that is running a task can't be given another.
        if (!isDone) kill();
      }
    },
  };
}

/** Yields an engine's messages until it is done, dies, or has to be killed. Messages received by then come first. */
async function* listen(
  child: ChildProcess,
  watch: EngineWatch,
): AsyncGenerator<Exclude<EngineMessage, { type: 'fault' }>> {
  const received: EngineMessage[] = [];
  let death: string | undefined;
  let wake = () => {};
  const onMessage = (answer: EngineMessage) => {
    received.push(answer);
    wake();
  };
  const onExit = (code: number | null, killedBy: string | null) => {
    death = `The engine ended by itself (${killedBy ?? `status ${code}`}); more memory for it may help (HEIMDALL_SCAN_MEMORY_MB).`;
    wake();
  };
  const onError = ({ message }: Error) => {
    death ??= `The engine could not be started or reached: ${message}.`;
    wake();
  };
  child.on('message', onMessage).on('exit', onExit).on('error', onError);
  let overdue: EngineFault | undefined;
  try {
    while (true) {
      if (received.length > 0) watch.noteAnswer();
      overdue ??= watch.overdue();
      if (overdue) child.kill('SIGKILL');
      const next = received.shift();
      if (next?.type === 'fault') throw watch.crash(`The engine met a fault: ${next.message}.`);
      if (next) yield next;
      else if (overdue) throw overdue;
      else if (death !== undefined) throw watch.crash(death);
      else await wakeOrPoll((resolve) => (wake = resolve));
    }
  } finally {
    child.off('message', onMessage).off('exit', onExit).off('error', onError);
  }
}

const POLL_MS = 100;

function wakeOrPoll(listen: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, POLL_MS);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
