import type { MarkReader } from './contentMark';

/** What ended an engine before its task was done. */
export type FaultKind =
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

export function timeIsUp(): EngineFault {
  return new EngineFault('deadline', 'The time for the scan ran out.', undefined);
}

/** Watches one task of an engine from its parent. */
export type EngineWatch = {
  /** Records that the engine has sent a message. */
  readonly noteAnswer: () => void;
  /** @returns why the engine must be killed now, if it must; called several times a second */
  readonly overdue: () => EngineFault | undefined;
  /** @returns the fault of an engine that died, with the content that it was processing */
  readonly crash: (message: string) => EngineFault;
};

type Limits = { readonly fileMs: number; readonly stallMs: number };

/** @param deadline of the task, in milliseconds since the epoch */
export function createEngineWatch(
  mark: MarkReader,
  { fileMs, stallMs }: Limits,
  deadline: number,
): EngineWatch {
  // This clock stops while the machine sleeps.
  const now = () => performance.now();
  let answeredAt = now();
  let current = mark.read();
  let currentSince = now();

  const overdue = () => {
    const before = current;
    current = mark.read();
    if (current?.number !== before?.number || current?.doing !== before?.doing) currentSince = now();
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
