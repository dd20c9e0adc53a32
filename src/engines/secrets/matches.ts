import { type Detection, MAX_PER_FILE } from '../engine';
import { allowedBy } from './allow';
import { anchorsOf } from './anchors';
import { isPlainReference } from './checks/plainReference';
import { bySpecificity, type Claim, withoutOverlaps, withoutRepetitions, withoutSecondRules } from './dedupe';
import type { Digest } from './digest';
import { evidenceOf } from './evidence';
import type { FileKind } from './fileKind';
import type { Hidden } from './hidden';
import { kitsIn } from './kits';
import { isNotWord } from './looseForms';
import { snippetOf } from './snippet';
import type { Judged } from './suspects';
import { encodedTitleOf, nameOf, titleOf } from './titles';
import { makeView, type View } from './view';
import type { Span } from './windows';

/** The candidates in a run of base64. Their offsets are those of the decoded text. */
export type Encoded = {
  readonly run: Span & { readonly isEscaped?: boolean };
  readonly kind: FileKind;
  readonly judged: readonly Judged[];
};

/** A span of a file with the secrets found there: one, or several in base64. */
type Location = Span & {
  readonly secrets: readonly Accepted[];
  readonly kind: FileKind;
  readonly isEncoded: boolean;
};
type Accepted = Judged & Claim;
type Finding = Accepted & { readonly location: Location };

/**
 * Turns candidates into the matches that may leave the engine: each secret once, masked, ordered by line and rule.
 * Only returned matches are masked, since a file may hold tens of thousands of secrets.
 * @param text bytes as characters 0 to 255, to which all offsets refer
 * @param kind of the file
 * @returns at most MAX_PER_FILE + 1 matches
 */
export function matchesOf(
  text: string,
  kind: FileKind,
  own: readonly Judged[],
  encoded: readonly Encoded[],
  digest: Digest,
): Detection[] {
  const locations = locationsOf(kind, own, encoded);
  if (locations.length === 0) return [];
  const view = makeView(text, hiddenOf(own, encoded), valuesOf(own, encoded));
  const snippetAt = oncePerLocation((location) => snippetOf(view, location));
  const anchorsAt = oncePerLocation(({ start }) => anchorsOf(view, view.lines.lineAt(start), digest));
  const allowedAt = oncePerLocation((location) => allowedBy(view, location));
  const all = locations.flatMap((location) => location.secrets.map((secret) => ({ ...secret, location })));
  const byOneRule = withoutSecondRules(all, ({ location }) => view.lines.lineAt(location.start));
  const findings = withoutRepetitions(byOneRule, {
    lineOf: ({ location }) => view.lines.lineAt(location.start),
    isAllowed: ({ location }) => allowedAt(location) !== null,
  });
  const kitOf = kitsIn(findings, digest);
  return findings
    .map((finding) => ({ finding, match: identify(finding, view, digest) }))
    .sort((a, b) => compareMatches(a.match, b.match))
    .slice(0, MAX_PER_FILE + 1)
    .map(({ finding, match }) => {
      const { location } = finding;
      const texts = { ...describe(finding, view, kind), ...snippetAt(location) };
      const place = { anchors: anchorsAt(location), allowed: allowedAt(location) };
      return { ...match, ...texts, ...kitOf(finding), ...place };
    });
}

/** Resolves all claims to locations. Claims in a run of base64 are resolved there, and then count as one. */
function locationsOf(kind: FileKind, own: readonly Judged[], encoded: readonly Encoded[]): Location[] {
  const claims: (Accepted & { inside?: Pick<Location, 'secrets' | 'kind'> })[] = own.filter(isAccepted);
  for (const { run, kind, judged } of encoded) {
    const secrets = withoutOverlaps(judged.filter(isAccepted));
    const [best] = [...secrets].sort(bySpecificity);
    const span = { start: run.start, end: run.end, name: undefined };
    if (best) claims.push({ ...best, ...span, inside: { secrets, kind } });
  }
  return withoutOverlaps(claims).map(({ inside, ...claim }) => {
    const { start, end } = claim;
    const held = inside ?? { secrets: [claim], kind };
    return { start, end, ...held, isEncoded: inside !== undefined };
  });
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
    ...encoded.filter(hidesRun).map(({ run }) => ({ start: run.start, end: run.end, keywords: [] })),
  ];
}

/** Text with many escapes is only hidden where something was found in it; base64 always. */
function hidesRun({ run, judged }: Encoded): boolean {
  return run.isEscaped !== true || judged.length > 0;
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

function identify({ location, rule, secret, confidence }: Finding, { lines }: View, digest: Digest) {
  return {
    ruleId: rule.id,
    severity: rule.severity,
    confidence,
    identity: digest('', secret),
    formerIdentities: [digest(rule.id, secret)],
    group: digest('', secret),
    line: lines.lineAt(location.start),
    lineEnd: lines.lineAt(location.end - 1),
  };
}

type Identified = ReturnType<typeof identify>;

/** Names inside base64 are masked with the rest of it. Only the name of the base64 is read. */
function describe(finding: Finding, view: View, kind: FileKind): Pick<Detection, 'title' | 'evidence'> {
  const { location } = finding;
  const outer = nameOf(view, location.isEncoded ? { masked: location } : finding, kind);
  const title = location.isEncoded ? encodedTitleOf(finding, outer) : titleOf(view, finding, outer);
  const evidence = evidenceOf(finding, location.isEncoded ? undefined : outer, location.kind);
  return { title, evidence };
}

function compareMatches(a: Identified, b: Identified): number {
  return a.line - b.line || compare(a.ruleId, b.ruleId) || compare(a.identity, b.identity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
