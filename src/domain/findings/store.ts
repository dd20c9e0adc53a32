import type { Severity } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import type { HistoryFacts } from '@/scan/located';
import type { Occurrence } from '@/scan/occurrences';
import type { Db, Tx } from '../context';
import type { Counted, Standing } from '../findingCounts/rules';
import type { Analysis, Decision, FindingState, Seen, Unseen } from './rules';

export type Known = FindingState &
  Standing &
  Occurrence & { id: string; identity: string; scanId: string; severityIsSet: boolean };

/** The columns that findings are counted by, and that their history needs. */
const COUNTED = Prisma.sql`source, severity, status, confidence, file_role AS "fileRole", in_tree AS "inTree",
  first_seen_at AS "firstSeenAt"`;

/**
 * The known findings of these secrets, locked until the transaction ends: first those in the tree, then by age.
 * @param paths the files to search; null for all
 */
export async function findKnown(
  tx: Tx,
  repoId: string,
  { identities, paths }: { identities: readonly string[]; paths: readonly string[] | null },
): Promise<Known[]> {
  const inPaths = paths === null ? Prisma.empty : Prisma.sql`AND file_path = ANY(${paths})`;
  const rows = await tx.$queryRaw<Known[]>`
    SELECT id, identity, file_path AS "filePath", anchors, scan_id AS "scanId", ${COUNTED},
      severity_is_set AS "severityIsSet", suppressed_by AS "suppressedBy"
    FROM findings WHERE repo_id = ${repoId}::uuid AND identity = ANY(${identities}) ${inPaths} ORDER BY id FOR NO KEY UPDATE`;
  return rows.sort((a, b) => ageRank(a) - ageRank(b));
}

function ageRank({ status, inTree }: Counted): number {
  return status === 'fixed' ? 2 : Number(!inTree);
}

/** What users change of a finding, and what it is counted by. */
export type Locked = Decision &
  Standing & {
    id: string;
    repoId: string;
    version: number;
    severityIsSet: boolean;
    assigneeId: string | null;
  };

/** Findings, locked until the transaction ends, in the order in which every transaction locks several. */
export async function lockFindings(tx: Tx, ids: readonly string[]): Promise<Locked[]> {
  return tx.$queryRaw<Locked[]>`
    SELECT id, repo_id AS "repoId", ${COUNTED}, suppressed_by AS "suppressedBy", status_reason AS "statusReason",
      status_until AS "statusUntil", fixed_at AS "fixedAt", assignee_id AS "assigneeId",
      severity_is_set AS "severityIsSet", version
    FROM findings WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/** Writes a decision on findings, and counts it as a change of each. */
export async function writeDecision(
  tx: Tx,
  ids: readonly string[],
  { status, suppressedBy, statusReason, statusUntil, fixedAt }: Decision,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE findings SET status = ${status}::finding_status, suppressed_by = ${suppressedBy}::suppressed_by,
      status_reason = ${statusReason}, status_until = ${statusUntil}::timestamptz, fixed_at = ${fixedAt}::timestamptz,
      version = version + 1, updated_at = ${now}::timestamptz
    WHERE id = ANY(${ids}::uuid[])`;
}

/** Restores what these events of a bulk change have replaced, and counts it as a change of each finding. */
export async function restoreDecisions(tx: Tx, eventIds: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE findings SET status = e.old_value::finding_status,
      suppressed_by = (e.replaced->>'suppressedBy')::suppressed_by, status_reason = e.replaced->>'statusReason',
      status_until = (e.replaced->>'statusUntil')::timestamptz, fixed_at = (e.replaced->>'fixedAt')::timestamptz,
      version = findings.version + 1, updated_at = ${now}::timestamptz
    FROM finding_events e WHERE e.id = ANY(${eventIds}::uuid[]) AND findings.id = e.finding_id`;
}

/** Sets columns of findings to the same values, and counts it as a change of each. */
export async function updateFindings(tx: Tx, ids: string[], change: Change, now: Date): Promise<void> {
  const data = { ...change, version: { increment: 1 }, updatedAt: now };
  await tx.finding.updateMany({ where: { id: { in: ids } }, data });
}

type Change =
  | { severity: Severity; severityIsSet: true }
  | { assigneeId: string | null }
  | (FindingState & { statusUntil: null; statusReason?: null; fixedAt: Date | null });

/** The columns that a scan sets. The others are for users, or made by the database. */
const INSERTED = Prisma.sql`
  id, scan_id, repo_id, source, status, severity, confidence, title, description, rule_id, cwe_id, file_path, line_start,
  line_end, commit_sha, in_tree, code_snippet, fix_type, fix_summary, "references", fingerprint, identity,
  introduced_at, introduced_path, removed_commit, snippet_line, suppressed_by, first_seen_at, last_seen_at, created_at,
  updated_at, group_id, file_role, anchors, evidence, introduced_by, cve_id, tool, tool_category, details, suggested_patch`;

/** The columns that each detection of a known finding sets anew. */
const RENEWED = Prisma.sql`
  scan_id, status, severity, confidence, title, description, rule_id, cwe_id, file_path, line_start, line_end, in_tree,
  code_snippet, snippet_line, fix_type, fix_summary, "references", suppressed_by, last_seen_at, updated_at, fingerprint,
  identity, group_id, file_role, evidence, anchors, fixed_at, cve_id, details, suggested_patch`;

/**
 * Inserts new findings and updates known ones. Facts from history stay where the detection has none.
 * The JSON names the columns, and the table their types. What all rows have in common is in a separate record.
 * Repeated in each row, it was measured to take half as long again.
 */
export async function upsertFindings(
  tx: Tx,
  repoId: string,
  scanId: string,
  seen: readonly Seen[],
  now: Date,
): Promise<void> {
  const times = { firstSeenAt: now, lastSeenAt: now, createdAt: now, updatedAt: now };
  const common = columnsOf({ repoId, scanId, ...times });
  const rows = seen.map(({ id, detection, state }) => {
    const { references, evidence, anchors } = detection;
    const lists = { references: [...references], evidence: [...evidence], anchors: [...anchors] };
    return columnsOf({ id, ...detection, ...detection.history, ...state, ...lists });
  });
  await tx.$executeRaw`
    INSERT INTO findings (${INSERTED}) SELECT ${INSERTED} FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::findings, ${JSON.stringify(common)}::jsonb), ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET
      (${RENEWED}) = (SELECT ${RENEWED} FROM (SELECT EXCLUDED.*) AS seen),
      commit_sha = COALESCE(EXCLUDED.commit_sha, findings.commit_sha),
      introduced_at = COALESCE(EXCLUDED.introduced_at, findings.introduced_at),
      introduced_path = COALESCE(EXCLUDED.introduced_path, findings.introduced_path),
      status_reason = CASE WHEN findings.status = EXCLUDED.status THEN findings.status_reason END,
      status_until = CASE WHEN findings.status = EXCLUDED.status THEN findings.status_until END,
      version = findings.version + (findings.status <> EXCLUDED.status)::int,
      introduced_by = COALESCE(EXCLUDED.introduced_by, findings.introduced_by),
      removed_commit = CASE WHEN EXCLUDED.in_tree THEN NULL
        ELSE COALESCE(EXCLUDED.removed_commit, findings.removed_commit) END`;
}

const COLUMN_NAMES = Object.values(Prisma.FindingScalarFieldEnum).map(
  (field) => [field, field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as const,
);

/** Values under the names of their columns, without what is no column. */
function columnsOf(row: Partial<Prisma.FindingCreateManyInput>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of COLUMN_NAMES) if (row[field] !== undefined) columns[column] = row[field];
  return columns;
}

/** Adds facts from history to findings in the tree, by the digests of rule and secret. */
export async function addHistory(
  tx: Tx,
  repoId: string,
  facts: readonly ({ identity: string } & HistoryFacts)[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE findings SET commit_sha = h."commitSha", introduced_at = h."introducedAt",
      introduced_path = h."introducedPath", introduced_by = h."introducedBy"
    FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS h(identity text, "commitSha" text,
      "introducedAt" timestamptz, "introducedPath" text, "introducedBy" text)
    WHERE findings.repo_id = ${repoId}::uuid AND findings.identity = h.identity AND findings.commit_sha IS NULL`;
}

export async function addRemovals(
  tx: Tx,
  repoId: string,
  removed: readonly { identity: string; commit: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE findings SET removed_commit = r.commit
    FROM jsonb_to_recordset(${JSON.stringify(removed)}::jsonb) AS r(identity text, commit text)
    WHERE findings.repo_id = ${repoId}::uuid AND findings.identity = r.identity AND NOT in_tree`;
}

/** What these engines had found in the tree before a scan, and the paths. */
export async function listTreeSecrets(
  db: Db,
  repoId: string,
  scanId: string,
  { sources, take }: { sources: readonly string[]; take: number },
): Promise<{ identity: string; path: string }[]> {
  const rows = await db.finding.findMany({
    // Ids sort by creation time: findings that are older than the scan existed before it.
    where: {
      repoId,
      source: { in: [...sources] },
      inTree: true,
      identity: { not: null },
      id: { lt: scanId },
    },
    select: { identity: true, filePath: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.flatMap(({ identity, filePath }) => (identity ? [{ identity, path: filePath }] : []));
}

/**
 * What these engines found in a repo's earlier scans and this scan has not seen, in the order of ids.
 * @param which.analysis the only tool and category, if they were imported
 */
export async function listUnseen(
  tx: Tx,
  { repoId, scanId }: { repoId: string; scanId: string },
  { sources, analysis }: { sources: readonly string[]; analysis?: Analysis | undefined },
  { after, ids, take }: { after?: string | undefined; ids?: string[]; take?: number },
): Promise<(Unseen & FindingState & Standing)[]> {
  const unseen = { repoId, scanId: { not: scanId }, status: { not: 'fixed' } } as const;
  const imported = analysis && { tool: analysis.tool, toolCategory: analysis.category };
  const where = { ...unseen, source: { in: [...sources] }, ...imported, id: { gt: after, in: ids } };
  const rows = await tx.finding.findMany({ where, select: unseenColumns, orderBy: { id: 'asc' }, take });
  const packages = await packagesOf(tx, rows);
  return rows.map(({ scan, ...row }) => ({
    ...row,
    ruleSet: scan.ruleSet,
    package: packages.get(row.id) ?? null,
  }));
}

type PackageOf = NonNullable<Unseen['package']>;

/** The packages that findings are about, by the ids of the findings. */
async function packagesOf(tx: Tx, findings: readonly { id: string }[]): Promise<Map<string, PackageOf>> {
  const ids = findings.map(({ id }) => id);
  const rows = await tx.$queryRaw<(PackageOf & { id: string })[]>`
    SELECT id, p->>'ecosystem' AS ecosystem, p->>'name' AS name, p->>'version' AS version
    FROM findings CROSS JOIN LATERAL (SELECT details->'vulnerability'->'package' AS p) AS of
    WHERE id = ANY(${ids}::uuid[]) AND p IS NOT NULL`;
  return new Map(rows.map(({ id, ...of }) => [id, of]));
}

const countedColumns = {
  ...{ source: true, severity: true, status: true, confidence: true, fileRole: true, inTree: true },
  firstSeenAt: true,
} as const satisfies Prisma.FindingSelect;

const unseenColumns = {
  ...{ id: true, ruleId: true, identity: true, filePath: true, suppressedBy: true, ...countedColumns },
  scan: { select: { ruleSet: true } },
} as const satisfies Prisma.FindingSelect;

/** Which of these secrets a scan has seen in the tree. */
export async function listSeen(
  tx: Tx,
  repoId: string,
  scanId: string,
  identities: string[],
): Promise<Set<string>> {
  const rows = await tx.finding.findMany({
    where: { repoId, scanId, inTree: true, identity: { in: identities } },
    select: { identity: true },
    distinct: ['identity'],
  });
  return new Set(rows.flatMap(({ identity }) => identity ?? []));
}

/** An occurrence of a secret that a scan has found, or has not found again. */
export type Movable = Occurrence & { id: string; identity: string };

/**
 * The occurrences that may have moved. They are secrets of which a scan has new ones in the tree, and has not seen
 * known ones.
 * The known ones come in this order: in the tree, in history, fixed.
 */
export async function listMovable(
  db: Db,
  { repoId, scanId }: { repoId: string; scanId: string },
  { sources, analysis }: { sources: readonly string[]; analysis?: Analysis | undefined },
): Promise<{ known: Movable[]; found: Movable[] }> {
  const imported = analysis
    ? Prisma.sql`AND tool = ${analysis.tool} AND tool_category = ${analysis.category}`
    : Prisma.empty;
  const rows = await db.$queryRaw<(Movable & { isNew: boolean })[]>`
    WITH found AS MATERIALIZED (
      SELECT id, identity, file_path, anchors, line_start FROM findings
      WHERE repo_id = ${repoId}::uuid AND scan_id = ${scanId}::uuid AND id > ${scanId}::uuid AND in_tree
        AND identity IS NOT NULL ${imported}
    )
    SELECT id, identity, file_path AS "filePath", anchors, true AS "isNew", 0 AS rank, line_start AS line FROM found
    UNION ALL
    SELECT id, identity, file_path, anchors, false, CASE WHEN status = 'fixed' THEN 2 WHEN in_tree THEN 0 ELSE 1 END, line_start
    FROM findings
    WHERE repo_id = ${repoId}::uuid AND scan_id <> ${scanId}::uuid AND id < ${scanId}::uuid
      AND identity IN (SELECT identity FROM found) AND source = ANY(${sources}) ${imported}
    ORDER BY "isNew", rank, 3, line, id`;
  return { known: rows.filter(({ isNew }) => !isNew), found: rows.filter(({ isNew }) => isNew) };
}

/** The two findings of a move: what each was counted by, and the state of the known one. */
export type Move = {
  readonly known: Standing & FindingState & { filePath: string };
  readonly found: Standing & { filePath: string };
};

/**
 * Moves a known finding to where this scan found its secret, and deletes the new finding there.
 * @param state of the known finding from then on
 */
export async function moveFinding(
  tx: Tx,
  { id, foundId, stateOf }: { id: string; foundId: string; stateOf: (before: FindingState) => FindingState },
): Promise<Move> {
  const select = { suppressedBy: true, ...countedColumns, filePath: true } as const;
  const known = await tx.finding.findUniqueOrThrow({ where: { id }, select });
  const found = await tx.finding.delete({
    where: { id: foundId },
    select: { ...placeColumns, ...countedColumns },
  });
  // The place is the new one's. What it is counted by stays the known one's, but for the role of its file.
  const { source, severity, status, confidence, firstSeenAt, details, ...placed } = found;
  const state = stateOf(known);
  const reopened = { statusReason: null, statusUntil: null, fixedAt: null, version: { increment: 1 } };
  const decision = state.status === known.status ? state : { ...state, ...reopened };
  await tx.finding.update({
    where: { id },
    data: { ...placed, ...decision, details: details ?? Prisma.DbNull, inTree: true, removedCommit: null },
  });
  return { known, found };
}

const placeColumns = {
  ...{ scanId: true, filePath: true, lineStart: true, lineEnd: true, codeSnippet: true, snippetLine: true },
  ...{ fingerprint: true, anchors: true, lastSeenAt: true, updatedAt: true, details: true },
  suggestedPatch: true,
} as const satisfies Prisma.FindingSelect;

/** Keeps findings that are in history alone, and records the commit that removed each from the tree, if known. */
export async function keepInHistory(
  tx: Tx,
  scanId: string,
  ids: readonly { id: string; removedCommit: string | null }[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE findings SET scan_id = ${scanId}::uuid, in_tree = false,
      removed_commit = COALESCE(k."removedCommit", removed_commit), last_seen_at = ${now}::timestamptz,
      updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) AS k(id uuid, "removedCommit" text)
    WHERE findings.id = k.id`;
}

/** What deletes findings of several repos locks them first, to subtract them from the counts. */
export type Leaving = Standing & { readonly id: string; readonly repoId: string };

/**
 * Locks the findings of a page that meet a condition on the table `t`, until the transaction ends.
 * @param page a query of ids
 */
export async function lockLeaving(tx: Tx, page: Prisma.Sql, condition: Prisma.Sql): Promise<Leaving[]> {
  return tx.$queryRaw<Leaving[]>`
    SELECT id, repo_id AS "repoId", ${COUNTED} FROM findings AS t
    WHERE id = ANY(ARRAY(${page})) AND ${condition} ORDER BY id FOR UPDATE`;
}

/** @returns whether there may be more */
export async function clearAssignee(db: Db, userId: string, take: number): Promise<boolean> {
  const cleared = await db.$executeRaw`
    UPDATE findings SET assignee_id = NULL
    WHERE id = ANY(ARRAY(SELECT id FROM findings WHERE assignee_id = ${userId}::uuid LIMIT ${take}))`;
  return cleared === take;
}
