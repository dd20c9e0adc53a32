import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { newId } from '@/domain/ids';
import { MigrationError, migrate } from '@/server/migrations';
import { diffSchemas, readSchema } from '../../prisma/schemaDiff';

const PRISMA = path.join(ROOT, 'prisma');
const MIGRATIONS = path.join(PRISMA, 'migrations');
const names = readdirSync(MIGRATIONS).sort();

let database: TestDatabase;
let admin: pg.Client;
let scratch: string;
beforeAll(async () => {
  database = await emptyDatabase();
  admin = await connectTo(database.url);
});
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-migrations-'));
  cpSync(MIGRATIONS, scratch, { recursive: true });
});
afterEach(async () => {
  rmSync(scratch, { recursive: true });
  await makeEmpty();
});
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});

/** Drops all schemas. This is cheaper than a database for each test. */
async function makeEmpty(): Promise<void> {
  const { rows } = await admin.query(
    `SELECT string_agg(quote_ident(nspname), ', ') AS names FROM pg_namespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
  );
  await admin.query(`DROP SCHEMA ${rows[0].names} CASCADE; CREATE SCHEMA public`);
}

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(scratch, name));
  writeFileSync(path.join(scratch, name, 'migration.sql'), sql);
}

it('from empty, and by several processes at once, each is applied once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, MIGRATIONS)));
  expect(applied.flat().sort()).toEqual(names);
  expect(await migrate(database.url, MIGRATIONS)).toEqual([]);
  const db = await connectTo(database.url);
  const { rows } = await db.query(
    'SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1',
  );
  await db.end();
  expect(rows).toEqual(names.map((name) => ({ migration_name: name, applied_steps_count: 1 })));
});

it.each([
  ['of an older version', `UPDATE pgboss.version SET version = 23`],
  ['without a kind of jobs', `SELECT pgboss.delete_queue('repo.scan')`],
  ['with a kind that no longer exists', `SELECT pgboss.create_queue('old.kind', '{"policy":"standard"}')`],
  ['without its tables', `DROP SCHEMA pgboss CASCADE`],
])('where only the queue is not of this version, it is brought to it: one %s', async (_, spoil) => {
  await migrate(database.url, MIGRATIONS);
  const db = await connectTo(database.url);
  const state = `SELECT version, ARRAY(SELECT name FROM pgboss.queue ORDER BY name) AS names FROM pgboss.version`;
  const { rows: before } = await db.query(state);
  await db.query(spoil);
  expect(await migrate(database.url, MIGRATIONS)).toEqual([]);
  const { rows: after } = await db.query(state);
  await db.end();
  expect(after).toEqual(before);
});

it('one that fails leaves the database as it was, without those before it in the same run', async () => {
  addMigration('99990101000000_good', 'CREATE TABLE good (n int)');
  addMigration('99990102000000_bad', 'CREATE TABLE half (n int); SELECT nonsense');
  await expect(migrate(database.url, scratch)).rejects.toThrow('nonsense');
  const db = await connectTo(database.url);
  const { rows } = await db.query(
    `SELECT to_regclass('good') AS good, to_regclass('half') AS half, to_regclass('repos') AS repos`,
  );
  await db.end();
  expect(rows).toEqual([{ good: null, half: null, repos: null }]);
});

it.skipIf(process.env.TEST_DATABASE_URL === undefined)(
  'a user who may not create the extensions is shown what to grant',
  async () => {
    const role = `limited_${process.pid}`;
    await admin.query(`CREATE ROLE ${role}; GRANT ALL ON SCHEMA public TO ${role}`);
    try {
      const limited = new URL(database.url);
      limited.searchParams.set('options', `-c role=${role}`);
      await expect(migrate(limited.href, MIGRATIONS)).rejects.toThrow(
        "The database's user may not create the extensions pg_trgm and btree_gin; grant it CREATE on the database",
      );
      const { rows } = await admin.query(`SELECT to_regclass('repos') AS repos`);
      expect(rows).toEqual([{ repos: null }]);
    } finally {
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  },
);

it('the table of connections keeps its rows when it is renamed, and nothing in it keeps the old name', async () => {
  const rename = names.findIndex((name) => name.endsWith('_name_connections'));
  for (const later of names.slice(rename)) rmSync(path.join(scratch, later), { recursive: true });
  await migrate(database.url, scratch);
  const db = await connectTo(database.url);
  const [user, connection, repo] = [newId(), newId(), newId()];
  await db.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'ada@example.com', 'admin', now())`,
    [user],
  );
  await db.query(
    `INSERT INTO accounts (id, user_id, provider, provider_account_id, created_at) VALUES ($2, $1, 'github', '7', now())`,
    [user, connection],
  );
  await db.query(
    `INSERT INTO repos (id, user_id, name, source_type, oauth_connection_id, remote_state, created_at, updated_at)
     VALUES ($3, $1, 'one', 'github', $2, 'none', now(), now())`,
    [user, connection, repo],
  );
  await migrate(database.url, MIGRATIONS);
  const kept = await db.query(
    'SELECT c.id, c.provider_account_id, r.id AS repo_id FROM connections c JOIN repos r ON r.oauth_connection_id = c.id',
  );
  // PostgreSQL 18 names NOT NULL constraints after the table, too. Older versions do not name them.
  const old = await db.query(
    `SELECT conname AS name FROM pg_constraint WHERE conname ~ '^accounts_' AND contype <> 'n'
     UNION SELECT relname FROM pg_class WHERE relname ~ '^accounts'`,
  );
  await db.query('DELETE FROM users');
  const left = await db.query('SELECT 1 FROM connections');
  await db.end();
  expect(kept.rows).toEqual([{ id: connection, provider_account_id: '7', repo_id: repo }]);
  expect(old.rows).toEqual([]);
  expect(left.rows).toEqual([]);
});

it('a database of a newer version, or of a changed migration, is refused with a message', async () => {
  addMigration('99990101000000_newer', 'CREATE TABLE newer (n int)');
  await migrate(database.url, scratch);
  await expect(migrate(database.url, MIGRATIONS)).rejects.toThrow(MigrationError);
  await expect(migrate(database.url, MIGRATIONS)).rejects.toThrow(/newer Heimdall \(99990101000000_newer\)/);
  writeFileSync(path.join(scratch, '99990101000000_newer', 'migration.sql'), 'CREATE TABLE changed (n int)');
  await expect(migrate(database.url, scratch)).rejects.toThrow(/was changed after this database applied it/);
});

it('the newest migration ends at the schema as it is', async () => {
  const snapshot = readFileSync(path.join(MIGRATIONS, String(names.at(-1)), 'schema.snapshot'), 'utf8');
  expect(await diffSchemas(database.url, snapshot, readSchema(PRISMA))).toBe('');
});

it('a migration comes with another snapshot if it changes tables, and with the same if it only adds a function', async () => {
  let before: string | undefined;
  for (const name of names) {
    const after = readFileSync(path.join(MIGRATIONS, name, 'schema.snapshot'), 'utf8');
    const sql = readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    const changesTables = /^(ALTER|CREATE|DROP) (TABLE|INDEX|UNIQUE INDEX|TYPE)\b/m.test(sql);
    expect((await diffSchemas(database.url, before, after)) !== '', name).toBe(changesTables);
    before = after;
  }
});

it('receipts of deletions keep all their numbers, by table, and repos point to their latest and base scans', async () => {
  const change = names.findIndex((name) => name.endsWith('_plain_deletions'));
  for (const later of names.slice(change)) rmSync(path.join(scratch, later), { recursive: true });
  await migrate(database.url, scratch);
  const db = await connectTo(database.url);
  const [user, repo, full, none, base, latest, failed] = Array.from({ length: 7 }, newId);
  await db.query(
    `INSERT INTO deletion_records (id, kind, name, actor_id, repos, scans, stages, findings, events, suppressions, contents,
       total, requested_at, finished_at, orphans)
     VALUES ($1, 'user', 'ada@example.com', $3, 1, 2, 3, 4, 5, 6, 7, 8, '2026-01-01', '2026-01-02', 0),
       ($2, 'repo', 'empty', $3, 0, 0, 0, 0, 0, 0, 0, NULL, '2026-01-01', NULL, NULL)`,
    [full, none, user],
  );
  await db.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'ada@example.com', 'admin', now())`,
    [user],
  );
  await db.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'One', 'github', 'none', now(), now())`,
    [repo, user],
  );
  for (const [id, status, tips] of [
    [base, 'completed', ['a']],
    [latest, 'completed', []],
    [failed, 'failed', []],
  ]) {
    await db.query(
      `INSERT INTO scans (id, repo_id, scan_type, status, history_tips, created_at, updated_at)
       VALUES ($1, $2, 'full', $3, $4, now(), now())`,
      [id, repo, status, tips],
    );
  }
  await migrate(database.url, MIGRATIONS);
  const receipts = await db.query(
    'SELECT id, kind, name, actor_id, counts, total, orphans FROM deletions ORDER BY name',
  );
  const repos = await db.query('SELECT latest_scan_id, base_scan_id, sort_name FROM repos');
  const left = await db.query(
    `SELECT conname AS name FROM pg_constraint WHERE contype <> 'n' AND conname LIKE '%deletion_record%'
     UNION ALL SELECT relname FROM pg_class WHERE relname LIKE '%deletion_record%'
     UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'purge_%'`,
  );
  await db.end();
  const counts = {
    repos: 1,
    scans: 2,
    scan_stages: 3,
    findings: 4,
    finding_events: 5,
    suppressions: 6,
    repo_contents: 7,
  };
  expect(receipts.rows).toEqual([
    { id: full, kind: 'user', name: 'ada@example.com', actor_id: user, counts, total: 8, orphans: 0 },
    { id: none, kind: 'repo', name: 'empty', actor_id: user, counts: {}, total: null, orphans: null },
  ]);
  expect(repos.rows).toEqual([{ latest_scan_id: latest, base_scan_id: base, sort_name: 'one' }]);
  expect(left.rows).toEqual([]);
});

it('the history of open findings is filled from their events', async () => {
  const change = names.findIndex((name) => name.endsWith('_finding_days'));
  for (const later of names.slice(change)) rmSync(path.join(scratch, later), { recursive: true });
  await migrate(database.url, scratch);
  const db = await connectTo(database.url);
  const [user, repo, scan] = Array.from({ length: 3 }, newId);
  await db.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'ada@example.com', 'admin', now())`,
    [user],
  );
  await db.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'One', 'github', 'none', now(), now())`,
    [repo, user],
  );
  await db.query(
    `INSERT INTO scans (id, repo_id, scan_type, status, created_at, updated_at)
     VALUES ($1, $2, 'full', 'completed', now(), now())`,
    [scan, repo],
  );
  /** A finding with its changes: the status, and how many days ago. */
  const insert = async (severity: string, changes: [status: string, daysAgo: number][]) => {
    const id = await insertFindingOnly(db, { id: scan ?? '', repoId: repo ?? '' }, severity, changes);
    for (const [at, [status, daysAgo]] of changes.entries()) {
      await db.query(
        `INSERT INTO finding_events (id, finding_id, type, old_value, new_value, created_at)
         VALUES ($1, $2, $3, $4, $5, now() - make_interval(days => $6))`,
        [newId(), id, at === 0 ? 'created' : 'status_changed', changes[at - 1]?.[0], status, daysAgo],
      );
    }
  };
  await insert('critical', [
    ['open', 20],
    ['confirmed', 15],
    ['fixed', 8],
  ]);
  await insert('critical', [['open', 8]]);
  await insert('low', [
    ['dismissed', 8],
    ['open', 3],
  ]);
  await insert('low', [
    ['open', 200],
    ['dismissed', 100],
    ['fixed', 3],
  ]);
  await migrate(database.url, MIGRATIONS);
  const days = await db.query(
    `SELECT (now() AT TIME ZONE 'UTC')::date - day AS ago, severity, opened, fixed, net FROM finding_days
     ORDER BY 1 DESC, 2`,
  );
  const fixes = await db.query('SELECT severity, age_days, count FROM finding_fixes');
  await db.end();
  expect(days.rows).toEqual([
    { ago: 20, severity: 'critical', opened: 1, fixed: 0, net: 1 },
    { ago: 8, severity: 'critical', opened: 1, fixed: 1, net: 0 },
    { ago: 3, severity: 'low', opened: 1, fixed: 0, net: 1 },
  ]);
  expect(fixes.rows).toEqual([{ severity: 'critical', age_days: 12, count: 1 }]);
});

async function insertFindingOnly(
  db: pg.Client,
  scan: { id: string; repoId: string },
  severity: string,
  changes: readonly [status: string, daysAgo: number][],
): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
       in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role)
     VALUES ($1, $2, $3, 'secrets', $4, $5, 'high', 'Key', 'key', 'a.ts', 1, true, 'manual_review', 'f',
       now() - make_interval(days => $6), now(), now(), now(), $1, 'product')`,
    [id, scan.id, scan.repoId, changes.at(-1)?.[0], severity, changes[0]?.[1]],
  );
  return id;
}
