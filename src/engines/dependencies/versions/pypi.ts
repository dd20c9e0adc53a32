import { compareDigits, compareLists, compareText, orderBy, type VersionOrder } from './versionOrder';

/** A version by PEP 440. A missing pre, post or dev part is null. */
type PythonVersion = {
  readonly epoch: string;
  readonly release: readonly string[];
  readonly pre: { readonly letter: string; readonly number: string } | null;
  readonly post: string | null;
  readonly dev: string | null;
  readonly local: readonly string[] | null;
};

const PUBLIC = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)/;
const PRE = /^[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*)/;
const POST = /^(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))/;
const DEV = /^[-_.]?dev[-_.]?(\d*)/;
const LOCAL = /^\+([0-9a-z]+(?:[-_.][0-9a-z]+)*)$/;
const NUMBER = /^\d+$/;
const PRE_LETTERS: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** PyPI, as PEP 440 orders. What came before it, as "2004d", has no order. */
export const PYPI: VersionOrder = orderBy(parse, compare);

function parse(text: string): PythonVersion | null {
  const whole = text.trim().toLowerCase();
  const start = PUBLIC.exec(whole);
  if (!start) return null;
  const [head, epoch = '0', release = ''] = start;
  const reader = { rest: whole.slice(head.length) };
  const pre = take(reader, PRE);
  const post = take(reader, POST);
  const dev = take(reader, DEV);
  const local = take(reader, LOCAL);
  if (reader.rest !== '') return null;
  return {
    epoch,
    release: release.split('.'),
    pre: pre && { letter: PRE_LETTERS[pre[1] ?? ''] ?? pre[1] ?? '', number: pre[2] || '0' },
    post: post && (post[1] || post[2] || '0'),
    dev: dev && (dev[1] || '0'),
    local: local?.[1]?.split(/[-_.]/) ?? null,
  };
}

/** Takes what matches from the beginning of the rest. */
function take(reader: { rest: string }, form: RegExp): RegExpExecArray | null {
  const match = form.exec(reader.rest);
  if (match) reader.rest = reader.rest.slice(match[0].length);
  return match;
}

function compare(a: PythonVersion, b: PythonVersion): number {
  return (
    compareDigits(a.epoch, b.epoch) ||
    compareLists(a.release, b.release, '0', compareDigits) ||
    comparePre(a, b) ||
    compareNullable(a.post, b.post, -1) ||
    compareNullable(a.dev, b.dev, 1) ||
    compareLocal(a.local, b.local)
  );
}

function comparePre(a: PythonVersion, b: PythonVersion): number {
  const difference = stageOf(a) - stageOf(b);
  if (difference !== 0 || !a.pre || !b.pre) return difference;
  return compareText(a.pre.letter, b.pre.letter) || compareDigits(a.pre.number, b.pre.number);
}

/** 1.0.dev1 comes before 1.0a1, and that before 1.0. */
function stageOf({ pre, post, dev }: PythonVersion): number {
  if (pre) return 1;
  return post === null && dev !== null ? 0 : 2;
}

/** @param none the sign of a missing part beside one that is there */
function compareNullable(a: string | null, b: string | null, none: 1 | -1): number {
  if (a !== null && b !== null) return compareDigits(a, b);
  if (a === b) return 0;
  return a === null ? none : -none;
}

/** None comes first, words come before numbers, and the shorter of two that begin alike comes first. */
function compareLocal(a: readonly string[] | null, b: readonly string[] | null): number {
  return compareLists(a ?? [], b ?? [], '', (left, right) => {
    if (left === '' || right === '') return compareText(left, right);
    const isNumber = NUMBER.test(left);
    if (isNumber !== NUMBER.test(right)) return isNumber ? 1 : -1;
    return isNumber ? compareDigits(left, right) : compareText(left, right);
  });
}
