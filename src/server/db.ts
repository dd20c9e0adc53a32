import { PrismaPg } from '@prisma/adapter-pg';
import type { Db } from '@/domain/context';
import { PrismaClient } from '@/generated/prisma/client';
import { readEnv } from './env';
import { singleton } from './singleton';

/** Give up on a database that doesn't answer a connection; the caller gets a clear 500 instead of a hang. */
const CONNECT_TIMEOUT_MS = 5_000;
/** On the embedded database a transaction holds back everybody else. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/** No statement of ours takes so long: one that does has found a sick server, and must not hold its locks for ever. */
const STATEMENT_TIMEOUT_MS = 60_000;
/** Nor does a transaction of ours pause so long: its process is on a machine that has gone, and deletes wait for it. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/** Opens a client of a PostgreSQL database with at most `poolSize` connections. */
export function openDb(url: string, poolSize: number): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    application_name: 'heimdall',
  });
  const transactionOptions = { maxWait: CONNECT_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS };
  return new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' });
}

/** This process's database client. */
export function getDb(): Db {
  return singleton('db', () => {
    const { DATABASE_URL, HEIMDALL_DB_POOL_SIZE } = readEnv();
    if (!DATABASE_URL) throw new Error('DATABASE_URL is not set');
    return openDb(DATABASE_URL, HEIMDALL_DB_POOL_SIZE);
  });
}
