import { IGNORE_FILE, IGNORE_FILE_BYTES, type IgnoreFile } from '../ignoreFile';
import { createFollower, MAX_STEPS } from './follower';
import { type Pattern, readPattern } from './pattern';

/** Patterns beyond these limits are reported and not applied. Hand-written files are far below each. */
export const IGNORE_LIMITS = {
  patterns: 5_000,
  /** Of one pattern. An allow-list's pattern of 1,024 characters is never longer. */
  patternBytes: 4_096,
} as const;

export type IgnoreMatcher = {
  /** Whether the patterns name a path or one of its folders. A path in an ignored folder can't be re-included. */
  readonly isIgnored: (path: string) => boolean;
  /** Messages on the patterns that were not applied. */
  readonly shortfalls: () => string[];
};

/**
 * Compiles an ignore file as Git reads a .gitignore, case-sensitively. The work for a path is proportional to its
 * length and to that of the patterns. Source: gitignore(5); git, dir.c.
 * @param maxSteps the limit of work for all paths
 */
export function createIgnoreMatcher(content: IgnoreFile, maxSteps = MAX_STEPS): IgnoreMatcher {
  if (content === undefined || content.length > IGNORE_FILE_BYTES) {
    return { isIgnored: () => false, shortfalls: () => [TOO_LARGE] };
  }
  const { patterns, shortfalls } = readIgnoreFile(content);
  const follower = createFollower(
    patterns,
    { initial: false, fold: (before, matched) => before || isNamed(patterns, matched), isFinal: Boolean },
    maxSteps,
  );
  return {
    isIgnored: follower.of,
    shortfalls: () => (follower.isExhausted() ? [...shortfalls, TOO_MUCH_WORK] : shortfalls),
  };
}

/** The last pattern that matches decides. */
function isNamed(patterns: readonly Pattern[], matched: readonly number[]): boolean {
  return patterns[matched.at(-1) ?? -1]?.isNegated === false;
}

const TOO_LARGE = `${IGNORE_FILE} is larger than ${IGNORE_FILE_BYTES / 1024} kB; none of its patterns was applied.`;
const TOO_MUCH_WORK = `${IGNORE_FILE} takes too much work to apply; some files that it names were scanned. Simplify its patterns.`;
/** How many line numbers are named as examples. */
const EXAMPLES = 5;

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

function readIgnoreFile(content: Uint8Array): { patterns: Pattern[]; shortfalls: string[] } {
  const patterns: Pattern[] = [];
  const tooLong: number[] = [];
  const text = Buffer.from(content).toString('latin1');
  const lines = (text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text).split('\n');
  for (const [index, line] of lines.entries()) {
    const pattern = readPattern(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (!pattern) continue;
    if (line.length > IGNORE_LIMITS.patternBytes) tooLong.push(index + 1);
    else if (patterns.length === IGNORE_LIMITS.patterns)
      return { patterns, shortfalls: [...tooLongOnes(tooLong), tooMany(index + 1)] };
    else patterns.push(pattern);
  }
  return { patterns, shortfalls: tooLongOnes(tooLong) };
}

function tooMany(line: number): string {
  return `${IGNORE_FILE} has more than ${IGNORE_LIMITS.patterns} patterns; those from line ${line} on were not applied.`;
}

function tooLongOnes(lines: readonly number[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - EXAMPLES;
  const named = lines.slice(0, EXAMPLES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  const word = lines.length === 1 ? 'line' : 'lines';
  return [
    `${IGNORE_FILE} has patterns longer than ${IGNORE_LIMITS.patternBytes} bytes, which were not applied: ${word} ${named}.`,
  ];
}
