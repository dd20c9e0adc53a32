import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMark } from './contentMark';
import type { Ack, EngineAnswer, EngineMessage, EngineOrder, EngineSetUp } from './engineMessages';
import { createEngineWatch, type EngineFault, type EngineWatch, timeIsUp } from './engineWatch';

export type Engine = {
  /**
   * Has an order done, and gives what the engine answers as it comes. One order at a time.
   * @param deadline when the engine is killed over it, in milliseconds since the epoch
   * @throws EngineFault, after which the engine is gone and the next order starts another; the signal's reason
   */
  readonly order: (order: EngineOrder, deadline: number) => AsyncGenerator<EngineAnswer, void, undefined>;
  /** Keys of contents that have used up their time in this scan: orders name them, so that none is tried again. */
  readonly slowKeys: Set<string>;
  readonly stop: () => void;
};

export type EngineOptions = {
  readonly memoryMb: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
  /** An engine that answers nothing for this long is taken to hang, in milliseconds. */
  readonly stallMs: number;
  /** The program that the engine is, where it is not the one with Heimdall's rules. */
  readonly main?: string | undefined;
};

const ACK: Ack = { type: 'ack' };
const HERE = fileURLToPath(import.meta.url);
/** Beside this file, as a source or bundled as this one is. */
const MAIN = path.join(path.dirname(HERE), `engineProcessMain${path.extname(HERE)}`);

/**
 * An engine in a process of its own, which is started at its first order.
 * @param signal kills it at once, with all that it has started
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
    // One that dies between two orders is not given the next.
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
    order: async function* (order, deadline) {
      signal.throwIfAborted();
      if (Date.now() > deadline) throw timeIsUp();
      child ??= begin();
      const watch = createEngineWatch(mark, options, deadline);
      const answers = listen(child, watch);
      let isDone = false;
      child.send(order);
      try {
        for await (const answer of answers) {
          if (answer.type === 'done') {
            isDone = true;
            return;
          }
          yield answer;
          // It has been waiting for us.
          watch.heard();
          child?.send(ACK);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        // An engine in the middle of an order can't be given another.
        if (!isDone) stop();
      }
    },
  };
}

function start(setUp: EngineSetUp, { memoryMb, main = MAIN }: EngineOptions, markFd: number): ChildProcess {
  const child = fork(main, [String(process.pid)], {
    cwd: path.dirname(HERE),
    // Nothing of the worker's environment: what it holds concerns neither the engine nor what it reads.
    env: { NODE_ENV: 'production', PATH: setUp.searchPath },
    execArgv: [...(main.endsWith('.ts') ? ['--import', 'tsx'] : []), `--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    // The last is MARK_FD.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', markFd],
  });
  // What can't be sent to an engine that is gone is an event that would end the worker if nobody took it.
  child.on('error', () => undefined);
  child.send(setUp);
  return child;
}

/** What an engine answers, until it is done, dies, or is to be killed. What it has sent by then is given first. */
async function* listen(
  child: ChildProcess,
  watch: EngineWatch,
): AsyncGenerator<Exclude<EngineMessage, { type: 'fault' }>> {
  const heard: EngineMessage[] = [];
  let death: string | undefined;
  let wake = () => {};
  const onMessage = (answer: EngineMessage) => {
    heard.push(answer);
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
      if (heard.length > 0) watch.heard();
      overdue ??= watch.overdue();
      if (overdue) child.kill('SIGKILL');
      const next = heard.shift();
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
