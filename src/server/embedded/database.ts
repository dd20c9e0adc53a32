import { PGlite } from '@electric-sql/pglite';
import { Gateway } from './gateway';
import { startUpkeep, UPKEEP_MS } from './upkeep';
import { embeddedUrl } from './url';

/** A client that sits longer than this in a transaction is cut off: everybody else waits for it. */
const IDLE_IN_TRANSACTION_MS = 15_000;

export type EmbeddedDatabase = {
  /** A connection string for any PostgreSQL client on this machine. */
  url: string;
  close(): Promise<void>;
};

export type EmbeddedDatabaseOptions = {
  /** Where the data lives; without it, in memory. */
  dataDir?: string;
  /** A whole data directory, as PGlite dumps it, to start from. */
  loadDataDir?: Blob;
  /** A directory that only this user can enter: whoever reaches the socket in it is let in. */
  socketDir: string;
  /** How often its tables are tidied up, in milliseconds. */
  upkeepMs?: number;
} & Faults;

type Faults = {
  /** Called when the database breaks; nothing can be served after that. */
  onFault: (error: unknown) => void;
  /** Called when a table can't be tidied up, which keeps nobody from working. */
  onUpkeepFault: (error: unknown) => void;
};

/**
 * Starts PostgreSQL (PGlite) in this process and lets clients in through a Unix socket.
 * It keeps this process's event loop busy while a query runs: give it a process of its own.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { dataDir, loadDataDir, socketDir, upkeepMs, ...faults } = options;
  return serveSession(await PGlite.create({ dataDir, loadDataDir }), socketDir, faults, upkeepMs);
}

/** Lets clients into a PGlite that has been started, which is closed with the rest. */
export async function serveSession(
  session: PGlite,
  socketDir: string,
  { onFault, onUpkeepFault }: Faults,
  upkeepMs = UPKEEP_MS,
): Promise<EmbeddedDatabase> {
  const gateway = new Gateway({
    session,
    idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
    onSessionFault: onFault,
  });
  await gateway.listen(`${socketDir}/.s.PGSQL.5432`);
  const endUpkeep = startUpkeep({
    session,
    alone: (run) => gateway.alone(run),
    everyMs: upkeepMs,
    onFault: onUpkeepFault,
  });
  return {
    url: embeddedUrl(socketDir),
    close: async () => {
      await endUpkeep();
      await gateway.close();
      await session.close();
    },
  };
}
