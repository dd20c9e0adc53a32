import { newUser, type TestUser, until } from '@tests/support/api';
import { startDatabaseProxy } from '@tests/support/databaseProxy';
import { startProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { findMany, scannedRepo } from '@tests/support/scannedRepo';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext } from '@/domain/context';
import { readAllFindings } from '@/domain/findings/service';
import { openDb } from '@/server/db';

/** Exports that end before their last finding: none may look whole. */
const server = sharedServer();
let db: pg.Client;

beforeAll(async () => {
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
});

/** A repo whose export is far larger than what the network holds. */
async function largeRepo(user: TestUser) {
  const repo = await scannedRepo(db, user, 'large');
  await findMany(db, repo, 4_000);
  // Descriptions are in all formats, and snippets not in CSV.
  await db.query(`UPDATE findings SET description = repeat('x', 10000) WHERE repo_id = $1`, [repo.repoId]);
  return repo;
}

/** An export of which the first part has come. */
async function begun(url: string, user: TestUser, path: string) {
  const response = await fetch(url + path, { headers: { cookie: `session=${user.token}` } });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  return reader;
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

it.each(['csv', 'json', 'sarif', 'html'])('in %s breaks when the repository is deleted', async (format) => {
  const user = await newUser(server.url);
  const { repoId } = await largeRepo(user);
  const reader = await begun(server.url, user, `/api/repos/${repoId}/findings/export?format=${format}`);
  expect((await user.ask('DELETE', `/api/repos/${repoId}`)).status).toBe(200);
  await expect(readOn(reader)).rejects.toThrow('terminated');
});

it('has no part that was read while the repository was deleted', async () => {
  const user = await newUser(server.url);
  const repo = await scannedRepo(db, user, 'small');
  await repo.find({});
  const prisma = openDb(server.database.url, 1);
  // After the part was listed, and before its findings are read.
  const findMany = async ({ args, query }: { args: object; query: (args: object) => Promise<object[]> }) => {
    expect((await user.ask('DELETE', `/api/repos/${repo.repoId}`)).status).toBe(200);
    return query(args);
  };
  const credential = { kind: 'session', sessionId: v7() } as const;
  const ctx = {
    db: prisma.$extends({ query: { finding: { findMany } } }),
    now: new Date(),
    actor: proveActor({ userId: user.id, role: 'user', credential }),
  };
  await expect(
    readAllFindings(ctx as unknown as ActorContext, { repoId: [repo.repoId] }).next(),
  ).rejects.toMatchObject({
    code: 'not_found',
  });
  await prisma.$disconnect();
});

it('breaks when the session ends', async () => {
  const user = await newUser(server.url);
  await largeRepo(user);
  const reader = await begun(server.url, user, '/api/findings/export?format=json');
  await user.ask('POST', '/api/auth/logout');
  // The session is verified once a second.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await expect(readOn(reader)).rejects.toThrow('terminated');
});

it('asks the database for nothing more when the client has gone', async () => {
  const { databaseUrl, settings } = inject('sharedServer');
  const proxy = await startDatabaseProxy(databaseUrl);
  const web = await startProcess('src/cli/web.ts', [], { ...settings, DATABASE_URL: proxy.url });
  try {
    const user = await newUser(web.url);
    await largeRepo(user);
    const reader = await begun(web.url, user, '/api/findings/export?format=json');
    const first = proxy.answers();
    // While it waits for its reader, it verifies the session.
    await until(
      async () => proxy.answers(),
      (answers) => answers > first + 1,
    );
    await reader.cancel();
    let last = -1;
    const isQuiet = (answers: number) => {
      const before = last;
      last = answers;
      return answers === before;
    };
    await until(async () => proxy.answers(), isQuiet, 20_000, 3_000);
  } finally {
    await web.stop();
    await proxy.stop();
  }
});
