import { runInNewContext } from 'node:vm';
import type { AST } from '@eslint-community/regexpp';
import { unboundedQuantifiers } from '@tests/support/quantifiers';
import { hostileTexts } from './hostile';
import { digestOf, type Pattern, VALUE_LIMIT } from './patterns';
import { longest, shapeOf } from './shape';
import type { Verdict, Verdicts } from './verdicts';

/** Milliseconds of CPU that a pattern may take on the most hostile text of the greatest length it gets. */
export const MOST_MS = 20;

const COMMAND = 'Run `npm run regex` and commit tests/laws/regex/verdicts.json.';

/** Every pattern has a verdict, and no verdict is left of a removed pattern. */
export function withoutVerdict(patterns: readonly Pattern[], verdicts: Verdicts): string[] {
  const digests = new Set(patterns.map(digestOf));
  const fresh = patterns.filter((pattern) => verdicts[digestOf(pattern)] === undefined);
  const stale = Object.keys(verdicts).filter((digest) => !digests.has(digest));
  return [
    ...fresh.map(({ at, source }) => `${at} has a pattern without a verdict: /${source}/. ${COMMAND}`),
    ...stale.map((digest) => `The verdict ${digest} is of no pattern any more. ${COMMAND}`),
  ];
}

/** No pattern is exponential. */
export function exponential(patterns: readonly Pattern[], verdicts: Verdicts): string[] {
  return patterns
    .filter((pattern) => complexityOf(verdicts[digestOf(pattern)]) === 'exponential')
    .map(
      ({ at, source }) =>
        `${at} takes exponential time: /${source}/. Write it so that no text matches in two ways.`,
    );
}

/** A pattern that is not proved linear gets only texts of a limited length. */
export function unlimited(patterns: readonly Pattern[], verdicts: Verdicts): string[] {
  return costly(patterns, verdicts)
    .filter((pattern) => limitOf(pattern) === undefined)
    .map(
      ({ at, source }) =>
        `${at} may take more than linear time: /${source}/. Write it simpler, or limit what it meets: limited(/…/, length).`,
    );
}

/**
 * A rule's pattern gets windows that grow without limit if keywords are close together. It is measured at a
 * single window's length, so no match of it may be longer for a longer window.
 */
export function unbounded(patterns: readonly Pattern[]): string[] {
  return patterns.flatMap((pattern) => {
    const [quantifier] = pattern.isRule ? unboundedQuantifiers(pattern) : [];
    if (quantifier === undefined) return [];
    return [
      `${pattern.at} repeats without limit by ${quantifier}: /${pattern.source}/. Write {0,n} or {1,n}.`,
    ];
  });
}

/** At its limit, each pattern that is not proved linear takes no more than 20 ms. */
export function slow(patterns: readonly Pattern[], verdicts: Verdicts, patience = PATIENCE): string[] {
  const measured = new Map(
    costly(patterns, verdicts).map((each) => [`${digestOf(each)} ${limitOf(each)}`, each]),
  );
  return [...measured.values()].flatMap((pattern) => {
    const limit = limitOf(pattern) ?? VALUE_LIMIT;
    const texts = hostileTexts(pattern, verdicts[digestOf(pattern)] ?? 'unjudged', limit);
    const text = within(patience, () => texts.find((each) => isSlow(pattern, each)));
    if (text === undefined) return [];
    const { at, source } = pattern;
    return [
      `${at} takes more than ${MOST_MS} ms on ${limit} characters: /${source}/ on ${text.slice(0, 80)}`,
    ];
  });
}

function costly(patterns: readonly Pattern[], verdicts: Verdicts): Pattern[] {
  return patterns.filter((pattern) => complexityOf(verdicts[digestOf(pattern)]) !== 'linear');
}

function complexityOf(verdict: Verdict | undefined): string {
  return typeof verdict === 'object' ? verdict.complexity : (verdict ?? 'unjudged');
}

/** The code's limit, or the length of the longest match if a pattern is tried at one position only. */
function limitOf(pattern: Pattern): number | undefined {
  if (pattern.limit !== undefined) return pattern.limit;
  const shape = shapeOf(pattern);
  const most = longest(shape, /[uv]/.test(pattern.flags) ? 2 : 1);
  return most <= VALUE_LIMIT && beginsOnce(shape, pattern.flags) ? most + 1 : undefined;
}

function beginsOnce({ alternatives }: AST.Pattern, flags: string): boolean {
  if (flags.includes('y')) return true;
  const isStart = (node: AST.Element | undefined) => node?.type === 'Assertion' && node.kind === 'start';
  return !flags.includes('m') && alternatives.every(({ elements }) => isStart(elements[0]));
}

/** The compiler and the garbage collector slow some of them down. */
const RUNS = 5;
/** Milliseconds in which all texts are tried on one pattern; few take more than ten. */
const PATIENCE = 10_000;

/** Ends a regular expression that hangs, which no other code in this process can do. */
function within(timeout: number, run: () => string | undefined): string | undefined {
  try {
    return runInNewContext('run()', { run }, { timeout });
  } catch (error) {
    if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'a text on which it does not end';
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** By the clock first, which is precise on an idle machine; then by CPU time, the best of several. */
function isSlow({ source, flags }: Pattern, text: string): boolean {
  const pattern = new RegExp(source, flags.includes('y') || flags.includes('g') ? flags : `${flags}g`);
  for (let run = 0; run < RUNS; run++) {
    const start = process.cpuUsage();
    const began = performance.now();
    findAll(pattern, text);
    if (performance.now() - began <= MOST_MS) return false;
    const { user, system } = process.cpuUsage(start);
    if ((user + system) / 1000 <= MOST_MS) return false;
  }
  return true;
}

function findAll(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && !pattern.sticky; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex += 1;
  }
}
