import type { Confidence, Severity } from '../engine';
import type { FileFormat, FileKind } from './fileKind';
import type { Span } from './windows';

/** The facts needed to understand a kind of secret and to fix a leak. */
type About = {
  /** Stable and unique, since findings, allow-lists and exports refer to it. Kebab-case, the provider first. */
  readonly id: string;
  /** The kind of secret in words: "GitHub fine-grained personal access token". */
  readonly name: string;
  /** Its provider, as gitleaks' public rule list or the provider spells it; "generic" for none. */
  readonly provider: string;
  /** What an attacker can do with it; one sentence. */
  readonly why: string;
  readonly severity: Severity;
  /** The confidence of a match that no check changes. */
  readonly confidence: Confidence;
  /** How to revoke it: one sentence, and the page for that, where there is one. */
  readonly revoke: string;
  readonly revokeUrl: string | null;
  /** The page of the provider's documentation (or the format's specification) that the pattern was written from. */
  readonly source: string;
  /** By default CWE-798, a credential in code. */
  readonly cwe?: string;
  /**
   * What a title says before the place: `in` a variable, or `of` a host or program. Two are "Password" and
   * "Password in a URL".
   * By default only a provider's secret has its variable in the title, behind the rule's name.
   */
  readonly title?: { readonly in?: string; readonly of?: string };
  /** The name of several secrets that are replaced together, where one file has at least two of them. */
  readonly kit?: string;
  /** What the check has found where a secret has this confidence, as a sentence. */
  readonly evidence?: Readonly<Partial<Record<Confidence, string>>>;
  /** The formats of files that are scanned; by default all. */
  readonly formats?: readonly FileFormat[];
  /** Texts that must be found and texts that must not. A test scans each as a file. */
  readonly samples: { readonly hit: readonly Sample[]; readonly clean: readonly Sample[] };
};

/** A text, with its file's path where that matters. */
export type Sample = string | { readonly path: string; readonly text: string };

/** A text is only scanned by a rule if it contains one of its keywords. */
type Prefilter = {
  /** In lower case, at least 3 characters of ASCII, or the bytes of UTF-8; compared without regard to ASCII's case. */
  readonly keywords: readonly [string, ...string[]];
};

/** A secret that a pattern can describe. */
export type PatternRule = About &
  Prefilter & {
    /**
     * The pattern of a match. The group `secret` is the secret; without it, the whole match. Flags: `g`, and `i`, `m`
     * or `s` where needed. Every quantifier has an upper bound, and no alternative can match the same text as another.
     */
    readonly pattern: RegExp;
    /** How many bytes before and after a keyword's beginning a match may reach. */
    readonly reach?: { readonly before: number; readonly after: number };
    /** The minimum Shannon entropy of the secret, in bits for each character. */
    readonly minEntropy?: number;
    readonly check?: Check;
  };

/** A secret that needs more than a pattern: structure over several lines, names, words. */
export type FinderRule = About &
  Prefilter & {
    /**
     * Finds candidates near the positions of keywords, in time proportional to the number of positions. Returns
     * everything of the form. Reasons against a candidate belong in its `judge`, since snippets mask all candidates.
     * @param text bytes as characters 0 to 255
     * @param positions where keywords begin, in ascending order
     */
    readonly find: (text: string, positions: readonly number[], kind: FileKind) => Iterable<Candidate>;
    readonly check?: Check;
  };

export type Rule = PatternRule | FinderRule;

/** A possible secret: from `start` to before `end`. */
export type Candidate = Span & {
  /** The span that snippets mask, where that is more: the user name with the password. */
  readonly masked?: Span;
  /** The name that it is assigned to. */
  readonly name?: Span;
  /** The host or program that it is for. */
  readonly of?: Span;
  /** Returns why it has its confidence in a file of this kind, a sentence each. */
  readonly because?: (kind: FileKind) => readonly string[];
  /** Whether its own judgement knows the placeholders of its place, so that no word within is taken for one. */
  readonly judgesPlaceholders?: boolean;
  /** Judges it after it was recorded; by default it has the rule's confidence. */
  readonly judge?: (kind: FileKind) => Confidence | 'no';
};

/** The input of a check. */
export type Suspect = {
  readonly secret: string;
  /** The text that contains it, and its span there. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The pattern's named groups. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly kind: FileKind;
};

/**
 * Judges a match of a pattern or finder, by a checksum, a structure or a partner beside it.
 * @returns the finding's confidence, `undefined` for the rule's confidence, or 'no' to reject it
 */
export type Check = (suspect: Suspect) => Confidence | 'no' | undefined;
