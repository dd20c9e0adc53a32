import type { Db, Tx } from '../context';
import type { KeptResult } from './rules';
import { keptMatches } from './schema';

/** How many matches the results hold that this version of the engine has made. */
export async function findSizes(
  db: Db,
  version: string,
  ids: string[],
): Promise<{ id: string; size: number }[]> {
  return db.$queryRaw`
    SELECT id, jsonb_array_length(matches) AS size FROM content_results
    WHERE id = ANY(${ids}::uuid[]) AND rule_set = ${version}`;
}

/** Results that this version of the engine has made. */
export async function findResults(db: Db, version: string, ids: string[]): Promise<KeptResult[]> {
  const rows = await db.contentResult.findMany({
    where: { id: { in: ids }, ruleSet: version },
    select: { id: true, verdict: true, matches: true },
  });
  return rows.map((row) => ({ ...row, matches: keptMatches.parse(row.matches) }));
}

/** Keeps results, in place of what other versions of the engine came to. */
export async function saveResults(
  tx: Tx,
  version: string,
  results: readonly KeptResult[],
  now: Date,
): Promise<void> {
  // A foreign key asks for this row.
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

/** Notes that a repo has these contents, as far as there is a result of them. */
export async function addReferences(tx: Tx, repoId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO repo_contents (repo_id, content_id)
    SELECT ${repoId}::uuid, id FROM content_results WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE
    ON CONFLICT DO NOTHING`;
}

/** The contents that a repo has, `take` of them after the one called `after`. */
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
 * Locks results whose references are about to end, before deleteReferences in the same transaction. Of two that end the
 * last two references to a result at once, each would otherwise see the other's, and nobody would delete it. And one
 * could be deleted that somebody else is just coming to refer to.
 */
export async function lockResults(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT FROM content_results WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** As lockResults, of the contents that a repo has behind one. @returns their ids, in their order */
export async function lockNext(tx: Tx, repoId: string, after: string, take: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM content_results WHERE id = ANY(ARRAY(
      SELECT content_id FROM repo_contents WHERE repo_id = ${repoId}::uuid AND content_id > ${after}::uuid
      ORDER BY content_id LIMIT ${take})) ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Takes away some of a repo's references, and with them the results that nobody has any more. */
export async function deleteReferences(tx: Tx, repoId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM repo_contents WHERE repo_id = ${repoId}::uuid AND content_id = ANY(${ids}::uuid[]) RETURNING content_id
    )
    DELETE FROM content_results WHERE id = ANY(ARRAY(SELECT content_id FROM gone)) AND NOT EXISTS (
      SELECT FROM repo_contents o WHERE o.content_id = content_results.id AND o.repo_id <> ${repoId}::uuid)`;
}
