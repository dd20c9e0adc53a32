/** An engine: bytes in, detections out. This file also runs in the browser, so it imports types alone. */

import type { AdvisoryData } from './dependencies/advisory';
import type { Inventory } from './dependencies/package';

/** How much harm a true finding does, from the worst down. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How certain an engine is that a finding is true, from the most certain down. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a file is for. A detection in product code matters most. */
export const FILE_ROLES = ['product', 'test', 'example', 'docs', 'generated', 'vendored'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** What kind of change fixes a finding. */
export const FIX_TYPES = ['code_change', 'dependency_upgrade', 'config_change', 'manual_review'] as const;
export type FixType = (typeof FIX_TYPES)[number];

/**
 * One analysis. It knows no network, clock or database, and runs in the engine process.
 * Equal contents of the same kind have equal results in one version of the engine, so results are cached.
 */
export type Engine = {
  /** Lower-case letters, the name of its folder; the `source` of its findings. */
  readonly id: string;
  readonly rules: readonly RuleInfo[];
  /** Whether it also gets the lines that commits have added. */
  readonly history: boolean;
  /** Whether it wants a file, by path and size, before anything is read. */
  readonly accepts: (file: FileEntry) => boolean;
  /** The kind of a file by its path, as one word. A result depends on nothing else besides the content. */
  readonly kindOf: (path: string) => string;
  /**
   * Prepares it in this process, which may take a second.
   * @throws Error that lists all problems of its rules
   */
  readonly prepare: (env: EngineEnv) => Analyze;
  /**
   * Masks what it would hide of any text, and these values wherever they occur.
   * It is for texts that other tools wrote.
   */
  readonly mask?: (text: string, values: readonly string[]) => string;
  /** Detects what only the facts of all files show. Never cached. */
  readonly conclude?: (facts: readonly FileFacts[]) => readonly FileDetection[];
  /** Compares the packages that the files name with advisories. One engine alone does. */
  readonly packages?: PackageCheck;
};

/** What an engine says of packages. Their inventory is kept, so that it can be compared again without the files. */
export type PackageCheck = {
  /** What the facts of all files say of packages. */
  readonly inventory: (facts: readonly FileFacts[]) => Inventory;
  /**
   * Compares an inventory with what is known of its packages. Never cached.
   * @param now by which the data is old
   */
  readonly conclude: (inventory: Inventory, data: AdvisoryData, now: Date) => Conclusion;
};

/** What an engine concludes of an inventory, and a sentence for each thing that people must know of it. */
export type Conclusion = {
  readonly detections: readonly FileDetection[];
  /** What makes the result partial. */
  readonly limits: readonly string[];
  /** What does not. */
  readonly notes: readonly string[];
  /** Files whose packages were not all compared. */
  readonly unfinished?: readonly string[];
};

/** What people read of a rule: in reports and on a finding's page. */
export type RuleInfo = {
  /** Unique among all engines, and stable: findings, allow-lists and exports refer to it. */
  readonly id: string;
  readonly name: string;
  /** What an attacker can do with it; one sentence. */
  readonly why: string;
  readonly severity: Severity;
  /** The confidence of a detection unless the engine judges it otherwise. */
  readonly confidence: Confidence;
  /** The weakness, as "CWE-798". */
  readonly cwe: string;
  /** Words that exports group rules by. */
  readonly tags: readonly string[];
  readonly fixType: FixType;
  /** What to do, one step a sentence; the first matters most. */
  readonly remedy: readonly [string, ...string[]];
  /** Pages on remedy and rule, the most useful first. */
  readonly references: readonly [string, ...string[]];
};

/** A file by its path, with `/` as separator, and its size in bytes. */
export type FileEntry = { readonly path: string; readonly size: number };

/** What an engine noted of a file. */
export type FileFacts = { readonly path: string; readonly facts: unknown };

export type FileDetection = { readonly path: string; readonly detection: Detection };

export type LoadedFile = {
  readonly path: string;
  readonly content: Uint8Array;
  /** Whether these are lines that a commit added to a text. Then their bytes do not decide the type. */
  readonly areLines: boolean;
};

/** What an engine is handed by the process that runs it. */
export type EngineEnv = {
  /** The key of digests that identify what was detected. */
  readonly digestKey: string;
};

/**
 * Analyzes one file.
 * @param report may be called at any time with the share of the file that is done
 */
export type Analyze = (file: LoadedFile, report?: Report) => Analysis;

/** @param share how much is done, from 0 to 1 */
export type Report = (share: number) => void;

/** The type of a content. Only `text` is analyzed. */
export const VERDICTS = ['text', 'empty', 'binary', 'archive', 'lfs_pointer'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Analysis = {
  readonly verdict: Verdict;
  /** The first MAX_PER_FILE detections, and one more if the file has more, which marks it as a dump. */
  readonly detections: readonly Detection[];
  /** What the engine notes of the file for `conclude` and for an inventory, in the form of JSON. */
  readonly facts?: unknown;
};

/** A file with more detections is a dump: further ones would not change what has to be done. */
export const MAX_PER_FILE = 1000;

export function isDump(detections: readonly Detection[]): boolean {
  return detections.length > MAX_PER_FILE;
}

/** What was detected in one content. It never contains a secret itself. */
export type Detection = {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What it is and where it comes from, in a few words; null for the rule's name. */
  readonly title: string | null;
  /** Why it has this confidence, a sentence each. */
  readonly evidence: readonly string[];
  /** Keyed digest without path, line and rule: what is detected again elsewhere has the same one there. */
  readonly identity: string;
  /** Digests that earlier versions of the engine or of its data gave it. Findings that they left are matched by them. */
  readonly formerIdentities?: readonly string[];
  /** Keyed digest of what one fix ends: the same in every file, whichever rule detected it. */
  readonly group: string;
  /** Keyed digests of its surroundings, the strongest first. Equal detections of one file differ in them. */
  readonly anchors: readonly string[];
  /** Its first and last line, from 1. */
  readonly line: number;
  readonly lineEnd: number;
  /** The lines around it, with all possible secrets masked, and the number of the first of them. */
  readonly snippet: string;
  readonly snippetLine: number;
  /** The reason of a `heimdall:allow` comment for it; null where there is none. */
  readonly allowed: string | null;
  /** What is true of this detection alone, in place of its rule's texts. */
  readonly details?: DetectionDetails;
};

/** What differs between detections of one rule. What is absent is as its rule says. */
export type DetectionDetails = {
  readonly description?: string;
  /** What to do, one step a sentence; the first matters most. */
  readonly remedy?: readonly string[];
  readonly references?: readonly string[];
  /** As "CWE-79"; null where nobody has said. */
  readonly cwe?: string | null;
  /** As "CVE-2021-44228". */
  readonly cve?: string | null;
  /** A change as a unified diff. */
  readonly suggestedPatch?: string | null;
  readonly vulnerability?: Vulnerability;
};

/** A package with a known vulnerability, and what is known of that. */
export type Vulnerability = {
  readonly package: VulnerablePackage;
  /** The identifiers of its advisories, the canonical one first. */
  readonly identifiers: readonly string[];
  /** What fixes it; null where no version without known advisories is known. */
  readonly upgrade: Upgrade | null;
  /** EPSS: the probability of exploitation within 30 days, from 0 to 1; null where it is not known. */
  readonly epss: number | null;
  /** Whether it is in CISA's list of known exploited vulnerabilities. */
  readonly isExploited: boolean;
  /** Functions that are vulnerable, where the advisory names them. */
  readonly symbols: readonly string[];
};

export type VulnerablePackage = {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** Whether the project itself asks for it; null where the files do not show it. */
  readonly direct: boolean | null;
  /** The chain of "name@version" from a direct dependency to its own dependent. */
  readonly path: readonly string[];
};

export type Upgrade = {
  /** The version without known advisories. */
  readonly to: string;
  /** Whether the project's range does not allow it, or its major version is another. */
  readonly isMajor: boolean;
  /** The direct dependency that has to be raised instead, as "name@version"; null for the package itself. */
  readonly through: string | null;
};
