import { rmSync } from 'node:fs';
import { connectTo, emptyTables } from './rows';
import { startServer, type TestServer } from './server';

/** One that no test stops. */
export type KeptServer = Omit<TestServer, 'stop'>;

/** Of this process, whose test files run one after the other. */
let kept: TestServer | undefined;

/**
 * An installation for files with a worker of their own, or that check the whole database. Starting one takes seconds.
 * Its tables are empty, so the next account is the admin.
 */
export async function keptServer(): Promise<KeptServer> {
  if (!kept || hasEnded(kept)) kept = await startKept();
  const db = await connectTo(kept.database.url);
  await emptyTables(db);
  await db.query('DELETE FROM pgboss.job');
  await db.end();
  return kept;
}

const hasEnded = ({ web: { child } }: TestServer) => child.exitCode !== null || child.signalCode !== null;

/** The web process ends with this one, and the database with the run. */
async function startKept(): Promise<TestServer> {
  const server = await startServer();
  process.on('exit', () => rmSync(server.dataDir, { recursive: true, force: true }));
  return server;
}
