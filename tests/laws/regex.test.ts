import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from './regex/checker';
import { type Collected, collectPatterns, filesToJudge } from './regex/collect';
import { exponential, slow, unbounded, unlimited, withoutVerdict } from './regex/law';
import { compositionsIn, digestOf, literalsIn, type Pattern } from './regex/patterns';
import { readVerdicts, type Verdict } from './regex/verdicts';
import { readSources } from './sources';

const files = filesToJudge(readSources());
const verdicts = readVerdicts();
/** Milliseconds: for seconds of work, on a busy machine. */
const BUSY = 120_000;
let missing: Collected['missing'];
let patterns: Collected['patterns'];

describe('of all regular expressions', () => {
  beforeAll(async () => {
    ({ missing, patterns } = await collectPatterns(files));
  }, BUSY);

  it('each is composed when its module is loaded, so that it can be judged', () => {
    expect(missing).toEqual([]);
    expect(patterns.length).toBeGreaterThan(1000);
  });

  it('each has a verdict of the checker', () => {
    expect(withoutVerdict(patterns, verdicts)).toEqual([]);
  });

  it('none takes exponential time', () => {
    expect(exponential(patterns, verdicts)).toEqual([]);
  });

  it('those that may take more than linear time meet limited texts', () => {
    expect(unlimited(patterns, verdicts)).toEqual([]);
  });

  it("a rule's own repeats nothing without limit, since its windows have none", () => {
    expect(patterns.filter(({ isRule }) => isRule).length).toBeGreaterThan(300);
    expect(unbounded(patterns)).toEqual([]);
  });

  it(
    'those take at most 20 ms at their limit',
    () => {
      expect(slow(patterns, verdicts)).toEqual([]);
    },
    BUSY,
  );
});

const at = 'src/engines/x.ts:1';
const pattern = (expression: RegExp, limit?: number): Pattern => ({
  source: expression.source,
  flags: expression.flags,
  at,
  limit,
});
const judged = (expression: RegExp, verdict: Verdict) => ({ [digestOf(expression)]: verdict });
const literals = (text: string) => literalsIn([{ path: 'src/engines/x.ts', text }]);

/** A former pattern of checks/references.ts: 86 seconds on 1.5 kB. */
const EXPONENTIAL = /^[/\\](?:[\w.@ -]{1,80}[/\\]?){1,20}$/;
const QUADRATIC = /\s+$/;
/** Milliseconds for the checker, which needs one second on an idle machine. */
const PATIENCE = 12_000;
const CUBIC = /a*a*b/;
const ATTACK = { pumps: [{ prefix: '', pump: ' ' }], suffix: 'x' };

describe('the law', () => {
  it.each([
    [EXPONENTIAL, 'exponential'],
    [QUADRATIC, 'polynomial'],
  ])('has the checker find that %s is %s', (expression, complexity) => {
    expect(judge(expression, PATIENCE)).toMatchObject({ complexity });
  });

  it('has the checker prove patterns linear that have large counts', () => {
    expect(judge(/^(?<![A-Z])[a-z0-9]{1,4096}(?:-[a-z]{20,300})?$/, PATIENCE)).toBe('linear');
  });

  it('refuses what is exponential', () => {
    const verdict: Verdict = { complexity: 'exponential', attack: ATTACK };
    expect(exponential([pattern(EXPONENTIAL, 20)], judged(EXPONENTIAL, verdict))).toEqual([
      expect.stringContaining(`${at} takes exponential time`),
    ]);
  });

  it('refuses a pattern without a verdict, and a verdict without its pattern', () => {
    expect(withoutVerdict([pattern(/a/)], judged(/b/, 'linear'))).toEqual([
      expect.stringMatching(/x\.ts:1 has a pattern without a verdict.*npm run regex/),
      expect.stringMatching(/is of no pattern any more.*npm run regex/),
    ]);
  });

  it('refuses what is not linear and meets texts of any length', () => {
    const verdict: Verdict = { complexity: 'polynomial', attack: ATTACK };
    expect(unlimited([pattern(QUADRATIC)], judged(QUADRATIC, verdict))).toHaveLength(1);
    expect(unlimited([pattern(QUADRATIC, 512)], judged(QUADRATIC, verdict))).toEqual([]);
    expect(unlimited([pattern(QUADRATIC)], judged(QUADRATIC, 'linear'))).toEqual([]);
  });

  it("refuses a quantifier without limit in a rule's pattern, and in no other", () => {
    const refused = [/key[a-z]*/, /key\w+?x/, /key.{3,}/, /(?:key,?)+/];
    const allowed = [/key[*+]{1,9}/, /key\*\+/, /key\w{0,300}/, /key\{3,}/];
    const ofRule = [...refused, ...allowed].map((each) => ({ ...pattern(each), isRule: true }));
    expect(unbounded(ofRule)).toEqual(refused.map(({ source }) => expect.stringContaining(`/${source}/`)));
    expect(unbounded(refused.map((each) => pattern(each)))).toEqual([]);
  });

  it('uses the length of the longest match as the limit of a pattern that is tried once', () => {
    const once = [/^a{1,100}$/, /a{1,100}/y];
    const often = [/a{1,100}$/, /^a{1,100}$/m, /^a{1,600}$/, /^a+$/, /^a|b{1,9}/];
    const refused = [...once, ...often].filter(
      (each) => unlimited([pattern(each)], judged(each, 'unjudged')).length > 0,
    );
    expect(refused).toEqual(often);
  });

  it('refuses what is slow at its limit, on the attack of the checker or a text made for it', () => {
    const attack: Verdict = { complexity: 'polynomial', attack: ATTACK };
    expect(slow([pattern(QUADRATIC, 12_000)], judged(QUADRATIC, attack))).toHaveLength(1);
    expect(slow([pattern(CUBIC, 700)], judged(CUBIC, 'unjudged'))).toHaveLength(1);
    expect(slow([pattern(EXPONENTIAL, 512)], judged(EXPONENTIAL, 'unjudged'), 500)).toHaveLength(1);
    expect(slow([pattern(CUBIC, 50)], judged(CUBIC, 'unjudged'))).toEqual([]);
  });

  it('reads the limits that stand beside literals', () => {
    const text = 'limited(/a/); limited(/b/, 80); limited(/c/, LENGTH); /d/.test(x); f(/e/, 3);';
    expect(literals(text).map(({ limit }) => limit)).toEqual([512, 80, undefined, undefined, undefined]);
  });

  it('sees every call that composes a pattern', () => {
    const text = 'new RegExp(a);\nRegExp(b);\nnew globalThis.RegExp(c); parse(d);';
    expect(compositionsIn([{ path: 'src/git/x.ts', text }]).map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});
