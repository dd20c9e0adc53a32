import type { Log, PhysicalLocation, ReportingDescriptor, Result, Run } from 'sarif';
import type { Rule } from './secrets/rule';
import type { Confidence, Severity } from './severity';

/** A finding as a SARIF result is made of it: nothing in it holds a secret. */
export type SarifFinding = {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** From the root of what was scanned, its parts divided by `/`. */
  readonly path: string;
  /** The first and last line, from 1. */
  readonly line: number;
  readonly lineEnd: number;
  /** Lines around it, masked, and the number of their first. */
  readonly snippet: string;
  readonly snippetLine: number;
  /** Whether it stands in a file, or only in history; and the commit that brought it in, where that is known. */
  readonly inTree: boolean;
  readonly commit: string | null;
  /** The same in every scan; null where it would not be. */
  readonly fingerprint: string | null;
  /** Why it counts for nothing; `inSource` by a comment beside it. */
  readonly suppression: { readonly kind: 'inSource' | 'external'; readonly justification: string } | null;
};

/** A scan as a SARIF run is made of it. */
export type SarifScan = {
  /** Of Heimdall. */
  readonly version: string;
  /** The rules that were looked by: at least all that findings name. */
  readonly rules: readonly Rule[];
  readonly findings: readonly SarifFinding[];
  /** Whether everything was scanned. */
  readonly complete: boolean;
  /** What cut the scan short, a sentence each. */
  readonly notifications: readonly string[];
};

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
/** Names the form of the fingerprint, so that another form is never compared with it. */
const FINGERPRINT = 'heimdallSecret/v1';
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
/** In the middle of the ranges that GitHub gives these words. Source: GitHub docs, "SARIF support for code scanning". */
const SECURITY_SEVERITIES = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5' } as const;

/**
 * Writes a scan as a SARIF 2.1.0 log. Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
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

function describeRule(rule: Rule): ReportingDescriptor {
  const cwe = rule.cwe ?? 'CWE-798';
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.name },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\n${rule.revoke}`, markdown: `${rule.why}\n\n**${rule.revoke}**` },
    helpUri: rule.revokeUrl ?? rule.source,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['security', 'secret', `external/cwe/${cwe.toLowerCase()}`],
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

function describeFinding(finding: SarifFinding, rule: Rule, ruleIndex: number): Result {
  const { ruleId, severity, confidence, inTree, commit, fingerprint, suppression } = finding;
  const where = inTree ? '' : ', only in the history';
  const { kind, justification = '' } = suppression ?? {};
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${rule.name}${where}. ${rule.revoke}` },
    locations: [{ physicalLocation: locationOf(finding) }],
    ...(fingerprint === null ? {} : { partialFingerprints: { [FINGERPRINT]: fingerprint } }),
    // Where some results are known to be suppressed or not, all must say so. Source: section 3.27.23.
    suppressions: kind === undefined ? [] : [{ kind, justification, status: 'accepted' }],
    properties: { confidence, in_tree: inTree, ...(commit === null ? {} : { commit }) },
  };
}

function locationOf(finding: SarifFinding): PhysicalLocation {
  const { path, line, lineEnd, snippet, snippetLine } = finding;
  const all = snippet.split('\n');
  const own = all.slice(line - snippetLine, lineEnd - snippetLine + 1);
  // Of a secret on many lines, the snippet has only the first and the last.
  const isWhole = own.length === lineEnd - line + 1;
  const endLine = isWhole ? snippetLine + all.length - 1 : lineEnd;
  return {
    artifactLocation: { uri: relativeUri(path), uriBaseId: ROOT },
    region: { startLine: line, endLine: lineEnd, ...(isWhole ? { snippet: { text: own.join('\n') } } : {}) },
    contextRegion: { startLine: snippetLine, endLine, snippet: { text: snippet } },
  };
}

/** Each part is encoded, so that none is taken for a scheme, a query or a fragment. Source: RFC 3986, section 4.2. */
function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
