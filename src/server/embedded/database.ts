import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Gateway } from './gateway';
import { startUpkeep, UPKEEP_MS } from './upkeep';
import { embeddedUrl } from './url';

/** The extensions that migrations create. */
export const EXTENSIONS = { pg_trgm, btree_gin };

/** A client that is idle in a transaction for longer is cut off, as all others wait for it. */
const IDLE_IN_TRANSACTION_MS = 15_000;

export type EmbeddedDatabase = {
  /** A connection string for any PostgreSQL client on this machine. */
  url: string;
  close(): Promise<void>;
};

export type EmbeddedDatabaseOptions = {
  /** The directory of the data; without it, the data is in memory. */
  dataDir?: string;
  /** A whole data directory, as PGlite dumps it, to start from. */
  loadDataDir?: Blob;
  /** A directory that only this user can enter, as any client of its socket has access. */
  socketDir: string;
  /** How often its tables are vacuumed and analyzed if needed, in milliseconds. */
  upkeepMs?: number;
} & Faults;

type Faults = {
  /** Called when the database breaks. Nothing can be served after that. */
  onFault: (error: unknown) => void;
  /** Called when a table can't be vacuumed. Clients are not affected. */
  onUpkeepFault: (error: unknown) => void;
};

/**
 * Starts PostgreSQL (PGlite) in this process and serves clients through a Unix socket.
 * A query blocks this process's event loop, so the database needs its own process.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { dataDir, loadDataDir, socketDir, upkeepMs, ...faults } = options;
  return serveSession(
    await PGlite.create({ dataDir, loadDataDir, extensions: EXTENSIONS }),
    socketDir,
    faults,
    upkeepMs,
  );
}

/** Serves clients from a PGlite that has been started. `close` closes it too. */
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
