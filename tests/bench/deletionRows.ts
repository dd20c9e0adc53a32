import type pg from 'pg';
import { v7 } from 'uuid';

export type Size = { scans: number; findings: number; eventsPerFinding: number };

/** What PostgreSQL makes at once: more would only fill its memory. */
const CHUNK = 50_000;

/**
 * Fills a repo as years of scanning would: ids ascend with time, and findings are about as long as real ones.
 * Made by the server itself, which is faster than sending the rows to it.
 */
export async function fillLikeYears(db: pg.Client, repoId: string, size: Size): Promise<void> {
  // The tail of each id is a number, so that findings can be told their scan and events their finding.
  const stem = v7().slice(0, 13);
  const idOf = (table: string, n: string) =>
    `('${stem}-${table}-' || lpad(to_hex((${n}) >> 48), 4, '8') || '-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  await db.query(
    `INSERT INTO scans (id, repo_id, scan_type, status, complete, created_at, updated_at, completed_at)
     SELECT ${idOf('7001', 'n::bigint')}, $1, 'full', 'completed', true, now(), now(), now()
     FROM generate_series(1, $2::int) n`,
    [repoId, size.scans],
  );
  await db.query(
    `INSERT INTO scan_stages (id, scan_id, name, status)
     SELECT gen_random_uuid(), id, stage, 'completed'
     FROM scans, unnest(ARRAY['fetch', 'tree', 'history', 'report']) stage WHERE repo_id = $1`,
    [repoId],
  );
  for (let from = 1; from <= size.findings; from += CHUNK) {
    const to = Math.min(size.findings, from + CHUNK - 1);
    await db.query(
      `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path,
         line_start, in_tree, fix_type, fingerprint, code_snippet, first_seen_at, last_seen_at, created_at, updated_at)
       SELECT ${idOf('7002', 'n::bigint')}, ${idOf('7001', '(n % $2::int + 1)::bigint')}, $1, 'secrets', 'open', 'high',
         'high', 'AWS secret access key', 'aws-secret-access-key', 'src/config/environment-' || n || '.ts', n % 1000, true,
         'manual_review', md5(n::text) || md5($1::uuid::text), repeat('const key = "••••"; ', 10), now(), now(), now(), now()
       FROM generate_series($3::int, $4::int) n`,
      [repoId, size.scans, from, to],
    );
    await db.query(
      `INSERT INTO finding_events (id, finding_id, repo_id, type, new_value, created_at)
       SELECT ${idOf('7003', 'n::bigint * $2::int + e')}, ${idOf('7002', 'n::bigint')}, $1, 'status_changed', 'open', now()
       FROM generate_series($3::int, $4::int) n, generate_series(1, $2::int) e`,
      [repoId, size.eventsPerFinding, from, to],
    );
  }
}

/** Rows of any table that name a repo. */
export async function rowsOf(db: pg.Client, repoId: string): Promise<number> {
  const { rows } = await db.query(
    `SELECT ((SELECT count(*) FROM repos WHERE id = $1) + (SELECT count(*) FROM scans WHERE repo_id = $1)
       + (SELECT count(*) FROM findings WHERE repo_id = $1)
       + (SELECT count(*) FROM finding_events WHERE repo_id = $1))::int AS n`,
    [repoId],
  );
  return (rows[0] as { n: number }).n;
}
