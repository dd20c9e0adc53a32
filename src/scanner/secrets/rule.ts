import type { Confidence, Severity } from '../severity';
import type { FileFormat, FileKind } from './fileKind';
import type { Span } from './windows';

/** What somebody must know to understand a kind of secret and to put its leak right. */
type About = {
  /** Stable and unique: findings, allow-lists and exports are known by it. Kebab-case, the provider first. */
  readonly id: string;
  /** What it is, in words: "GitHub fine-grained personal access token". */
  readonly name: string;
  /** Whose it is, as gitleaks' public rule list or the provider itself spells it; "generic" for none. */
  readonly provider: string;
  /** What somebody can do who finds it; one sentence. */
  readonly why: string;
  readonly severity: Severity;
  /** Of a match that no check says more about. */
  readonly confidence: Confidence;
  /** How to make it worthless: one sentence, and the page where that is done, where there is one. */
  readonly revoke: string;
  readonly revokeUrl: string | null;
  /** The page of the provider's documentation (or the format's specification) that the pattern was written from. */
  readonly source: string;
  /** CWE-798 where nothing else is said: a credential in code. */
  readonly cwe?: string;
  /** Only in files of these formats; all where left out. */
  readonly formats?: readonly FileFormat[];
  /** What must be found, and what must not: tried by a test, each alone in a file. */
  readonly samples: { readonly hit: readonly Sample[]; readonly clean: readonly Sample[] };
};

/** A text, and the name of the file that it stands in where that matters. */
export type Sample = string | { readonly path: string; readonly text: string };

/** Where to look: no text is looked at in which none of the keywords stands. */
type Prefilter = {
  /** In lower case, at least 3 characters of ASCII; compared without regard to case. */
  readonly keywords: readonly [string, ...string[]];
};

/** A secret that a pattern can describe. */
export type PatternRule = About &
  Prefilter & {
    /**
     * What stands there. The group `secret` is the secret; without it, the whole match. Flags: `g`, and `i`, `m` or `s` where
     * needed. Every quantifier has an upper bound, no alternative can match what another one does.
     */
    readonly pattern: RegExp;
    /** How many bytes before and behind a keyword's beginning a match may reach. */
    readonly reach?: { readonly before: number; readonly after: number };
    /** The least Shannon entropy of the secret, in bits for each character. */
    readonly minEntropy?: number;
    readonly check?: Check;
  };

/** A secret that takes more than a pattern: structure over several lines, names, words. */
export type FinderRule = About &
  Prefilter & {
    /**
     * Looks for candidates near the places where keywords stand. Takes time in proportion to the number of places.
     * Gives all that has the form: what speaks against one belongs in its `judge`, since snippets mask every candidate.
     * @param text bytes as characters 0 to 255
     * @param places where keywords begin, in ascending order
     */
    readonly find: (text: string, places: readonly number[], kind: FileKind) => Iterable<Candidate>;
    readonly check?: Check;
  };

export type Rule = PatternRule | FinderRule;

/** What may be a secret: from `start` to before `end`. */
export type Candidate = Span & {
  /** The stretch that snippets mask because of it, where that is more: the user name with the password. */
  readonly masked?: Span;
  /** Judges it, once it is on record; the rule's own confidence where left out. */
  readonly judge?: () => Confidence | 'no';
};

/** What a check is asked about. */
export type Suspect = {
  readonly secret: string;
  /** The text that it stands in, and where. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The pattern's named groups. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly kind: FileKind;
};

/**
 * Judges what a pattern or finder came upon: a checksum, a structure, a partner beside it.
 * @returns how sure the finding is, `undefined` to leave the rule's confidence, or 'no' where it is none
 */
export type Check = (suspect: Suspect) => Confidence | 'no' | undefined;
