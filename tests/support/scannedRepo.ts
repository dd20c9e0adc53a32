import type pg from 'pg';
import type { TestUser } from './api';
import { repoInState } from './repoRows';
import { countFindings, insertFinding, insertScan } from './rows';

/** A repo that has been scanned, and a function that adds findings to it. */
export async function scannedRepo(db: pg.Client, user: TestUser, name: string) {
  const repoId = await repoInState(db, user, 'found', name);
  const id = await insertScan(db, repoId, { complete: true, completed_at: new Date() });
  await db.query('UPDATE repos SET latest_scan_id = $1 WHERE id = $2', [id, repoId]);
  const find = (fields: Record<string, unknown>) => insertFinding(db, { id, repoId }, fields);
  return { repoId, scanId: id, find };
}

/** Adds many findings at once, in the order of their numbers; `columns` are SQL for their values by number `n`. */
export async function findMany(
  db: pg.Client,
  { repoId, scanId }: { repoId: string; scanId: string },
  count: number,
  columns: { title?: string; file?: string; role?: string } = {},
): Promise<void> {
  const { title = "'Key ' || n", file = "'src/' || n || '.ts'", role = "'product'" } = columns;
  await db.query(
    `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
       in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role)
     SELECT (lpad(to_hex($3::int - n), 12, '0') || '7' || substr(md5(n || $1::text), 1, 3) || '8' || substr(md5($1::text || n), 1, 15))::uuid, $1::uuid, $2::uuid, 'secrets', 'open', 'high', 'high', ${title}, 'key', ${file}, 1,
       true, 'manual_review', 'f' || n, now(), now(), now(), now(), gen_random_uuid(), (${role})::file_role
     FROM generate_series(1, $3::int) n`,
    [scanId, repoId, count],
  );
  await countFindings(db, repoId);
}
