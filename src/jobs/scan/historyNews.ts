import type { HistoryAnswer, HistoryMatch, HistoryPosition, SkippedText } from './engineMessages';
import type { SecretMove } from './whereabouts';

/** How often the parent hears how far a walk is, in milliseconds. */
const EMIT_EVERY_MS = 200;
/** Secrets, moves and skips that are passed on together at most, but for those of one content. */
const EMIT_AT_ONCE = 1_000;

/** Gathers what a walk comes upon between two answers. */
export type HistoryNews = {
  readonly found: HistoryMatch[];
  readonly skipped: SkippedText[];
  readonly moves: SecretMove[];
  /** How much has been read, passed over or not. */
  readonly read: { commits: number; bytes: number };
  /**
   * Notes how far the walk has come, and answers where it is time to. Only here: an engine that goes on from a position
   * must know of everything before it, and of nothing after it.
   */
  readonly reach: (position: HistoryPosition) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
};

export function createHistoryNews(
  from: HistoryPosition,
  emit: (answer: HistoryAnswer) => void | Promise<void>,
): HistoryNews {
  const found: HistoryMatch[] = [];
  const skipped: SkippedText[] = [];
  const moves: SecretMove[] = [];
  const read = { commits: 0, bytes: 0 };
  let reached = from;
  let emittedAt = Date.now();
  const flush = async () => {
    emittedAt = Date.now();
    const news = { found: found.splice(0), skipped: skipped.splice(0), moves: moves.splice(0) };
    await emit({ type: 'history', ...read, ...news, reached });
  };
  return {
    ...{ found, skipped, moves, read, flush },
    reach: (position) => {
      reached = position;
      const isMuch = found.length + moves.length + skipped.length >= EMIT_AT_ONCE;
      return isMuch || Date.now() - emittedAt > EMIT_EVERY_MS ? flush() : undefined;
    },
  };
}
