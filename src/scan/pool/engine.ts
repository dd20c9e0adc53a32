import type { ChildProcess } from 'node:child_process';
import { type EngineChild, isAlive, type MarkReader } from './child';
import type { Ack, EngineAnswer, EngineMessage, EngineSetUp, EngineTask } from './messages';
import type { EnginePool } from './pool';

export type Engine = {
  /**
   * Runs a task, and yields the engine's answers as they arrive. One task at a time.
   * @param deadline when the engine is killed, in milliseconds since the epoch
   * @param onBytes receives how much of a large content is done, a few times a second at most
   * @throws EngineFault, after which the next task starts another engine; the signal's reason; Error once it is
   *   stopped. A task that was under way is then not tried again.
   */
  readonly run: (
    task: EngineTask,
    deadline: number,
    onBytes?: OnBytes,
  ) => AsyncGenerator<EngineAnswer, void, undefined>;
  /** Keys of contents that have used up their time in this scan. Tasks carry them, so that none is tried again. */
  readonly slowKeys: Set<string>;
  /** Returns its process to the pool, or kills it where it runs a task. */
  readonly stop: () => void;
};

/** @param number of the content within the task */
type OnBytes = (number: number, bytes: number) => void;

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
    run: async function* (task, deadline, onBytes) {
      throwIfOver();
      if (Date.now() > deadline) throw timeIsUp();
      if (child && !isAlive(child)) kill();
      child ??= begin();
      const { process: engine, mark } = child;
      const watch = createEngineWatch(mark, options, deadline, onBytes);
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
/** The least time between two reports on a large content. */
const BYTES_MS = 250;

function wakeOrPoll(listen: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, POLL_MS);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What ended an engine before its task was done. */
type FaultKind =
  /** It died, hung or reported an internal error. */
  | 'crash'
  /** One content was scanned for longer than any may be. */
  | 'slow content'
  /** The time for the task was up. */
  | 'deadline';

/** An engine did not finish a task. The message is for users. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
  readonly kind: FaultKind;
  /** The content that it was processing, by its number within the task. */
  readonly content: number | undefined;

  constructor(kind: FaultKind, message: string, content: number | undefined) {
    super(message);
    this.kind = kind;
    this.content = content;
  }
}

function timeIsUp(): EngineFault {
  return new EngineFault('deadline', 'The time for the scan ran out.', undefined);
}

/** Watches one task of an engine from its parent. */
type EngineWatch = {
  /** Records that the engine has sent a message. */
  readonly noteAnswer: () => void;
  /** @returns why the engine must be killed now, if it must; called several times a second */
  readonly overdue: () => EngineFault | undefined;
  /** @returns the fault of an engine that died, with the content that it was processing */
  readonly crash: (message: string) => EngineFault;
};

type Limits = { readonly fileMs: number; readonly stallMs: number };

/** @param deadline of the task, in milliseconds since the epoch */
function createEngineWatch(
  mark: MarkReader,
  { fileMs, stallMs }: Limits,
  deadline: number,
  onBytes?: OnBytes,
): EngineWatch {
  // This clock stops while the machine sleeps.
  const now = () => performance.now();
  let answeredAt = now();
  let current = mark.read();
  let currentSince = now();
  let reported = { at: now(), bytes: 0 };

  const report = () => {
    if (!current || !onBytes || current.bytes === reported.bytes || now() - reported.at < BYTES_MS) return;
    reported = { at: now(), bytes: current.bytes };
    if (current.bytes > 0) onBytes(current.number, current.bytes);
  };
  const overdue = () => {
    const before = current;
    current = mark.read();
    if (current?.number !== before?.number || current?.doing !== before?.doing) currentSince = now();
    report();
    if (Date.now() > deadline) return timeIsUp();
    if (current?.doing === 'scan' && now() - currentSince > fileMs) {
      return new EngineFault('slow content', SLOW, current.number);
    }
    return now() - answeredAt > stallMs ? new EngineFault('crash', STALLED, current?.number) : undefined;
  };

  return {
    noteAnswer: () => {
      answeredAt = now();
    },
    overdue,
    crash: (message) => new EngineFault('crash', message, mark.read()?.number),
  };
}

const SLOW = 'The engine took too long over one content and was stopped.';
const STALLED = 'The engine answered nothing for too long and was stopped.';
