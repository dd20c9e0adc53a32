import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { EngineAnswer, EngineMessage, EngineOrder, EngineSetUp } from './engineMessages';

/** The engine died, stalled or had a fault of its own; its message is a sentence about it. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
}

export type Engine = {
  /**
   * Has an order done, and gives what the engine says of it as it comes. One order at a time.
   * @throws EngineFault, after which the engine is gone and the next order starts another; the signal's reason
   */
  readonly order: (order: EngineOrder) => AsyncGenerator<EngineAnswer, void, undefined>;
  readonly stop: () => void;
};

export type EngineLimits = {
  readonly memoryMb: number;
  /** An engine that says nothing for this long is taken to hang, in milliseconds. */
  readonly stallMs: number;
};

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const MAIN = path.join(import.meta.dirname, 'engineProcess.ts');

/**
 * An engine in a process of its own, which is started at its first order.
 * @param signal kills it at once, with all that it has started
 */
export function createEngine(setUp: EngineSetUp, limits: EngineLimits, signal: AbortSignal): Engine {
  let child: ChildProcess | undefined;
  const stop = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  signal.addEventListener('abort', stop, { once: true });
  const begin = () => {
    const begun = start(setUp, limits.memoryMb);
    // One that dies between two orders is not given the next.
    begun.once('exit', () => {
      if (child === begun) child = undefined;
    });
    return begun;
  };

  return {
    stop: () => {
      signal.removeEventListener('abort', stop);
      stop();
    },
    order: async function* (order) {
      signal.throwIfAborted();
      child ??= begin();
      const answers = listen(child, limits.stallMs);
      child.send(order);
      try {
        for await (const answer of answers) {
          if (answer.type === 'done') return;
          if (answer.type === 'fault') throw new EngineFault(`The engine met a fault: ${answer.message}.`);
          yield answer;
        }
      } catch (error) {
        stop();
        signal.throwIfAborted();
        throw error;
      }
    },
  };
}

function start(setUp: EngineSetUp, memoryMb: number): ChildProcess {
  const child = fork(MAIN, {
    cwd: ROOT,
    // Nothing of the worker's environment: what it holds concerns neither the engine nor what it reads.
    env: { NODE_ENV: 'production', PATH: setUp.searchPath },
    execArgv: ['--import', 'tsx', `--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // What can't be sent to an engine that is gone is an event that would end the worker if nobody took it.
  child.on('error', () => undefined);
  child.send(setUp);
  return child;
}

/** What an engine says, until it is done, dies, or has said nothing for too long. */
async function* listen(child: ChildProcess, stallMs: number): AsyncGenerator<EngineMessage> {
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
  try {
    while (true) {
      const next = heard.shift();
      if (next) yield next;
      else if (death !== undefined) throw new EngineFault(death);
      else if (!(await comesWithin(stallMs, (resolve) => (wake = resolve)))) throw new EngineFault(STALLED);
    }
  } finally {
    child.off('message', onMessage).off('exit', onExit).off('error', onError);
  }
}

const STALLED = 'The engine said nothing for too long and was stopped.';

function comesWithin(ms: number, listen: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    listen(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
