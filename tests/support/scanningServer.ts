import { afterAll, beforeAll } from 'vitest';
import { newUser, type TestUser } from './api';
import { type GitServer, startGitServer } from './gitServer';
import { type KeptServer, keptServer } from './keptServer';
import { startWorkerHere, type WorkerHere } from './workerHere';

/** An empty installation with a worker in this process, its first account, and a Git server. */
export type ScanningServer = { git: GitServer; server: KeptServer; worker: WorkerHere; admin: TestUser };

/** For test files with a worker whose faults they check. All of it is there once tests run. */
export function scanningServer(): ScanningServer {
  const here: Partial<ScanningServer> = {};
  beforeAll(async () => {
    here.git = await startGitServer();
    here.server = await keptServer();
    here.worker = await startWorkerHere(here.server);
    here.admin = await newUser(here.server.url);
  });
  afterAll(async () => {
    await here.worker?.stop();
    await here.git?.stop();
  });
  return here as ScanningServer;
}
