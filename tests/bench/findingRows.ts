import { countFindings, insertScan, pointToScans } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';

/** How many rows one statement inserts: the embedded database serves nobody else meanwhile. */
const CHUNK = 20_000;

/**
 * Fills a repo with findings that differ as real ones do. Most are open, few are critical, three are of a group.
 * @param first the number of the first finding, so that several repos have different ones
 */
export async function fillWithFindings(
  db: pg.Client,
  repoId: string,
  findings: number,
  first: number,
): Promise<void> {
  const scanId = await insertScan(db, repoId);
  // Ids in the form of UUIDv7, ascending with the numbers.
  const stem = v7().slice(0, 13);
  for (let from = 0; from < findings; from += CHUNK) {
    await db.query(INSERT, [stem, scanId, repoId, from, Math.min(from + CHUNK, findings) - 1, first]);
  }
  await countFindings(db, repoId);
  await db.query(HISTORY, [repoId]);
  await db.query(FIXES, [repoId]);
  await pointToScans(db);
}

/** Changes of each severity on each of the last 120 days. */
const HISTORY = `
  INSERT INTO finding_days (repo_id, day, severity, opened, fixed, net)
  SELECT $1, current_date - n, severity, 3, 2, 1
  FROM generate_series(0, 119) AS n, unnest(enum_range(NULL::severity)) AS severity`;
const FIXES = `
  INSERT INTO finding_fixes (repo_id, day, severity, age_days, count)
  SELECT $1, current_date - n, severity, n % 40, 2
  FROM generate_series(0, 119) AS n, unnest(enum_range(NULL::severity)) AS severity`;

const INSERT = `
  INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path,
    line_start, in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role,
    code_snippet)
  SELECT ($1 || '-7002-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $2::uuid, $3::uuid, 'secrets',
    CASE WHEN h % 10 < 7 THEN 'open' WHEN h % 10 = 7 THEN 'confirmed' WHEN h % 10 = 8 THEN 'dismissed' ELSE 'fixed'
      END::finding_status,
    CASE WHEN h % 97 = 0 THEN 'critical' WHEN h % 7 = 0 THEN 'high' WHEN h % 3 = 0 THEN 'medium' ELSE 'low' END::severity,
    (ARRAY['high', 'medium', 'low'])[1 + h % 3]::confidence, 'Password in KEY_' || h % 400, 'rule-' || h % 50,
    'services/team-' || h % 40 || '/src/config/environment-' || $6::int + n || '.ts', 1 + h % 1000, h % 4 > 0,
    'manual_review', md5($6::int + n || 'f') || md5($6::int + n || 'g'), now(), now(), now(), now(), md5((n / 3)::text)::uuid,
    CASE WHEN h % 5 = 0 THEN 'test' ELSE 'product' END::file_role, repeat('const key = "••••"; ', 10)
  FROM (SELECT n, abs(hashint4(n)) AS h FROM generate_series($4::int, $5::int) AS n) AS numbers`;
