import type { Confidence, Severity } from '../severity';

/** A found secret, without its value. */
export type SecretMatch = {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Keyed digest of the rule and the secret: the same secret has the same digest at every location. */
  readonly digest: string;
  /** Its first and last line, from 1. */
  readonly line: number;
  readonly lineEnd: number;
  /** The lines around it, with all possible secrets masked, and the number of the first of them. */
  readonly snippet: string;
  readonly snippetLine: number;
  /** The reason of a `heimdall:allow` comment for it; null where there is none. */
  readonly allowed: string | null;
};

/** A file with more secrets is a dump: further findings would not change what has to be done. */
export const MAX_PER_FILE = 1000;

/** The type of a content. Only `text` is scanned. */
export const CONTENT_VERDICTS = ['text', 'empty', 'binary', 'archive', 'lfs_pointer'] as const;
export type ContentVerdict = (typeof CONTENT_VERDICTS)[number];

/** The result of scanning one content. It depends only on the bytes, the kind and the rules. */
export type ContentResult = {
  readonly verdict: ContentVerdict;
  /** The first MAX_PER_FILE matches, and one more if the file has more, which marks it as a dump. */
  readonly matches: readonly SecretMatch[];
};

/** Computes a keyed digest of a rule's id and a secret. The caller keeps the key. */
export type Digest = (ruleId: string, secret: string) => string;
