import type { Location, Log, PhysicalLocation, Result, Run } from 'sarif';
import type { Confidence, Severity } from '../engine';
import { describeRules, LEVELS, type SarifRule } from './rules';

/** The input of a SARIF result. It holds no secret. */
export type SarifFinding = {
  readonly ruleId: string;
  /** What it is and where it comes from. */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The path from the scan's root, with `/` as separator. */
  readonly path: string;
  /** The first and last line, from 1. */
  readonly line: number;
  readonly lineEnd: number;
  /** The masked lines around it, and the number of the first of them. */
  readonly snippet: string;
  readonly snippetLine: number;
  /** Whether it is in the scanned tree, or only in history. */
  readonly inTree: boolean;
  /** The commit that introduced it; null where it is unknown. */
  readonly commit: string | null;
  /** Stable across scans; null where it would not be. */
  readonly fingerprint: string | null;
  /** Why it is suppressed; `inSource` by a comment beside it. */
  readonly suppression: { readonly kind: 'inSource' | 'external'; readonly justification: string } | null;
  /** The steps of its data flows, and places beside its own. */
  readonly flows?: readonly (readonly SarifPlace[])[];
  readonly related?: readonly SarifPlace[];
  /** The tool that reported it, if it was imported. */
  readonly tool?: string | null;
  /** What to do, if that is not its rule's remedy. */
  readonly fix?: string | undefined;
  /** The package that it is about, and the identifiers of the vulnerability. */
  readonly vulnerable?: { readonly purl: string; readonly identifiers: readonly string[] } | undefined;
};

export type SarifPlace = { readonly filePath: string; readonly line: number; readonly message: string };

/** The input of a SARIF run. */
export type SarifScan = {
  /** Heimdall's version, if it is known. */
  readonly version?: string;
  /** The rules of the scan. They include every rule that a finding names. */
  readonly rules: readonly SarifRule[];
  readonly findings: readonly SarifFinding[];
  /** Whether everything was scanned. */
  readonly complete: boolean;
  /** The limits that the scan reached, one sentence each. */
  readonly notifications: readonly string[];
  /** What was scanned, where several runs are in a log. */
  readonly repository?: {
    readonly name: string;
    readonly uri: string | null;
    readonly revision: string | null;
  };
};

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
const AT_ROOT = { uriBaseId: ROOT };
/** The name and version of the fingerprint's format, so that different formats are never compared. */
const FINGERPRINT = 'heimdallSecret/v1';

/**
 * Writes a scan as a SARIF 2.1.0 log.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 * @throws Error where a finding names a rule that is not given
 */
export function sarifLog(scan: SarifScan): Log {
  const indexOf = new Map(scan.rules.map(({ id }, index) => [id, index]));
  const { driver, taxonomies } = describeRules(scan.rules);
  const run: Run = {
    tool: { driver: { name: 'Heimdall', version: scan.version, ...driver } },
    taxonomies,
    invocations: [
      {
        executionSuccessful: scan.complete,
        toolExecutionNotifications: scan.notifications.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
    ...repositoryOf(scan),
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of what was scanned.' } } },
    columnKind: 'utf16CodeUnits',
    results: scan.findings.map((finding) => {
      const index = indexOf.get(finding.ruleId);
      const rule = index === undefined ? undefined : scan.rules[index];
      if (index === undefined || !rule) throw new Error(`there is no rule ${finding.ruleId}`);
      return describeFinding(finding, rule, index);
    }),
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

/** A repository's address may have a form that is no URI, as `git@host:path` has. */
function repositoryOf({ repository }: SarifScan): Partial<Run> {
  if (!repository) return {};
  const { name, uri, revision } = repository;
  const isUri = uri !== null && URL.canParse(uri);
  const revisionId = revision ?? undefined;
  return {
    ...(isUri ? { versionControlProvenance: [{ repositoryUri: uri, revisionId, mappedTo: AT_ROOT }] } : {}),
    properties: { repository: name },
  };
}

export function describeFinding(finding: SarifFinding, rule: SarifRule, ruleIndex: number): Result {
  const { ruleId, title, severity, confidence, inTree, commit, fingerprint, suppression } = finding;
  const where = inTree ? '' : ', only in the history';
  const { kind, justification = '' } = suppression ?? {};
  const { flows = [], related = [], tool = null, fix = rule.remedy[0], vulnerable } = finding;
  const steps = flows.filter((flow) => flow.length > 0);
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${title}${where}. ${fix}` },
    locations: [{ physicalLocation: locationOf(finding) }],
    ...(fingerprint === null ? {} : { partialFingerprints: { [FINGERPRINT]: fingerprint } }),
    // If one result has suppressions, all results must have them. Source: section 3.27.23.
    suppressions: kind === undefined ? [] : [{ kind, justification, status: 'accepted' }],
    ...(steps.length > 0 ? { codeFlows: steps.map(flowOf) } : {}),
    ...(related.length > 0 ? { relatedLocations: related.map(placeOf) } : {}),
    properties: {
      confidence,
      in_tree: inTree,
      ...(commit === null ? {} : { commit }),
      ...(tool === null ? {} : { tool }),
      ...(vulnerable && { purl: vulnerable.purl, identifiers: [...vulnerable.identifiers] }),
    },
  };
}

function flowOf(steps: readonly SarifPlace[]) {
  return { threadFlows: [{ locations: steps.map((step) => ({ location: placeOf(step) })) }] };
}

function placeOf({ filePath, line, message }: SarifPlace): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(filePath), ...AT_ROOT },
      // A place may be a whole file.
      ...(line > 0 ? { region: { startLine: line } } : {}),
    },
    ...(message === '' ? {} : { message: { text: message } }),
  };
}

function locationOf(finding: SarifFinding): PhysicalLocation {
  const { path, line, lineEnd, snippet, snippetLine } = finding;
  const all = snippet.split('\n');
  const own = all.slice(line - snippetLine, lineEnd - snippetLine + 1);
  // The snippet of a secret on many lines holds only the first and the last.
  const isWhole = own.length === lineEnd - line + 1;
  const endLine = isWhole ? snippetLine + all.length - 1 : lineEnd;
  return {
    artifactLocation: { uri: relativeUri(path), ...AT_ROOT },
    region: { startLine: line, endLine: lineEnd, ...(isWhole ? { snippet: { text: own.join('\n') } } : {}) },
    contextRegion: { startLine: snippetLine, endLine, snippet: { text: snippet } },
  };
}

/** Encodes each part, so that none is read as a scheme, a query or a fragment. Source: RFC 3986, section 4.2. */
function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
