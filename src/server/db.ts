import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Db } from '@/domain/context';
import { PrismaClient } from '@/generated/prisma/client';
import { isEmbedded } from './embedded/url';
import { readEnv } from './env';
import { type Deadlines, defaultDeadlines, longDeadlines, openPool } from './pool';
import { singleton } from './singleton';

/** Connections for long statements: a worker runs six jobs with such statements and two sweeps at once. */
const LONG_CONNECTIONS = 8;
/** On the embedded database a transaction blocks all other clients. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/** Opens a client of a PostgreSQL database with at most `poolSize` connections. */
export function openDb(url: string, poolSize: number, deadlines: Deadlines = defaultDeadlines()): Db {
  const adapter = new PrismaPg(openPool(url, { size: poolSize, deadlines }), {
    disposeExternalPool: true,
    // The clients of the embedded database share one session, in which one's names would be another's.
    statementNameGenerator: isEmbedded(url) ? undefined : nameStatements(),
  });
  const transactionOptions = { maxWait: deadlines.connectMs, timeout: TRANSACTION_TIMEOUT_MS };
  return new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' });
}

/**
 * Returns the database client of this process.
 * @param deadlines used by the first call only
 */
export function getDb(deadlines?: Deadlines): Db {
  return singleton('db', () => openDb(databaseUrl(), readEnv().HEIMDALL_DB_POOL_SIZE, deadlines));
}

/** Returns this process's client for statements that may read or delete many rows. */
export function getLongDb(): Db {
  return singleton('long db', () => openDb(databaseUrl(), LONG_CONNECTIONS, longDeadlines()));
}

function databaseUrl(): string {
  const { DATABASE_URL } = readEnv();
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set');
  return DATABASE_URL;
}

/** A server keeps each connection's prepared statements in memory, some 50 kB each. */
const MOST_NAMES = 200;

/**
 * Names SQL texts, so that a connection plans each text once. Planning costs more than most of them take to run.
 * The first texts get a name. Those beyond the limit are planned each time, as all are without names.
 * @returns the same name for the same text; none ('') for a text beyond the limit
 */
export function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === MOST_NAMES) return '';
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
    names.set(sql, name);
    return name;
  };
}
