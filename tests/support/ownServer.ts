import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { newUser, type TestUser } from './api';
import { connectTo } from './rows';
import { startServer, type TestServer } from './server';

/** A server whose processes its test file may kill, with its database and a user. */
export type OwnServer = { server: TestServer; db: pg.Client; user: TestUser };

/**
 * For test files that kill a worker, or need one of their own. All of it is there once tests run.
 * @param env called once what was set up before is there
 */
export function ownServer(env: () => Record<string, string> = () => ({})): OwnServer {
  const own: Partial<OwnServer> = {};
  beforeAll(async () => {
    const server = await startServer({ withWorker: true, env: env() });
    own.server = server;
    own.db = await connectTo(server.database.url);
    own.user = await newUser(server.url);
  });
  afterAll(async () => {
    await own.db?.end();
    await own.server?.stop();
  });
  return own as OwnServer;
}
