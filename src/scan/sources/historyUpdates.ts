import type { HistoryAnswer, HistoryMatch, HistoryPosition, SkippedText } from '@/scan/pool/messages';
import type { SecretMove } from './locations';

/** How often the progress of a walk is sent to the parent, in milliseconds. */
const EMIT_EVERY_MS = 200;
/** Secrets, moves and skips that are sent together at most. All of one content are sent together. */
const BATCH_SIZE = 1_000;

/** Collects what a walk finds between two answers. */
export type HistoryUpdates = {
  readonly found: HistoryMatch[];
  readonly skipped: SkippedText[];
  readonly moves: SecretMove[];
  /** How much has been read, including the parts that were not scanned again. */
  readonly read: { commits: number; bytes: number };
  /**
   * Records how far the walk has come, and sends an answer if one is due. Answers are sent at positions only.
   * An engine that continues from one must know everything before it, and nothing after it.
   */
  readonly reach: (position: HistoryPosition) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
};

export function createHistoryUpdates(
  from: HistoryPosition,
  emit: (answer: HistoryAnswer) => void | Promise<void>,
): HistoryUpdates {
  const found: HistoryMatch[] = [];
  const skipped: SkippedText[] = [];
  const moves: SecretMove[] = [];
  const read = { commits: 0, bytes: 0 };
  let reached = from;
  let emittedAt = Date.now();
  const flush = async () => {
    emittedAt = Date.now();
    const updates = { found: found.splice(0), skipped: skipped.splice(0), moves: moves.splice(0) };
    await emit({ type: 'history', ...read, ...updates, reached });
  };
  return {
    ...{ found, skipped, moves, read, flush },
    reach: (position) => {
      reached = position;
      const isMuch = found.length + moves.length + skipped.length >= BATCH_SIZE;
      return isMuch || Date.now() - emittedAt > EMIT_EVERY_MS ? flush() : undefined;
    },
  };
}
