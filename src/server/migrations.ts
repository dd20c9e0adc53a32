import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { KEY_STATEMENTS, newerMessage } from '@/domain/installation/rules';
import { isPrepared, QUEUE_STATEMENTS, type QueueState } from '@/domain/jobs/rules';
import { connect, openPool } from './pool';
import { Refusal } from './refusal';

type Migration = { name: string; sql: string; checksum: string };

/** This version must not touch the database. */
export class MigrationError extends Refusal {}

/** The oldest PostgreSQL version that the SQL here supports. */
const OLDEST_SERVER = 140_000;
/** Time for a statement of a migration, and for waiting until another process has migrated, in milliseconds. */
const DEADLINES = { connectMs: 5_000, statementMs: 30 * 60_000 };
const LOCK = "hashtextextended('heimdall migrations', 0)";

/**
 * Brings a database and the queue's tables to this version's schema.
 * All pending migrations are one transaction under one lock. Processes that start together apply them once,
 * and a killed one leaves nothing half done.
 * Applied migrations are recorded as Prisma's own CLI records them, so that both agree.
 * @param judgeKey throws if the check value of the installation's key, where the database has one, does not
 * match
 * @returns the names of the migrations that were applied
 * @throws MigrationError; what judgeKey throws; what the driver throws
 */
export async function migrate(
  databaseUrl: string,
  migrationsDir: string,
  judgeKey?: (keyCheck: string) => void,
): Promise<string[]> {
  const client = await connect(databaseUrl, DEADLINES);
  try {
    await checkServer(client);
    const keyCheck = await findKeyCheck(client);
    if (keyCheck !== undefined) judgeKey?.(keyCheck);
    const migrations = readMigrations(migrationsDir);
    if (await isCurrent(client, migrations)) return [];
    await checkExtensions(client);
    // A lock of the session, as the queue's part needs a separate connection. The embedded database's clients
    // share one session, so it excludes none of them; there a transaction does.
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    const applied = await applyPending(client, migrations);
    await migrateQueue(databaseUrl);
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
    return applied;
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`,
  );
  const [server] = rows;
  if (server && server.version < OLDEST_SERVER) {
    throw new MigrationError(`The database is PostgreSQL ${server.name}; Heimdall needs 14 or newer.`);
  }
}

/** Extensions that the migrations create. The embedded database has them. */
const EXTENSIONS = ['pg_trgm', 'btree_gin'];

async function checkExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; isThere: boolean; mayCreate: boolean }>(
    `SELECT n.name, EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = n.name) AS "isThere",
       has_database_privilege(current_database(), 'CREATE') AS "mayCreate"
     FROM unnest($1::text[]) AS n(name) WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = n.name)`,
    [EXTENSIONS],
  );
  const [first] = rows;
  if (!first) return;
  const names = rows.map(({ name }) => name).join(' and ');
  const missing = rows.find(({ isThere }) => !isThere);
  if (missing) {
    throw new MigrationError(
      `The database server lacks the extension ${missing.name}; install PostgreSQL's contrib package on it.`,
    );
  }
  if (!first.mayCreate) {
    throw new MigrationError(
      `The database's user may not create the extensions ${names}; grant it CREATE on the database, or create them for it.`,
    );
  }
}

async function findKeyCheck(client: pg.Client): Promise<string | undefined> {
  if (!(await isThere(client, KEY_STATEMENTS.find))) return undefined;
  const { rows } = await client.query<{ keyCheck: string }>(KEY_STATEMENTS.read);
  return rows[0]?.keyCheck;
}

async function isThere(client: pg.Client, statement: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(statement);
  return rows[0]?.there === true;
}

/**
 * Whether the database needs nothing, as on most starts. It takes few statements, no lock and none of the
 * queue's library.
 */
async function isCurrent(client: pg.Client, migrations: Migration[]): Promise<boolean> {
  if (!(await isThere(client, `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`))) return false;
  if (pendingOf(migrations, await readHistory(client)).length > 0) return false;
  if (!(await isThere(client, QUEUE_STATEMENTS.find))) return false;
  const { rows } = await client.query<QueueState>(QUEUE_STATEMENTS.read);
  return rows[0] !== undefined && isPrepared(rows[0]);
}

function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query('BEGIN');
  try {
    await client.query(HISTORY_TABLE);
    const pending = pendingOf(migrations, await readHistory(client));
    for (const migration of pending) await apply(client, migration);
    await client.query('COMMIT');
    return pending.map(({ name }) => name);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** As Prisma creates it. Source: prisma-engines, sql-schema-connector. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function pendingOf(migrations: Migration[], history: Map<string, string>): Migration[] {
  const unknown = [...history.keys()].find(
    (name) => !migrations.some((migration) => migration.name === name),
  );
  if (unknown) throw new MigrationError(newerMessage(unknown));
  const changed = migrations.find(
    ({ name, checksum }) => history.has(name) && history.get(name) !== checksum,
  );
  if (changed) {
    throw new MigrationError(
      `The migration ${changed.name} was changed after this database applied it; restore the file.`,
    );
  }
  return migrations.filter(({ name }) => !history.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query(sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, $5, 1)`,
    [randomUUID(), checksum, new Date(), name, startedAt],
  );
}

/** The queue's library migrates its own schema under its own lock. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  // Loaded late: on a fresh clone, the launcher loads this file before it generates the database's client.
  const { prepareQueue } = await import('@/domain/jobs/service');
  const pool = openPool(databaseUrl, { size: 1, deadlines: DEADLINES });
  try {
    await prepareQueue({ executeSql: (text, values) => pool.query(text, values) });
  } finally {
    await pool.end();
  }
}
