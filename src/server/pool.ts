import type { Duplex } from 'node:stream';
import pg from 'pg';
import { readEnv } from './env';
import { log } from './log';

/** How long the database may take before its caller gets an error, in milliseconds. */
export type Deadlines = {
  /** For a connection: to be made, or to become free. */
  readonly connectMs: number;
  /** For the answer to a statement. */
  readonly statementMs: number;
};

const CONNECT_MS = 5_000;
/** Statements of scans, purges, retention and previews may take so many times as long. That is 60 s by default. */
const LONG_FACTOR = 4;
/** The server ends a statement so much later than its client, in milliseconds. Otherwise it would work on without a reader. */
const SERVER_DELAY_MS = 5_000;
/** No transaction of ours pauses so long: its process is on a machine that has gone, and deletes wait for it. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/** The deadlines of everything that names none of its own. */
export function defaultDeadlines(): Deadlines {
  return { connectMs: CONNECT_MS, statementMs: readEnv().HEIMDALL_DB_STATEMENT_SECONDS * 1000 };
}

/** The deadlines of a worker's statements, and of purges, retention and previews. */
export function longDeadlines(): Deadlines {
  const deadlines = defaultDeadlines();
  return { ...deadlines, statementMs: LONG_FACTOR * deadlines.statementMs };
}

export type PoolOptions = {
  /** Connections at most. */
  size: number;
  deadlines: Deadlines;
  /** What the server lists its connections as. */
  name?: string;
};

/** A pool of connections to a PostgreSQL database, none of which keeps anybody waiting beyond the deadlines. */
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
  // An idle connection that is lost is replaced, and nobody has waited for it.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Connects to a database without a pool, within the same deadlines.
 * @throws what the driver throws where there is no connection in time
 */
export async function connect(url: string, { connectMs, statementMs }: Deadlines): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  // A lost connection rejects the query that waits for it, and that error reaches the caller.
  client.on('error', () => undefined);
  limitStatements(client, statementMs);
  await client.connect();
  return client;
}

/** No answer came in time. Node's own code for that, which every edge knows for a lost connection. */
class StatementTimeout extends Error {
  override readonly name = 'StatementTimeout';
  readonly code = 'ETIMEDOUT';

  constructor(limitMs: number) {
    super(`the database did not answer a statement within ${limitMs} ms`);
  }
}

/**
 * Closes a connection that leaves a statement without an answer for so long, and has the statement fail. The state of its
 * session is unknown then, so that its pool must not hand it out again. (The driver's own `query_timeout` only stops
 * waiting, and what is asked next on that connection, such as a rollback, waits for as long again.)
 */
function limitStatements(client: pg.ClientBase, limitMs: number): void {
  const ask = client.query;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const query = (...args: unknown[]) => {
    stop();
    timer = setTimeout(() => {
      const fault = new StatementTimeout(limitMs);
      // Logged here, as a transaction's caller gets the fault of its rollback instead.
      log().warn(fault.message);
      socketOf(client).destroy(fault);
    }, limitMs);
    return Reflect.apply(ask, client, args);
  };
  Object.assign(client, { query });
  // All that was asked has been answered.
  client.on('drain', stop).on('end', stop);
}

/** As the driver's own pool reaches it, to end a connection that takes too long to be made. */
function socketOf(client: pg.ClientBase): Duplex {
  return (client as unknown as { connection: { stream: Duplex } }).connection.stream;
}
