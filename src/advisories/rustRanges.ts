import { compare } from 'semver';

/** Versions from `from` up to, but without, `to`; null is no bound. */
type Interval = { readonly from: string | null; readonly to: string | null };

const COMPARATOR =
  /^(>=|<=|>|<|=|\^|~)?\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
/** Before every version, as RustSec's own export writes it. */
const FIRST = '0.0.0-0';

/**
 * The events of a range in OSV's schema: all versions that none of these requirements of Cargo allows.
 * @throws Error that names a requirement that is none
 */
export function affectedEvents(
  unaffected: readonly string[],
): ({ introduced: string } | { fixed: string })[] {
  const intervals = unaffected
    .map(intervalOf)
    .filter(({ from, to }) => !to || !from || compare(from, to) < 0);
  const sorted = intervals.toSorted((one, other) => compare(one.from ?? FIRST, other.from ?? FIRST));
  const events: ({ introduced: string } | { fixed: string })[] = [];
  // Where the next affected versions begin; undefined if none follow.
  let next: string | undefined = FIRST;
  for (const { from, to } of sorted) {
    if (next === undefined) break;
    if (from !== null && compare(next, from) < 0) events.push({ introduced: next }, { fixed: from });
    if (to === null) next = undefined;
    else if (compare(next, to) < 0) next = to;
  }
  if (next !== undefined) events.push({ introduced: next });
  return events;
}

/** A requirement of several comparators allows what all of them allow. */
function intervalOf(requirement: string): Interval {
  const [first, ...others] = requirement.split(',').map(ofComparator);
  if (!first) throw new Error(`${requirement} is no requirement of versions`);
  return others.reduce(
    (one, other) => ({
      from: later(one.from, other.from),
      to: earlier(one.to, other.to),
    }),
    first,
  );
}

function ofComparator(text: string): Interval {
  const [, operator = '^', major, minor, patch, pre = ''] = COMPARATOR.exec(text.trim()) ?? [];
  if (major === undefined) throw new Error(`${text.trim()} is no requirement of versions`);
  const parts = [major, minor, patch].flatMap((part) => (part === undefined ? [] : Number(part)));
  const from = `${versionOf(parts)}${pre}`;
  const after = pre === '' ? afterAt(parts, parts.length - 1) : afterAt(parts, 2);
  switch (operator) {
    case '>=':
      return { from, to: null };
    case '>':
      return { from: after, to: null };
    case '<':
      return { from: null, to: from };
    case '<=':
      return { from: null, to: after };
    case '=':
      return { from, to: after };
    case '~':
      return { from, to: afterAt(parts, Math.min(1, parts.length - 1)) };
    default:
      return { from, to: afterAt(parts, caretAt(parts)) };
  }
}

/** The part that a caret keeps: the first that is not zero, or the last that is given. */
function caretAt(parts: readonly number[]): number {
  const first = parts.findIndex((part) => part > 0);
  return first === -1 ? parts.length - 1 : first;
}

/** Before all versions whose part at this place is higher, pre-releases included. */
function afterAt(parts: readonly number[], place: number): string {
  const kept = [0, 1, 2].map((at) =>
    at < place ? (parts[at] ?? 0) : at === place ? (parts[at] ?? 0) + 1 : 0,
  );
  return `${kept.join('.')}-0`;
}

function versionOf([major = 0, minor = 0, patch = 0]: readonly number[]): string {
  return `${major}.${minor}.${patch}`;
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) < 0 ? other : one;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) < 0 ? one : other;
}
