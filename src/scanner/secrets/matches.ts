import { allowedBy } from './allow';
import { isPlainReference } from './checks/plainReference';
import { bySpecificity, type Claim, withoutOverlaps, withoutRepetitions } from './dedupe';
import type { Hidden } from './hidden';
import { isNoWord } from './looseForms';
import { type Digest, MAX_PER_FILE, type SecretMatch } from './result';
import { snippetOf } from './snippet';
import type { Judged } from './suspects';
import { makeView, type View } from './view';
import type { Span } from './windows';

/** What rules took for secrets in a run of base64; the offsets are those of the decoded text. */
export type Encoded = { readonly run: Span; readonly judged: readonly Judged[] };

/** A stretch of a file with what was found there: one secret, or in base64 maybe several. */
type Place = Span & { readonly secrets: readonly Sure[] };
type Sure = Judged & Claim;
type Finding = Sure & { readonly place: Place };

/**
 * Makes of what rules took for secrets what may leave the engine: each secret once, masked, by line and rule.
 * Only what is returned is masked, since a file may hold secrets by the ten thousand.
 * @param bytes the text that all offsets are of
 * @returns at most MAX_PER_FILE + 1 matches
 */
export function matchesOf(
  bytes: Buffer,
  own: readonly Judged[],
  encoded: readonly Encoded[],
  digest: Digest,
): SecretMatch[] {
  const places = placesOf(own, encoded);
  if (places.length === 0) return [];
  const text = bytes.toString('latin1');
  const view = makeView(text, hiddenOf(own, encoded), valuesOf(own, encoded));
  const snippetAt = oncePerPlace((place) => snippetOf(view, place));
  const allowedAt = oncePerPlace((place) => allowedBy(view, place));
  const findings = places.flatMap((place) => place.secrets.map((secret) => ({ ...secret, place })));
  return withoutRepetitions(findings, ({ place }) => allowedAt(place) !== null)
    .map((finding) => ({ place: finding.place, match: describe(finding, view, digest) }))
    .sort((a, b) => compareMatches(a.match, b.match))
    .slice(0, MAX_PER_FILE + 1)
    .map(({ place, match }) => ({ ...match, allowed: allowedAt(place), ...snippetAt(place) }));
}

/** What is left of all claims. What stands in one run of base64 is judged there, and then as one. */
function placesOf(own: readonly Judged[], encoded: readonly Encoded[]): Place[] {
  const claims: (Sure & { held?: Sure[] })[] = own.filter(isSure);
  for (const { run, judged } of encoded) {
    const held = withoutOverlaps(judged.filter(isSure));
    const [best] = [...held].sort(bySpecificity);
    if (best) claims.push({ ...best, start: run.start, end: run.end, held });
  }
  return withoutOverlaps(claims).map(({ held, ...claim }) => ({
    start: claim.start,
    end: claim.end,
    secrets: held ?? [claim],
  }));
}

function isSure(judged: Judged): judged is Sure {
  return judged.confidence !== 'no';
}

/** All that anything was taken for a secret in, whatever became of it; not what names a variable, and all base64. */
function hiddenOf(own: readonly Judged[], encoded: readonly Encoded[]): Hidden[] {
  const candidates = own.filter(({ confidence, secret }) => confidence !== 'no' || !isPlainReference(secret));
  return [
    ...candidates.map(({ start, end, rule }) => ({ start, end, keywords: rule.keywords })),
    ...candidates.map(({ masked }) => ({ ...masked, keywords: [] })),
    ...encoded.map(({ run }) => ({ start: run.start, end: run.end, keywords: [] })),
  ];
}

/** What must not be shown elsewhere either: all secrets, and of what was dismissed, what is no word. */
function valuesOf(own: readonly Judged[], encoded: readonly Encoded[]): string[] {
  const judged = [...own, ...encoded.flatMap((text) => text.judged)];
  return judged.filter((it) => isSure(it) || isNoWord(it.secret)).map(({ secret }) => secret);
}

/** A run of base64 may hold thousands of secrets, and is shown in the same way for each. */
function oncePerPlace<T>(make: (place: Place) => T): (place: Place) => T {
  const made = new Map<Place, { readonly value: T }>();
  return (place) => {
    const known = made.get(place) ?? { value: make(place) };
    made.set(place, known);
    return known.value;
  };
}

function describe({ place, rule, secret, confidence }: Finding, { lines }: View, digest: Digest) {
  return {
    ruleId: rule.id,
    severity: rule.severity,
    confidence,
    digest: digest(rule.id, secret),
    line: lines.lineAt(place.start),
    lineEnd: lines.lineAt(place.end - 1),
  };
}

type Described = ReturnType<typeof describe>;

function compareMatches(a: Described, b: Described): number {
  return a.line - b.line || compare(a.ruleId, b.ruleId) || compare(a.digest, b.digest);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
