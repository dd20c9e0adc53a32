import { compareDigits, compareLists, compareText, orderBy, type VersionOrder } from './versionOrder';

const FORM = /^\d+(?:\.[0-9a-z]+)*(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;
const SEGMENT = /\d+|[a-z]+/gi;
const NUMBER = /^\d/;
const ZERO = /^0+$/;

/** RubyGems, as Gem::Version orders: a segment of letters is older than a number, and trailing zeros do not count. */
export const RUBYGEMS: VersionOrder = orderBy(parse, (a, b) => compareLists(a, b, '0', compareSegment));

function parse(text: string): readonly string[] | null {
  const version = text.trim();
  if (!FORM.test(version)) return null;
  const segments = version.replaceAll('-', '.pre.').match(SEGMENT) ?? [];
  const letters = segments.findIndex((segment) => !NUMBER.test(segment));
  if (letters < 0) return withoutZeros(segments);
  return [...withoutZeros(segments.slice(0, letters)), ...withoutZeros(segments.slice(letters))];
}

function withoutZeros(segments: readonly string[]): readonly string[] {
  return segments.slice(0, segments.findLastIndex((segment) => !ZERO.test(segment)) + 1);
}

function compareSegment(a: string, b: string): number {
  const isNumber = NUMBER.test(a);
  if (isNumber !== NUMBER.test(b)) return isNumber ? 1 : -1;
  return isNumber ? compareDigits(a, b) : compareText(a, b);
}
