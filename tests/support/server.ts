import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DatabaseSource, freshDatabase, type TestDatabase } from './database';
import { type RunningProcess, startProcess } from './process';

export type TestServer = {
  url: string;
  database: TestDatabase;
  web: RunningProcess;
  worker: RunningProcess | undefined;
  /** The environment of its processes. */
  settings: Record<string, string>;
  /** The directory of its processes' files. */
  dataDir: string;
  /** Starts one more process of this installation. It is stopped with the others. `onPrint` gets its output. */
  startPart: (
    part: 'web' | 'worker',
    env?: Record<string, string>,
    onPrint?: (text: string) => void,
  ) => Promise<RunningProcess>;
  stop: () => Promise<void>;
};

export type ServerOptions = {
  env?: Record<string, string>;
  /** Whether a worker runs, too. */
  withWorker?: boolean;
  /** The template of its database, if that is not the running test's. */
  source?: DatabaseSource;
};

/** The production build behind its own front door, on its own database; with a worker if wanted. */
export async function startServer({
  env = {},
  withWorker = false,
  source,
}: ServerOptions = {}): Promise<TestServer> {
  const database = await freshDatabase(source);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-data-'));
  const settings = {
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    HEIMDALL_DATA_DIR: dataDir,
    HEIMDALL_OPEN_REGISTRATION: 'true',
    HEIMDALL_RATE_LIMITS: 'off',
    HEIMDALL_DRAIN_GRACE_SECONDS: '0',
    HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1',
    PORT: '0',
    ...env,
  };
  const parts: RunningProcess[] = [];
  const startPart: TestServer['startPart'] = async (part, changes = {}, onPrint) => {
    const started = await startProcess(`src/cli/${part}.ts`, [], { ...settings, ...changes }, onPrint);
    parts.push(started);
    return started;
  };
  const web = await startPart('web');
  const worker = withWorker ? await startPart('worker') : undefined;
  return {
    url: web.url,
    database,
    web,
    worker,
    settings,
    dataDir,
    startPart,
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
      await database.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
