import pg from 'pg';
import { v7 } from 'uuid';

/** A connection of the test's own to the database under test, to put in and to count what no call can. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A database that is taken away takes its connections along.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Fills a repo with scans, each with stages, findings and two events a finding. */
export async function fillRepo(
  db: pg.Client,
  repoId: string,
  scans: number,
  findingsPerScan: number,
): Promise<void> {
  for (let n = 0; n < scans; n++) {
    const scanId = v7();
    await db.query(
      `INSERT INTO scans (id, repo_id, scan_type, status, created_at, updated_at) VALUES ($1, $2, 'full', 'ingesting', now(), now())`,
      [scanId, repoId],
    );
    await db.query(
      `INSERT INTO scan_stages (id, scan_id, name, status) VALUES ($1, $2, 'ingest', 'running')`,
      [v7(), scanId],
    );
    await db.query(
      `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
         in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at)
       SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'secrets', 'open', 'high', 'high', 't', 'r', 'f', 1, true, 'manual_review', $1::uuid::text || n,
         now(), now(), now(), now() FROM generate_series(1, $3::int) n`,
      [scanId, repoId, findingsPerScan],
    );
  }
  await db.query(
    `INSERT INTO finding_events (id, finding_id, repo_id, type, created_at)
     SELECT gen_random_uuid(), f.id, f.repo_id, 'created', now() FROM findings f, generate_series(1, 2) WHERE f.repo_id = $1`,
    [repoId],
  );
}

/** One scan of a repo; `fields` by their columns. Returns its id. */
export async function insertScan(
  db: pg.Client,
  repoId: string,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const now = new Date();
  const own = { scan_type: 'full', status: 'completed', created_at: now, updated_at: now };
  return insertRow(db, 'scans', { repo_id: repoId, ...own, ...fields });
}

/** One finding of a scan; `fields` by their columns. Returns its id. */
export async function insertFinding(
  db: pg.Client,
  scan: { id: string; repoId: string },
  fields: Record<string, unknown> = {},
): Promise<string> {
  const now = new Date();
  return insertRow(db, 'findings', {
    scan_id: scan.id,
    repo_id: scan.repoId,
    source: 'secrets',
    status: 'open',
    severity: 'high',
    confidence: 'high',
    title: 'A finding',
    rule_id: 'a-rule',
    file_path: 'src/a.ts',
    line_start: 1,
    in_tree: true,
    fix_type: 'manual_review',
    fingerprint: v7(),
    first_seen_at: now,
    last_seen_at: now,
    created_at: now,
    updated_at: now,
    ...fields,
  });
}

async function insertRow(db: pg.Client, table: string, fields: Record<string, unknown>): Promise<string> {
  const id = v7();
  const row = Object.entries({ id, ...fields });
  const columns = row.map(([column]) => `"${column}"`);
  const places = row.map((_, index) => `$${index + 1}`);
  await db.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    row.map(([, value]) => value),
  );
  return id;
}

/** How many rows, and jobs, anywhere in the database still belong to a repo. */
export async function countRows(db: pg.Client, repoId: string): Promise<Record<string, number>> {
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM repos WHERE id = $1) AS repos,
       (SELECT count(*)::int FROM scans WHERE repo_id = $1) AS scans,
       (SELECT count(*)::int FROM scan_stages WHERE scan_id IN (SELECT id FROM scans WHERE repo_id = $1)) AS stages,
       (SELECT count(*)::int FROM findings WHERE repo_id = $1) AS findings,
       (SELECT count(*)::int FROM finding_events WHERE repo_id = $1) AS events,
       (SELECT count(*)::int FROM pgboss.job WHERE data->>'repoId' = $1::uuid::text) AS jobs,
       (SELECT count(*)::int FROM pgboss.archive WHERE data->>'repoId' = $1::uuid::text) AS archived`,
    [repoId],
  );
  return rows[0] as Record<string, number>;
}

export const NOTHING_LEFT = { repos: 0, scans: 0, stages: 0, findings: 0, events: 0, jobs: 0, archived: 0 };

export async function deletionRecord(
  db: pg.Client,
  repoId: string,
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await db.query('SELECT * FROM deletion_records WHERE repo_id = $1', [repoId]);
  return rows[0] as Record<string, unknown> | undefined;
}
