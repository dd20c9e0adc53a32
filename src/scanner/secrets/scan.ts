import { allowedBy } from './allow';
import { type EncodedText, findEncodedTexts } from './base64';
import { bySpecificity, type Claim, withoutOverlaps, withoutRepetitions } from './dedupe';
import { type FileKind, fileKindOf } from './fileKind';
import { type Hidden, mergeHidden } from './hidden';
import { divideLines } from './lines';
import type { ContentResult, Digest, SecretMatch } from './result';
import type { Rule } from './rule';
import { keywordDigest, makeRuleSet, type RuleSet } from './ruleSet';
import { snippetOf, type View } from './snippet';
import type { Judged } from './suspects';
import { readText } from './text';
import { makeTextSearch, type Searched } from './textSearch';
import type { Span } from './windows';

export type SecretScanner = {
  readonly ruleSet: RuleSet;
  /**
   * Looks through one content. The path only tells what kind of file it is.
   * @returns the same for the same bytes, kind of file and rules; nothing in it holds a secret
   */
  readonly scan: (content: Uint8Array, path: string) => ContentResult;
};

/**
 * Makes a scanner for secrets.
 * @param digest makes what a secret is known by from then on
 * @throws Error that tells all that is wrong with the rules
 */
export function createSecretScanner({
  rules,
  digest,
}: {
  rules: readonly Rule[];
  digest: Digest;
}): SecretScanner {
  const ruleSet = makeRuleSet(rules);
  const search = makeTextSearch(rules);

  const scan = (content: Uint8Array, path: string): ContentResult => {
    const read = readText(content);
    if (read.verdict !== 'text') return { verdict: read.verdict, keywords: [], matches: [] };
    const kind = fileKindOf(path);
    const own = search(read.bytes, kind);
    const encoded = findEncodedTexts(read.bytes).map((run) => ({
      run,
      ...search(run.bytes, kindOf(run, kind)),
    }));
    const keywords = [
      ...new Set([own, ...encoded].flatMap((searched) => searched.keywords.map(keywordDigest))),
    ];
    return {
      verdict: 'text',
      keywords: keywords.sort((a, b) => a - b),
      matches: matchesOf(read.bytes, own.judged, encoded, digest),
    };
  };
  return { ruleSet, scan };
}

/** Text in base64 is in the same place as its file, and of a format that its beginning tells. */
function kindOf({ bytes }: EncodedText, { role }: FileKind): FileKind {
  const head = bytes.toString('latin1', 0, 200);
  if (!/^\s{0,20}\{/.test(head)) return { format: 'text', role };
  return { format: head.includes('"auths"') ? 'docker-config' : 'json', role };
}

type Encoded = Searched & { readonly run: Span };

/** A secret, and where it stands in the file: in base64, that is the whole run. */
type Finding = { readonly place: Span; readonly rule: Rule; readonly secret: string; readonly judged: Sure };
type Sure = Judged & Claim;

function matchesOf(
  bytes: Buffer,
  own: readonly Judged[],
  encoded: readonly Encoded[],
  digest: Digest,
): SecretMatch[] {
  const findings = findingsOf(own, encoded);
  if (findings.length === 0) return [];
  const text = bytes.toString('latin1');
  const view = { text, lines: divideLines(text), hidden: mergeHidden(hiddenOf(own, encoded)) };
  const allowed = findings.map((finding) => ({ ...finding, allowed: allowedBy(view, finding.place) }));
  return withoutRepetitions(allowed)
    .map((finding) => describe(view, finding, digest))
    .sort((a, b) => a.line - b.line || compare(a.ruleId, b.ruleId) || compare(a.digest, b.digest));
}

/** What is left of all that rules took for a secret; what stands in one run of base64 is judged there, then as one. */
function findingsOf(own: readonly Judged[], encoded: readonly Encoded[]): Finding[] {
  const claims = own.filter(isSure).map((claim) => ({ ...claim, held: [claim] }));
  for (const { run, judged } of encoded) {
    const held = withoutOverlaps(judged.filter(isSure));
    const [best] = [...held].sort(bySpecificity);
    if (best) claims.push({ ...best, start: run.start, end: run.end, held });
  }
  return withoutOverlaps(claims).flatMap(({ start, end, held }) =>
    held.map((judged) => ({ place: { start, end }, rule: judged.rule, secret: judged.secret, judged })),
  );
}

function isSure(judged: Judged): judged is Sure {
  return judged.confidence !== 'no';
}

/** All that anything was taken for a secret in, be it one or not. */
function hiddenOf(own: readonly Judged[], encoded: readonly Encoded[]): Hidden[] {
  return [
    ...own.map(({ start, end, rule }) => ({ start, end, keywords: rule.keywords })),
    ...encoded
      .filter(({ judged }) => judged.length > 0)
      .map(({ run: { start, end } }) => ({ start, end, keywords: [] })),
  ];
}

function describe(view: View, finding: Finding & { allowed: string | null }, digest: Digest): SecretMatch {
  const { place, rule, secret, judged, allowed } = finding;
  return {
    ruleId: rule.id,
    severity: rule.severity,
    confidence: judged.confidence,
    digest: digest(rule.id, secret),
    line: view.lines.lineAt(place.start),
    lineEnd: view.lines.lineAt(place.end - 1),
    ...snippetOf(view, place),
    allowed,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
