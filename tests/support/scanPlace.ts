import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { newUser, type TestUser } from './api';
import { type GitServer, startGitServer } from './gitServer';
import { type KeptServer, keptServer } from './keptServer';
import { connectTo } from './rows';
import { startWorkerHere, type WorkerHere } from './workerHere';

/** What tests of scans need. A test may put another worker in the place of this one. */
export type ScanPlace = {
  git: GitServer;
  server: KeptServer;
  db: pg.Client;
  user: TestUser;
  worker: WorkerHere;
};

/** For test files about scans: a Git server, a user of the kept server, and a worker. They are there once tests run. */
export function scanPlace(): ScanPlace {
  const place: Partial<ScanPlace> = {};
  beforeAll(async () => {
    place.git = await startGitServer();
    const server = await keptServer();
    place.server = server;
    place.db = await connectTo(server.database.url);
    place.user = await newUser(server.url);
    place.worker = await startWorkerHere(server);
  });
  afterAll(async () => {
    await place.db?.end();
    await place.worker?.stop();
    await place.git?.stop();
  });
  return place as ScanPlace;
}
