import { type EncodedText, findEncodedTexts } from './base64';
import { type FileKind, fileKindOf } from './fileKind';
import { matchesOf } from './matches';
import type { ContentResult, Digest } from './result';
import type { Rule } from './rule';
import { checkRules } from './ruleProblems';
import { readLines, readText } from './text';
import { makeTextSearch } from './textSearch';

export type SecretScanner = {
  /**
   * Looks through one content. The path only tells what kind of file it is.
   * @param areLines whether these are lines of a text, which may look like anything by themselves
   * @returns the same for the same bytes, kind of file and rules; nothing in it holds a secret
   */
  readonly scan: (content: Uint8Array, path: string, areLines?: boolean) => ContentResult;
};

/**
 * Makes a scanner for secrets.
 * @param digest makes what a secret is known by from then on
 * @throws Error that says all that is wrong with the rules
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

  const scan = (content: Uint8Array, path: string, areLines = false): ContentResult => {
    const read = areLines ? readLines(content) : readText(content);
    if (read.verdict !== 'text') return { verdict: read.verdict, matches: [] };
    const kind = fileKindOf(path);
    const own = search(read.bytes, kind);
    const encoded = findEncodedTexts(read.bytes).map((run) => ({
      run,
      judged: search(run.bytes, kindOf(run, kind)),
    }));
    return { verdict: 'text', matches: matchesOf(read.bytes, own, encoded, digest) };
  };
  return { scan };
}

/** Text in base64 is in the same place as its file, and of a format that its beginning tells. */
function kindOf({ bytes }: EncodedText, { role }: FileKind): FileKind {
  const head = bytes.toString('latin1', 0, 200);
  if (!/^\s{0,20}\{/.test(head)) return { format: 'text', role };
  return { format: head.includes('"auths"') ? 'docker-config' : 'json', role };
}
