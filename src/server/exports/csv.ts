import { stringify } from 'csv-stringify/sync';
import type { FullFinding } from '@/domain/findings/service';

/** The columns in their documented order. */
const COLUMNS: Readonly<Record<string, (finding: FullFinding) => string | number | null>> = {
  id: ({ id }) => id,
  repository: ({ repoName }) => repoName,
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  confidence: ({ confidence }) => confidence,
  title: ({ title }) => title,
  rule_id: ({ ruleId }) => ruleId,
  file_path: ({ filePath }) => filePath,
  line_start: ({ lineStart }) => lineStart,
  line_end: ({ lineEnd }) => lineEnd,
  in_tree: ({ inTree }) => String(inTree),
  file_role: ({ fileRole }) => fileRole,
  cwe_id: ({ cweId }) => cweId,
  cve_id: ({ cveId }) => cveId,
  source: ({ source }) => source,
  tool: ({ tool }) => tool,
  occurrences: ({ occurrences }) => occurrences,
  commit_sha: ({ commitSha }) => commitSha,
  introduced_by: ({ introducedBy }) => introducedBy,
  introduced_at: ({ introducedAt }) => timeOf(introducedAt),
  first_seen_at: ({ firstSeenAt }) => timeOf(firstSeenAt),
  last_seen_at: ({ lastSeenAt }) => timeOf(lastSeenAt),
  fixed_at: ({ fixedAt }) => timeOf(fixedAt),
  assignee: ({ assigneeEmail }) => assigneeEmail,
  status_reason: ({ statusReason }) => statusReason,
  status_until: ({ statusUntil }) => timeOf(statusUntil),
  description: ({ description }) => description,
  fix_summary: ({ fixSummary }) => fixSummary,
  references: ({ references }) => references.join(' '),
  fingerprint: ({ fingerprint }) => fingerprint,
  group_id: ({ groupId }) => groupId,
  repo_id: ({ repoId }) => repoId,
  scan_id: ({ scanId }) => scanId,
  package: ({ vulnerability }) => vulnerability?.package.purl ?? null,
  upgrade_to: ({ vulnerability }) => vulnerability?.upgrade?.to ?? null,
};
const VALUES = Object.values(COLUMNS);

/** Writes findings as CSV, a record for each, after a header. */
export async function* csvPieces(parts: AsyncIterable<FullFinding[]>): AsyncGenerator<string> {
  yield recordsOf([Object.keys(COLUMNS)]);
  for await (const part of parts) yield recordsOf(part.map((finding) => VALUES.map((of) => of(finding))));
}

/**
 * Records as RFC 4180 has them. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
 * Source: OWASP, "CSV Injection".
 */
function recordsOf(rows: (string | number | null)[][]): string {
  return stringify(
    rows.map((row) => row.map(behindApostrophe)),
    {
      record_delimiter: 'windows',
      escape_formulas: true,
      quoted_match: /[\r\n]/,
    },
  );
}

/** The library knows all other characters that a formula may begin with. */
function behindApostrophe(cell: string | number | null) {
  return typeof cell === 'string' && cell.startsWith('\n') ? `'${cell}` : cell;
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
