import type { Confidence, Severity } from '../../engine';

/** What the bytes of a file prove. */
export type FileProof = {
  /** In product code; less in files of another role. */
  readonly confidence: Confidence;
  /** What was read in it, as a sentence. */
  readonly evidence: string;
};

/** A file that is a secret as a whole. Its name says what it should be, and its bytes whether it is that. */
export type FileRule = {
  /** As the ids of all rules. */
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly severity: Severity;
  /** The most that its bytes can prove. */
  readonly confidence: Confidence;
  readonly revoke: string;
  readonly source: string;
  readonly cwe: string;
  /** Matches a file's name in lower case, with the folder before it where that matters. */
  readonly names: RegExp;
  /** Names that match, and one that does not, for people. */
  readonly examples: { readonly found: readonly string[]; readonly notFound: string };
  /**
   * Reads the bytes, of a large file its first ones.
   * @returns undefined where they contradict the name, or hold nothing secret
   */
  readonly prove: (bytes: Buffer) => FileProof | undefined;
};
