import type { Analysis, Report } from '../engine';
import { readLines, readText } from '../text';
import { type EncodedText, findEncodedTexts } from './base64';
import type { Digest } from './digest';
import { findEscapedTexts } from './escapedTexts';
import { type FileKind, fileKindOf } from './fileKind';
import { detectFile } from './files/detectFile';
import { matchesOf } from './matches';
import type { Rule } from './rule';
import { checkRules } from './ruleProblems';
import { makeTextSearch } from './textSearch';

export type SecretScanner = {
  /**
   * Scans one content. The path only determines the kind of file.
   * @param how.areLines whether these are lines of a text file, which are never treated as binary
   * @param how.report receives the progress of the search for candidates
   * @returns a result that depends only on the bytes, the kind of file and the rules, and holds no secret
   */
  readonly scan: (content: Uint8Array, path: string, how?: ScanOptions) => Analysis;
};

export type ScanOptions = { readonly areLines?: boolean; readonly report?: Report | undefined };

/** How much of the time the search for candidates takes in a text full of them. */
const SEARCH_SHARE = 0.75;

/**
 * Creates a scanner for secrets.
 * @param digest computes the value that identifies a secret in results
 * @throws Error that lists all problems of the rules
 */
export function createSecretScanner({
  rules,
  digest,
}: {
  rules: readonly Rule[];
  digest: Digest;
}): SecretScanner {
  checkRules(rules);
  const search = makeTextSearch(rules);

  const scan = (
    content: Uint8Array,
    path: string,
    { areLines = false, report }: ScanOptions = {},
  ): Analysis => {
    const kind = fileKindOf(path);
    const whole = areLines ? [] : detectFile(content, kind, digest);
    const read = areLines ? readLines(content) : readText(content);
    if (read.verdict !== 'text') return { verdict: read.verdict, detections: whole };
    const text = read.bytes.toString('latin1');
    const own = search(read.bytes, text, kind, report && ((share) => report(share * SEARCH_SHARE)));
    const once = findEncodedTexts(read.bytes);
    const encoded = [...once, ...once.flatMap(encodedAgain), ...findEscapedTexts(text)].map((run) => {
      const inside = kindOf(run, kind);
      return { run, kind: inside, judged: search(run.bytes, run.bytes.toString('latin1'), inside) };
    });
    return { verdict: 'text', detections: [...whole, ...matchesOf(text, kind, own, encoded, digest)] };
  };
  return { scan };
}

/** Returns the texts that are encoded in base64 twice, at the span of the outer run. */
function encodedAgain({ start, end, bytes }: EncodedText): readonly EncodedText[] {
  return findEncodedTexts(bytes).map((inner) => ({ start, end, bytes: inner.bytes }));
}

/** Returns the kind of text in base64: its file's role, and a format that its beginning shows. */
function kindOf({ bytes }: EncodedText, { role }: FileKind): FileKind {
  const head = bytes.toString('latin1', 0, 200);
  if (!/^\s{0,20}\{/.test(head)) return { format: 'text', role };
  return { format: head.includes('"auths"') ? 'docker-config' : 'json', role };
}
