import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDatabase, freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { MigrationError, migrate } from '@/server/migrations';
import { diffSchemas, readSchema } from '../../prisma/schemaDiff';

const PRISMA = path.join(ROOT, 'prisma');
const MIGRATIONS = path.join(PRISMA, 'migrations');
const names = readdirSync(MIGRATIONS).sort();

/** Empty before each test. */
let database: TestDatabase;
/** One that has all migrations, which takes seconds to make. */
let migrated: TestDatabase;
let admin: pg.Client;
let scratch: string;
beforeAll(async () => {
  [database, migrated] = await Promise.all([emptyDatabase(), freshDatabase()]);
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
  await migrated?.stop();
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
  const db = await connectTo(migrated.url);
  const state = `SELECT version, ARRAY(SELECT name FROM pgboss.queue ORDER BY name) AS names FROM pgboss.version`;
  const { rows: before } = await db.query(state);
  await db.query(spoil);
  expect(await migrate(migrated.url, MIGRATIONS)).toEqual([]);
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

it('a database of a newer version, or of a changed migration, is refused with a message', async () => {
  addMigration('99990101000000_newer', 'CREATE TABLE newer (n int)');
  await migrate(migrated.url, scratch);
  await expect(migrate(migrated.url, MIGRATIONS)).rejects.toThrow(MigrationError);
  await expect(migrate(migrated.url, MIGRATIONS)).rejects.toThrow(/newer Heimdall \(99990101000000_newer\)/);
  writeFileSync(path.join(scratch, '99990101000000_newer', 'migration.sql'), 'CREATE TABLE changed (n int)');
  await expect(migrate(migrated.url, scratch)).rejects.toThrow(/was changed after this database applied it/);
});

it('the newest migration ends at the schema as it is', async () => {
  const snapshot = readFileSync(path.join(MIGRATIONS, String(names.at(-1)), 'schema.snapshot'), 'utf8');
  expect(await diffSchemas(database.url, snapshot, readSchema(PRISMA))).toBe('');
});
