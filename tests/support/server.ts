import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshDatabase, type TestDatabase } from './database';
import { type RunningProcess, startProcess } from './process';

export type TestServer = {
  url: string;
  database: TestDatabase;
  web: RunningProcess;
  worker: RunningProcess | undefined;
  stop: () => Promise<void>;
};

export type ServerOptions = {
  env?: Record<string, string>;
  /** Whether jobs are worked too. */
  withWorker?: boolean;
};

/** The production build behind its own front door, on a database of its own; the worker too, where it is wanted. */
export async function startServer({ env = {}, withWorker = false }: ServerOptions = {}): Promise<TestServer> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-data-'));
  const settings = {
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    HEIMDALL_DATA_DIR: dataDir,
    HEIMDALL_OPEN_REGISTRATION: 'true',
    HEIMDALL_RATE_LIMITS: 'off',
    HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1',
    PORT: '0',
    ...env,
  };
  const web = await startProcess('src/cli/web.ts', [], settings);
  const worker = withWorker ? await startProcess('src/cli/worker.ts', [], settings) : undefined;
  return {
    url: web.url,
    database,
    web,
    worker,
    stop: async () => {
      await Promise.all([web.stop(), worker?.stop()]);
      await database.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
