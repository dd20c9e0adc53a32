import type { MarkReader } from './contentMark';

/** What ended an engine in the middle of an order. */
export type FaultKind =
  /** It died, hung or reported an internal error. */
  | 'crash'
  /** One content was scanned for longer than any may be. */
  | 'slow content'
  /** The time for the order was up. */
  | 'deadline';

/** An engine did not come to the end of an order; the message is a sentence about it. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
  readonly kind: FaultKind;
  /** The content that it had in hand, by its number within the order. */
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

/** Watches one order of an engine from its parent. */
export type EngineWatch = {
  /** Takes note that the engine has answered. */
  readonly heard: () => void;
  /** @returns why the engine is to be killed now, if it is; to be asked several times a second */
  readonly overdue: () => EngineFault | undefined;
  /** @returns the fault of an engine that died, with what it had in hand */
  readonly crash: (message: string) => EngineFault;
};

type Limits = { readonly fileMs: number; readonly stallMs: number };

/** @param deadline of the order, in milliseconds since the epoch */
export function createEngineWatch(
  mark: MarkReader,
  { fileMs, stallMs }: Limits,
  deadline: number,
): EngineWatch {
  // A clock that stands still while the machine sleeps.
  const now = () => performance.now();
  let heardAt = now();
  let inHand = mark.read();
  let inHandSince = now();

  const overdue = () => {
    const before = inHand;
    inHand = mark.read();
    if (inHand?.number !== before?.number || inHand?.doing !== before?.doing) inHandSince = now();
    if (Date.now() > deadline) return timeIsUp();
    if (inHand?.doing === 'scan' && now() - inHandSince > fileMs) {
      return new EngineFault('slow content', SLOW, inHand.number);
    }
    return now() - heardAt > stallMs ? new EngineFault('crash', STALLED, inHand?.number) : undefined;
  };

  return {
    heard: () => {
      heardAt = now();
    },
    overdue,
    crash: (message) => new EngineFault('crash', message, mark.read()?.number),
  };
}

const SLOW = 'The engine took too long over one content and was stopped.';
const STALLED = 'The engine answered nothing for too long and was stopped.';
