import type { Db, Tx } from '../context';
import type { KeptResult } from './rules';
import { keptMatches } from './schema';

/** How many matches the results of this version of the engine have. */
export async function findSizes(
  db: Db,
  version: string,
  ids: string[],
): Promise<{ id: string; size: number }[]> {
  return db.$queryRaw`
    SELECT id, jsonb_array_length(matches) AS size FROM content_results
    WHERE id = ANY(${ids}::uuid[]) AND rule_set = ${version}`;
}

/** The results of this version of the engine. */
export async function findResults(db: Db, version: string, ids: string[]): Promise<KeptResult[]> {
  const rows = await db.contentResult.findMany({
    where: { id: { in: ids }, ruleSet: version },
    select: { id: true, verdict: true, matches: true },
  });
  return rows.map((row) => ({ ...row, matches: keptMatches.parse(row.matches) }));
}

/** Saves results, which replace those of other versions of the engine. */
export async function saveResults(
  tx: Tx,
  version: string,
  results: readonly KeptResult[],
  now: Date,
): Promise<void> {
  // A foreign key requires this row.
  await tx.$executeRaw`
    INSERT INTO rule_sets (version, manifest, created_at)
    VALUES (${version}, '{}', ${now}::timestamptz) ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO content_results (id, rule_set, verdict, keywords, matches)
    SELECT r.id, ${version}, r.verdict, '{}', r.matches
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r(id uuid, verdict text, matches jsonb)
    ORDER BY r.id
    ON CONFLICT (id) DO UPDATE SET rule_set = EXCLUDED.rule_set, verdict = EXCLUDED.verdict,
      keywords = EXCLUDED.keywords, matches = EXCLUDED.matches`;
}

/** Adds a repo's references to these contents, if they have a result. */
export async function addReferences(tx: Tx, repoId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO repo_contents (repo_id, content_id)
    SELECT ${repoId}::uuid, id FROM content_results WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE
    ON CONFLICT DO NOTHING`;
}

/** The ids of a repo's contents, `take` of them after `after`. */
export async function listReferences(
  db: Db,
  repoId: string,
  after: string | undefined,
  take: number,
): Promise<string[]> {
  const where = { repoId, contentId: after ? { gt: after } : undefined };
  const rows = await db.repoContent.findMany({
    where,
    select: { contentId: true },
    orderBy: { contentId: 'asc' },
    take,
  });
  return rows.map(({ contentId }) => contentId);
}

/**
 * Locks results before deleteReferences in the same transaction.
 * Two transactions may delete the last two references to a result at once.
 * Without the lock, each would still see the other's reference, and the result would stay.
 * A result could also be deleted while another transaction adds a reference to it.
 */
export async function lockResults(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT FROM content_results WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * As lockResults, for `take` of a repo's contents after one. The range and the order leave only the index of both columns.
 * @returns their ids, in ascending order
 */
export async function lockNext(tx: Tx, repoId: string, after: string, take: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM content_results WHERE id = ANY(ARRAY(
      SELECT content_id FROM repo_contents WHERE repo_id BETWEEN ${repoId}::uuid AND ${repoId}::uuid
        AND (repo_id, content_id) > (${repoId}::uuid, ${after}::uuid)
      ORDER BY repo_id, content_id LIMIT (SELECT ${take}::int))) ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Deletes references of a repo, and the results that then have none left. */
export async function deleteReferences(tx: Tx, repoId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM repo_contents WHERE repo_id = ${repoId}::uuid AND content_id = ANY(${ids}::uuid[]) RETURNING content_id
    )
    DELETE FROM content_results WHERE id = ANY(ARRAY(SELECT content_id FROM gone)) AND NOT EXISTS (
      SELECT FROM repo_contents o WHERE o.content_id = content_results.id AND o.repo_id <> ${repoId}::uuid)`;
}
