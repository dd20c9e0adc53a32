import type { Duplex } from 'node:stream';
import pg from 'pg';
import { readEnv } from './env';
import { log } from './log';

/** How long the database may take before the caller gets an error, in milliseconds. */
export type Deadlines = {
  /** For a connection to be made, or to become free. */
  readonly connectMs: number;
  /** For the answer to a statement. */
  readonly statementMs: number;
};

const CONNECT_MS = 5_000;
/** Factor for statements of scans, purges, retention and previews. By default they get 60 s. */
const LONG_FACTOR = 4;
/**
 * The server cancels a statement this much later than its client, in milliseconds. Otherwise it would work on
 * without a reader.
 */
const SERVER_DELAY_MS = 5_000;
/** None of our transactions pauses so long. Its machine is gone, and deletes wait for its locks. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/** The deadlines of a pool that names none. */
export function defaultDeadlines(): Deadlines {
  return { connectMs: CONNECT_MS, statementMs: readEnv().HEIMDALL_DB_STATEMENT_SECONDS * 1000 };
}

/** The deadlines of a worker's statements, and of purges, retention and previews. */
export function longDeadlines(): Deadlines {
  const deadlines = defaultDeadlines();
  return { ...deadlines, statementMs: LONG_FACTOR * deadlines.statementMs };
}

export type PoolOptions = {
  /** The most connections. */
  size: number;
  deadlines: Deadlines;
  /** The application name in the server's list of connections. */
  name?: string;
};

/** Opens a pool of connections to a PostgreSQL database. None of them blocks its caller beyond the deadlines. */
export function openPool(url: string, { size, deadlines, name = 'heimdall' }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: deadlines.connectMs,
    statement_timeout: deadlines.statementMs + SERVER_DELAY_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    application_name: name,
  });
  pool.on('connect', (client) => limitStatements(client, deadlines.statementMs));
  // A lost idle connection is replaced, and no caller waited for it.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Connects to a database without a pool, with the same deadlines.
 * @throws what the driver throws if there is no connection in time
 */
export async function connect(url: string, { connectMs, statementMs }: Deadlines): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  // A lost connection rejects the query that waits for it, and that error reaches the caller.
  client.on('error', () => undefined);
  limitStatements(client, statementMs);
  await client.connect();
  return client;
}

/** A statement had no answer in time. It has Node's code for a timeout, which counts as a lost connection. */
class StatementTimeout extends Error {
  override readonly name = 'StatementTimeout';
  readonly code = 'ETIMEDOUT';

  constructor(limitMs: number) {
    super(`the database did not answer a statement within ${limitMs} ms`);
  }
}

/**
 * Closes a connection whose statement has no answer in time, and rejects the statement.
 * The state of its session is unknown then, so the pool must not reuse it.
 * The driver's own `query_timeout` only stops waiting: the next statement, such as a rollback, would wait
 * just as long.
 */
function limitStatements(client: pg.ClientBase, limitMs: number): void {
  const ask = client.query;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const query = (...args: unknown[]) => {
    stop();
    timer = setTimeout(() => {
      const fault = new StatementTimeout(limitMs);
      // Logged here, as the caller of a transaction gets the error of its rollback instead.
      log().warn(fault.message);
      socketOf(client).destroy(fault);
    }, limitMs);
    return Reflect.apply(ask, client, args);
  };
  Object.assign(client, { query });
  // Every statement has been answered.
  client.on('drain', stop).on('end', stop);
}

/** As the driver's own pool reaches it, to end a connection that takes too long to be made. */
function socketOf(client: pg.ClientBase): Duplex {
  return (client as unknown as { connection: { stream: Duplex } }).connection.stream;
}
