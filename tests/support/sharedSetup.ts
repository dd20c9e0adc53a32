import type { TestProject } from 'vitest/node';
import { newUser } from './api';
import { startServer } from './server';

/** Starts the server that files share, on its own database. Its first account is the admin. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ source: project.getProvidedContext() });
  const { id, email, token } = await newUser(server.url);
  project.provide('sharedServer', {
    url: server.url,
    databaseUrl: server.database.url,
    settings: server.settings,
    admin: { id, email, token },
  });
  return server.stop;
}
