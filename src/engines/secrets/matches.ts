import { type Detection, MAX_PER_FILE } from '../engine';
import { allowedBy } from './allow';
import { anchorsOf } from './anchors';
import { isPlainReference } from './checks/plainReference';
import { bySpecificity, type Claim, withoutOverlaps, withoutRepetitions } from './dedupe';
import type { Digest } from './digest';
import type { Hidden } from './hidden';
import { isNotWord } from './looseForms';
import { snippetOf } from './snippet';
import type { Judged } from './suspects';
import { makeView, type View } from './view';
import type { Span } from './windows';

/** The candidates in a run of base64. Their offsets are those of the decoded text. */
export type Encoded = { readonly run: Span; readonly judged: readonly Judged[] };

/** A span of a file with the secrets found there: one, or several in base64. */
type Location = Span & { readonly secrets: readonly Accepted[] };
type Accepted = Judged & Claim;
type Finding = Accepted & { readonly location: Location };

/**
 * Turns candidates into the matches that may leave the engine: each secret once, masked, ordered by line and rule.
 * Only returned matches are masked, since a file may hold tens of thousands of secrets.
 * @param bytes the text that all offsets refer to
 * @returns at most MAX_PER_FILE + 1 matches
 */
export function matchesOf(
  bytes: Buffer,
  own: readonly Judged[],
  encoded: readonly Encoded[],
  digest: Digest,
): Detection[] {
  const locations = locationsOf(own, encoded);
  if (locations.length === 0) return [];
  const text = bytes.toString('latin1');
  const view = makeView(text, hiddenOf(own, encoded), valuesOf(own, encoded));
  const snippetAt = oncePerLocation((location) => snippetOf(view, location));
  const anchorsAt = oncePerLocation(({ start }) => anchorsOf(view, view.lines.lineAt(start), digest));
  const allowedAt = oncePerLocation((location) => allowedBy(view, location));
  const findings = locations.flatMap((location) =>
    location.secrets.map((secret) => ({ ...secret, location })),
  );
  return withoutRepetitions(findings, {
    lineOf: ({ location }) => view.lines.lineAt(location.start),
    isAllowed: ({ location }) => allowedAt(location) !== null,
  })
    .map((finding) => ({ location: finding.location, match: describe(finding, view, digest) }))
    .sort((a, b) => compareMatches(a.match, b.match))
    .slice(0, MAX_PER_FILE + 1)
    .map(({ location, match }) => ({
      ...match,
      anchors: anchorsAt(location),
      allowed: allowedAt(location),
      ...snippetAt(location),
    }));
}

/** Resolves all claims to locations. Claims in a run of base64 are resolved there, and then count as one. */
function locationsOf(own: readonly Judged[], encoded: readonly Encoded[]): Location[] {
  const claims: (Accepted & { held?: Accepted[] })[] = own.filter(isAccepted);
  for (const { run, judged } of encoded) {
    const held = withoutOverlaps(judged.filter(isAccepted));
    const [best] = [...held].sort(bySpecificity);
    if (best) claims.push({ ...best, start: run.start, end: run.end, held });
  }
  return withoutOverlaps(claims).map(({ held, ...claim }) => ({
    start: claim.start,
    end: claim.end,
    secrets: held ?? [claim],
  }));
}

function isAccepted(judged: Judged): judged is Accepted {
  return judged.confidence !== 'no';
}

/** Returns the spans of all candidates, also rejected ones, and of all base64. Plain references are not hidden. */
function hiddenOf(own: readonly Judged[], encoded: readonly Encoded[]): Hidden[] {
  const candidates = own.filter(({ confidence, secret }) => confidence !== 'no' || !isPlainReference(secret));
  return [
    ...candidates.map(({ start, end, rule }) => ({ start, end, keywords: rule.keywords })),
    ...candidates.map(({ masked }) => ({ ...masked, keywords: [] })),
    ...encoded.map(({ run }) => ({ start: run.start, end: run.end, keywords: [] })),
  ];
}

/** Returns the values to hide in the whole file: all secrets, and rejected candidates that are not words. */
function valuesOf(own: readonly Judged[], encoded: readonly Encoded[]): string[] {
  const judged = [...own, ...encoded.flatMap((text) => text.judged)];
  return judged.filter((it) => isAccepted(it) || isNotWord(it.secret)).map(({ secret }) => secret);
}

/** Caches by location, since a run of base64 may hold thousands of secrets and has one display. */
function oncePerLocation<T>(make: (location: Location) => T): (location: Location) => T {
  const made = new Map<Location, { readonly value: T }>();
  return (location) => {
    const known = made.get(location) ?? { value: make(location) };
    made.set(location, known);
    return known.value;
  };
}

function describe({ location, rule, secret, confidence }: Finding, { lines }: View, digest: Digest) {
  return {
    ruleId: rule.id,
    severity: rule.severity,
    confidence,
    title: null,
    evidence: [],
    digest: digest('', secret),
    formerDigest: digest(rule.id, secret),
    group: digest('', secret),
    line: lines.lineAt(location.start),
    lineEnd: lines.lineAt(location.end - 1),
  };
}

type Described = ReturnType<typeof describe>;

function compareMatches(a: Described, b: Described): number {
  return a.line - b.line || compare(a.ruleId, b.ruleId) || compare(a.digest, b.digest);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
