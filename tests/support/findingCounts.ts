import type pg from 'pg';

/** Which counts of findings differ from the findings that are there; none should. */
export async function wrongCounts(db: pg.Client, repoId: string): Promise<unknown[]> {
  const columns = 'source, severity, status, confidence, file_role, in_tree';
  const { rows } = await db.query(
    `SELECT * FROM (SELECT ${columns}, count FROM finding_counts WHERE repo_id = $1 AND count <> 0) AS kept
     FULL JOIN (SELECT ${columns}, count(*)::int AS real FROM findings WHERE repo_id = $1 GROUP BY ${columns}) AS found
       USING (${columns}) WHERE count IS DISTINCT FROM real`,
    [repoId],
  );
  return rows;
}
