import type { Confidence, FileRole, FixType, Severity, Vulnerability } from '@/engines/engine';

/** What a scan detected at a place of a repository. It never contains the secret itself. */
export type Located = {
  /** The id of the engine that detected it. */
  readonly source: string;
  /** Keyed digest of secret, path and its position among equal ones there, without the line number. */
  readonly fingerprint: string;
  /** Keyed digest of the secret alone. */
  readonly identity: string;
  /** The digests that earlier versions gave it, by which their findings are matched. */
  readonly formerIdentities: readonly string[];
  /** Made of the engine's group: the same for all occurrences, in every file and repository. */
  readonly groupId: string;
  readonly anchors: readonly string[];
  readonly evidence: readonly string[];
  readonly fileRole: FileRole;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cweId: string | null;
  readonly cveId?: string | null;
  readonly filePath: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly codeSnippet: string;
  readonly snippetLine: number;
  readonly fixType: FixType;
  readonly fixSummary: string;
  readonly references: readonly string[];
  /** A change that fixes it, as a unified diff. */
  readonly suggestedPatch?: string | null;
  readonly details?: LocatedDetails;
  readonly inTree: boolean;
  readonly history: HistoryFacts | null;
  readonly suppressed: {
    readonly by: 'comment' | 'ignore_file' | 'allow_list';
    readonly reason: string;
  } | null;
};

/** What few findings have. */
export type LocatedDetails = {
  /** The steps of its data flows, and related places. */
  readonly flows: readonly (readonly NamedPlace[])[];
  readonly related: readonly NamedPlace[];
  /** The package that it is about. */
  readonly vulnerability?: Vulnerability;
};

/** What is recorded as a finding: a scan's detection, or what another tool reported. */
export type Recorded = Omit<Located, 'codeSnippet' | 'snippetLine' | 'suppressed'> & {
  readonly codeSnippet: string | null;
  readonly snippetLine: number | null;
  readonly suppressed: {
    readonly by: 'comment' | 'ignore_file' | 'allow_list' | 'tool';
    readonly reason: string;
  } | null;
  /** The tool that reported it, and the category of its runs. */
  readonly tool?: string;
  readonly toolCategory?: string;
};

export type NamedPlace = { readonly filePath: string; readonly line: number; readonly message: string };

/** The history of a secret: when and where it was introduced, and which commit removed it from the tree. */
export type HistoryFacts = {
  readonly commitSha: string;
  /** Null if the commit has no time. */
  readonly introducedAt: Date | null;
  readonly introducedPath: string;
  /** The name of the commit's author; null where it has none. */
  readonly introducedBy: string | null;
  readonly removedCommit: string | null;
};
