import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMark } from './contentMark';
import type { Ack, EngineAnswer, EngineMessage, EngineSetUp, EngineTask } from './engineMessages';
import { createEngineWatch, type EngineFault, type EngineWatch, timeIsUp } from './engineWatch';

export type Engine = {
  /**
   * Runs a task, and yields the engine's answers as they arrive. One task at a time.
   * @param deadline when the engine is killed, in milliseconds since the epoch
   * @throws EngineFault, after which the next task starts another engine; the signal's reason
   */
  readonly run: (task: EngineTask, deadline: number) => AsyncGenerator<EngineAnswer, void, undefined>;
  /** Keys of contents that have used up their time in this scan. Tasks carry them, so that none is tried again. */
  readonly slowKeys: Set<string>;
  readonly stop: () => void;
};

export type EngineOptions = {
  readonly memoryMb: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
  /** An engine that sends nothing for this long is taken to hang, in milliseconds. */
  readonly stallMs: number;
  /** The engine's program, if it is not the one with Heimdall's rules. */
  readonly main?: string | undefined;
};

const ACK: Ack = { type: 'ack' };
const HERE = fileURLToPath(import.meta.url);
/** Beside this file, and bundled if this one is. */
const MAIN = path.join(path.dirname(HERE), `engineProcessMain${path.extname(HERE)}`);

/**
 * An engine in a process of its own, which starts with the first task.
 * @param signal kills the process at once
 */
export function createEngine(setUp: EngineSetUp, options: EngineOptions, signal: AbortSignal): Engine {
  const mark = openMark();
  let child: ChildProcess | undefined;
  const stop = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  signal.addEventListener('abort', stop, { once: true });
  const begin = () => {
    mark.clear();
    const begun = start(setUp, options, mark.fd);
    // A process that dies between two tasks is not given the next.
    begun.once('exit', () => {
      if (child === begun) child = undefined;
    });
    return begun;
  };

  return {
    slowKeys: new Set(),
    stop: () => {
      signal.removeEventListener('abort', stop);
      stop();
      mark.close();
    },
    run: async function* (task, deadline) {
      signal.throwIfAborted();
      if (Date.now() > deadline) throw timeIsUp();
      child ??= begin();
      const watch = createEngineWatch(mark, options, deadline);
      const answers = listen(child, watch);
      let isDone = false;
      child.send(task);
      try {
        for await (const answer of answers) {
          if (answer.type === 'done') {
            isDone = true;
            return;
          }
          yield answer;
          // The engine waits for the acknowledgement, so that time is not its own.
          watch.noteAnswer();
          child?.send(ACK);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        // An engine that is running a task can't be given another.
        if (!isDone) stop();
      }
    },
  };
}

function start(setUp: EngineSetUp, { memoryMb, main = MAIN }: EngineOptions, markFd: number): ChildProcess {
  const child = fork(main, [String(process.pid)], {
    cwd: path.dirname(HERE),
    // The engine needs nothing else of the worker's environment, which may hold secrets.
    env: { NODE_ENV: 'production', PATH: setUp.searchPath },
    execArgv: [...(main.endsWith('.ts') ? ['--import', 'tsx'] : []), `--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    // The last is MARK_FD.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', markFd],
  });
  // Sending to an engine that has died emits an error, which would end the worker if it had no listener.
  child.on('error', () => undefined);
  child.send(setUp);
  return child;
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
