import type { Confidence, Severity } from '../severity';

/** A secret that was found, without its value. */
export type SecretMatch = {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Keyed digest of the rule and the secret: the same secret has the same digest wherever it stands. */
  readonly digest: string;
  /** The first and last line that it stands on, from 1. */
  readonly line: number;
  readonly lineEnd: number;
  /** The lines around it, with everything masked that may be a secret, and the number of their first. */
  readonly snippet: string;
  readonly snippetLine: number;
  /** The reason that a `heimdall:allow` comment on its line gives, where there is one that gives a reason. */
  readonly allowed: string | null;
};

/** A file with more secrets is a dump: what is to be done about it does not change with each further one. */
export const MAX_PER_FILE = 1000;

/** What a content turned out to be; only `text` has been scanned. */
export const CONTENT_VERDICTS = ['text', 'empty', 'binary', 'archive', 'lfs_pointer'] as const;
export type ContentVerdict = (typeof CONTENT_VERDICTS)[number];

/** What looking through one content came to. Depends on its bytes, its kind and the rules alone. */
export type ContentResult = {
  readonly verdict: ContentVerdict;
  /** The first MAX_PER_FILE; one more where there are more, so that it is known for a dump. */
  readonly matches: readonly SecretMatch[];
};

/** Makes a keyed digest of a rule's id and a secret. The key stays with whoever makes it. */
export type Digest = (ruleId: string, secret: string) => string;
