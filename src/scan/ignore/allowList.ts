import { createFollower } from './follower';
import { IGNORE_LIMITS } from './ignoreFile';
import { readPattern } from './pattern';

export type AllowedPaths = {
  /** The indexes of the entries that cover a path. */
  readonly covering: (path: string) => readonly number[];
  /** Whether all entries have been applied to all paths so far. */
  readonly isComplete: () => boolean;
};

/**
 * Compiles the path patterns of an allow-list, which are independent of each other.
 * @param entries patterns as in .gitignore; null for an entry without a pattern, which covers no path here
 */
export function createAllowedPaths(entries: readonly (string | null)[]): AllowedPaths {
  const given = entries.flatMap((text, index) => (text === null ? [] : [{ text: Buffer.from(text), index }]));
  const applied = given
    .filter(({ text }) => text.length <= IGNORE_LIMITS.patternBytes)
    .slice(0, IGNORE_LIMITS.patterns);
  const read = applied.flatMap(({ text, index }) => {
    const pattern = readPattern(text.toString('latin1'));
    return pattern && !pattern.isNegated ? [{ pattern, index }] : [];
  });
  const none: readonly number[] = [];
  const follower = createFollower(
    read.map(({ pattern }) => pattern),
    {
      initial: none,
      fold: (before, matched) => (matched.length === 0 ? before : [...new Set([...before, ...matched])]),
      isFinal: () => false,
    },
  );
  return {
    covering: (path) =>
      follower
        .of(path)
        .map((at) => read[at]?.index ?? -1)
        .sort((a, b) => a - b),
    isComplete: () => applied.length === given.length && !follower.isExhausted(),
  };
}
