import pg from 'pg';
import { v7 } from 'uuid';
import { LEASE } from '@/domain/jobs/schema';
import { type ClaimedScan, STAGES, type StageName } from '@/domain/scans/rules';
import type { Coverage } from '@/domain/scans/schema';

/** The test's own connection to the database, for rows that no call can insert or count. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // When the database ends, its connections end, too.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Empties every table but those of migrations, queue and secret key. This is cheaper than a database for each test. */
export async function emptyTables(db: pg.Client): Promise<void> {
  const { rows } = await db.query(
    `SELECT string_agg(quote_ident(tablename), ', ') AS names FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'installation')`,
  );
  await db.query(`TRUNCATE ${rows[0].names} CASCADE`);
}

/** Fills a repo with completed scans, each with a stage, findings and two events a finding. Returns the scans' ids. */
export async function fillRepo(
  db: pg.Client,
  repoId: string,
  scans: number,
  findingsPerScan: number,
): Promise<string[]> {
  const ids = Array.from({ length: scans }, () => v7());
  for (const scanId of ids) {
    await db.query(
      `INSERT INTO scans (id, repo_id, scan_type, status, completed_at, created_at, updated_at)
       VALUES ($1, $2, 'full', 'completed', now(), now(), now())`,
      [scanId, repoId],
    );
    await db.query(
      `INSERT INTO scan_stages (id, scan_id, name, status) VALUES ($1, $2, 'fetch', 'running')`,
      [v7(), scanId],
    );
    await db.query(
      `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
         in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role)
       SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'secrets', 'open', 'high', 'high', 't', 'r', 'f', 1, true, 'manual_review', $1::uuid::text || n,
         now(), now(), now(), now(), gen_random_uuid(), 'product' FROM generate_series(1, $3::int) n`,
      [scanId, repoId, findingsPerScan],
    );
  }
  await countFindings(db, repoId);
  await db.query(
    `INSERT INTO finding_events (id, finding_id, type, created_at)
     SELECT gen_random_uuid(), f.id, 'created', now() FROM findings f, generate_series(1, 2) WHERE f.repo_id = $1`,
    [repoId],
  );
  return ids;
}

/** Counts a repo's findings anew, after rows that no call inserted. */
export async function countFindings(db: pg.Client, repoId: string): Promise<void> {
  await db.query('DELETE FROM finding_counts WHERE repo_id = $1', [repoId]);
  await db.query(
    `INSERT INTO finding_counts SELECT repo_id, source, severity, status, confidence, file_role, in_tree, count(*)
     FROM findings WHERE repo_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7`,
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

/** A running scan of a worker that does not exist. No other worker claims it while its lease holds. */
export async function insertClaimedScan(db: pg.Client, repoId: string): Promise<ClaimedScan> {
  const workerId = v7();
  const held = { worker_id: workerId, lease_until: new Date(Date.now() + LEASE.duration * 1000) };
  const scanId = await insertScan(db, repoId, { status: 'ingesting', attempt: 1, ...held });
  const owner = { userId: v7(), oauthConnectionId: null };
  const target = { ...owner, remoteUrl: null, branch: null, allRefs: false, base: null };
  return { job: 'repo.scan', scanId, repoId, workerId, attempt: 1, ...target };
}

/** One finding of a scan; `fields` by their columns. Returns its id. */
export async function insertFinding(
  db: pg.Client,
  scan: { id: string; repoId: string },
  fields: Record<string, unknown> = {},
): Promise<string> {
  const now = new Date();
  const row = {
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
    group_id: v7(),
    file_role: 'product',
    ...fields,
  };
  const id = await insertRow(db, 'findings', row);
  await db.query(
    `INSERT INTO finding_counts AS c SELECT repo_id, source, severity, status, confidence, file_role, in_tree, 1
     FROM findings WHERE id = $1
     ON CONFLICT (repo_id, source, severity, status, confidence, file_role, in_tree) DO UPDATE SET count = c.count + 1`,
    [id],
  );
  return id;
}

/** Points all repos to their newest scans, as completed scans do. */
export async function pointToScans(db: pg.Client): Promise<void> {
  const newest = (condition: string) =>
    `(SELECT id FROM scans s WHERE s.repo_id = repos.id AND s.status = 'completed' AND ${condition} ORDER BY id DESC LIMIT 1)`;
  await db.query(
    `UPDATE repos SET latest_scan_id = ${newest('true')}, base_scan_id = ${newest("s.history_tips <> '{}'")}`,
  );
}

/** The stages of a scan in their order, with states that fit a scan whose stage `running` runs. */
export async function insertStages(db: pg.Client, scanId: string, running?: StageName): Promise<void> {
  const at = running === undefined ? STAGES.length : STAGES.indexOf(running);
  for (const [index, name] of STAGES.entries()) {
    const status = index < at ? 'completed' : index === at ? 'running' : 'pending';
    const begun = new Date(Date.now() - (STAGES.length - index) * 4_000);
    await insertRow(db, 'scan_stages', {
      scan_id: scanId,
      name,
      status,
      started_at: index <= at ? begun : null,
      completed_at: index < at ? new Date(begun.getTime() + 3_200) : null,
    });
  }
}

/** Changes the row of a scan or of one of its stages, as a worker would; `fields` by their columns. */
export async function changeScan(
  db: pg.Client,
  scanId: string,
  fields: Record<string, unknown>,
  stage?: StageName,
): Promise<void> {
  const entries = Object.entries(fields);
  const changes = entries.map(([column], index) => `"${column}" = $${index + 3}`).join(', ');
  const of = stage ? ['scan_stages', 'scan_id', 'name = $2'] : ['scans', 'id', '$2::text IS NULL'];
  await db.query(`UPDATE ${of[0]} SET ${changes} WHERE ${of[1]} = $1 AND ${of[2]}`, [
    scanId,
    stage ?? null,
    ...entries.map(([, value]) => value),
  ]);
}

/** The coverage report of a partial scan; `fields` replace its own. */
export function coverageOf(fields: Partial<Coverage> = {}): Coverage {
  return {
    complete: false,
    filesScanned: 4_211,
    bytesScanned: 40_400_000,
    filesReused: 3_900,
    skipped: [
      { reason: 'too_large', files: 2, bytes: 90_000_000, cutsShort: true, examples: ['data/dump.sql'] },
      { reason: 'binary', files: 310, bytes: 21_000_000, cutsShort: false, examples: ['public/logo.png'] },
    ],
    history: { scope: 'branch', commitsWalked: 800, commitsKnown: 12, bytesAdded: 9_000_000 },
    suppressed: [{ by: 'comment', findings: 3, examples: ['src/keys.ts:4'] }],
    limitsHit: ['The history is longer than a scan may read; its oldest commits were skipped.'],
    engines: [{ name: 'secrets', version: '1', rules: 240 }],
    notes: [],
    advisoryDataAt: null,
    packages: null,
    ...fields,
  };
}

/** Inserts a deletion, finished by default; `fields` by their columns. Returns its id. */
export async function insertDeletion(
  db: pg.Client,
  actorId: string | null,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const begun = new Date(Date.now() - 3_600_000);
  const receipt = { requested_at: begun, finished_at: new Date(begun.getTime() + 42_000), orphans: 0 };
  return insertRow(db, 'deletions', { name: 'deleted', actor_id: actorId, ...receipt, ...fields });
}

/** A deletion that a worker is running. */
export const UNFINISHED = { requested_at: new Date(), finished_at: null, orphans: null };

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

/** How many rows anywhere in the database still belong to a repo. */
export async function countRows(db: pg.Client, repoId: string): Promise<Record<string, number>> {
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM repos WHERE id = $1) AS repos,
       (SELECT count(*)::int FROM scans WHERE repo_id = $1) AS scans,
       (SELECT count(*)::int FROM scan_stages WHERE scan_id IN (SELECT id FROM scans WHERE repo_id = $1)) AS stages,
       (SELECT count(*)::int FROM findings WHERE repo_id = $1) AS findings,
       (SELECT count(*)::int FROM finding_events
         WHERE finding_id IN (SELECT id FROM findings WHERE repo_id = $1)) AS events,
       (SELECT count(*)::int FROM suppressions WHERE repo_id = $1) AS suppressions,
       (SELECT count(*)::int FROM schedules WHERE repo_id = $1) AS schedules,
       (SELECT count(*)::int FROM webhooks WHERE repo_id = $1) AS webhooks,
       (SELECT count(*)::int FROM deliveries WHERE repo_id = $1) AS deliveries,
       (SELECT count(*)::int FROM issues WHERE repo_id = $1) AS issues`,
    [repoId],
  );
  return rows[0] as Record<string, number>;
}

export const NOTHING_LEFT = {
  repos: 0,
  scans: 0,
  stages: 0,
  findings: 0,
  events: 0,
  suppressions: 0,
  schedules: 0,
  webhooks: 0,
  deliveries: 0,
  issues: 0,
};

export async function deletionRecord(
  db: pg.Client,
  repoId: string,
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await db.query('SELECT * FROM deletions WHERE id = $1', [repoId]);
  return rows[0] as Record<string, unknown> | undefined;
}

/** A connection of a user, whose token nothing can open. Returns its id. */
export async function insertConnection(
  db: pg.Client,
  userId: string,
  { provider = 'github', host = 'github.com' }: { provider?: string; host?: string } = {},
): Promise<string> {
  const id = v7();
  await db.query(
    `INSERT INTO connections (id, user_id, provider, host, base_url, account, provider_account_id, kind, scopes, state,
       token, created_at)
     VALUES ($1, $2, $3, $4, $5, 'ana', $6, 'token', '{}', 'ok', '', now())`,
    [id, userId, provider, host, `https://${host}`, id],
  );
  return id;
}
