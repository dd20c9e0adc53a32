import type { Tx } from '../context';
import type { Counted } from './rules';

/** Adds these changes to a repo's counts. In the order of the columns, so that two transactions never wait for each other. */
export async function addToCounts(
  tx: Tx,
  repoId: string,
  changes: readonly (Counted & { readonly count: number })[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO finding_counts AS c (repo_id, source, severity, status, confidence, file_role, in_tree, count)
    SELECT ${repoId}::uuid, source, severity, status, confidence, "fileRole", "inTree", count
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS n(source text, severity severity,
      status finding_status, confidence confidence, "fileRole" file_role, "inTree" boolean, count int)
    ORDER BY 2, 3, 4, 5, 6, 7
    ON CONFLICT (repo_id, source, severity, status, confidence, file_role, in_tree)
    DO UPDATE SET count = c.count + EXCLUDED.count`;
}
