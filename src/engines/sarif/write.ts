import type { Log, PhysicalLocation, ReportingDescriptor, Result, Run } from 'sarif';
import type { Confidence, RuleInfo, Severity } from '../engine';

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
};

/** The input of a SARIF run. */
export type SarifScan = {
  /** Heimdall's version, if it is known. */
  readonly version?: string;
  /** The rules of the scan. They include every rule that a finding names. */
  readonly rules: readonly RuleInfo[];
  readonly findings: readonly SarifFinding[];
  /** Whether everything was scanned. */
  readonly complete: boolean;
  /** The limits that the scan reached, one sentence each. */
  readonly notifications: readonly string[];
};

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
/** The name and version of the fingerprint's format, so that different formats are never compared. */
const FINGERPRINT = 'heimdallSecret/v1';
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
/** The middle of GitHub's range for each severity. Source: GitHub docs, "SARIF support for code scanning". */
const SECURITY_SEVERITIES = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5' } as const;

/**
 * Writes a scan as a SARIF 2.1.0 log.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 * @throws Error where a finding names a rule that is not given
 */
export function sarifLog(scan: SarifScan): Log {
  const indexOf = new Map(scan.rules.map(({ id }, index) => [id, index]));
  const run: Run = {
    tool: {
      driver: { name: 'Heimdall', version: scan.version, rules: scan.rules.map(describeRule) },
    },
    invocations: [
      {
        executionSuccessful: scan.complete,
        toolExecutionNotifications: scan.notifications.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
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

export function describeRule(rule: RuleInfo): ReportingDescriptor {
  const { cwe, tags, why } = rule;
  const [remedy] = rule.remedy;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.name },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}`, markdown: `${why}\n\n**${remedy}**` },
    helpUri: rule.references[0],
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['security', ...tags, `external/cwe/${cwe.toLowerCase()}`],
      'security-severity': SECURITY_SEVERITIES[rule.severity],
      precision: rule.confidence,
    },
  };
}

/** A rule's id as an identifier, such as `GithubAppToken`. Source: SARIF 2.1.0, section 3.49.7. */
function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

export function describeFinding(finding: SarifFinding, rule: RuleInfo, ruleIndex: number): Result {
  const { ruleId, title, severity, confidence, inTree, commit, fingerprint, suppression } = finding;
  const where = inTree ? '' : ', only in the history';
  const { kind, justification = '' } = suppression ?? {};
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${title}${where}. ${rule.remedy[0]}` },
    locations: [{ physicalLocation: locationOf(finding) }],
    ...(fingerprint === null ? {} : { partialFingerprints: { [FINGERPRINT]: fingerprint } }),
    // If one result has suppressions, all results must have them. Source: section 3.27.23.
    suppressions: kind === undefined ? [] : [{ kind, justification, status: 'accepted' }],
    properties: { confidence, in_tree: inTree, ...(commit === null ? {} : { commit }) },
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
    artifactLocation: { uri: relativeUri(path), uriBaseId: ROOT },
    region: { startLine: line, endLine: lineEnd, ...(isWhole ? { snippet: { text: own.join('\n') } } : {}) },
    contextRegion: { startLine: snippetLine, endLine, snippet: { text: snippet } },
  };
}

/** Encodes each part, so that none is read as a scheme, a query or a fragment. Source: RFC 3986, section 4.2. */
function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
