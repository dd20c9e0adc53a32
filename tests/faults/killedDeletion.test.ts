import { newRepo, newUser, until } from '@tests/support/api';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type RunningProcess, startProcess } from '@tests/support/process';
import { connectTo, countRows, deletionRecord, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
import { startServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext, Context, Db } from '@/domain/context';
import { purgeRepo } from '@/domain/deletions/lifecycle';
import { deleteRepo } from '@/domain/deletions/service';
import { newId } from '@/domain/ids';
import { sendStatement } from '@/domain/jobs/lifecycle';
import type { Repo } from '@/domain/repos/schema';
import { insertRepo } from '@/domain/repos/store';
import { openDb } from '@/server/db';

const SECRET = { HEIMDALL_SECRET_KEY: 'a secret key of more than 32 characters' };

const context = () => ({ db, now: new Date() }) as Context;

/** Runs a purge for so many batches, and is killed. */
async function purgeFor(repoId: string, batches: number): Promise<void> {
  let left = batches;
  const killed = async () => {
    if (left-- === 0) throw new Error('killed');
    return undefined;
  };
  await purgeRepo(context(), repoId, killed).catch(() => undefined);
}

/** The steps of deleting a large repo, in order. A process can be killed after each. */
const STEPS: readonly ((repoId: string) => Promise<unknown>)[] = [
  (id) => deleteRepo({ ...context(), actor } as ActorContext, { id }),
  ...[0, 1, 2, 3, 4, 5, 6].map((batches) => (id: string) => purgeFor(id, batches)),
];

const userId = newId();
const actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: newId() } });

let database: TestDatabase;
let db: Db;
let rows: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 2);
  rows = await connectTo(database.url);
  await db.user.create({ data: { id: userId, email: 'x@example.com', role: 'user', createdAt: new Date() } });
});
afterAll(async () => {
  await db?.$disconnect();
  await rows?.end();
  await database?.stop();
});

async function makeRepo(): Promise<string> {
  const now = new Date();
  const fields = {
    orgId: null,
    remoteUrl: null,
    defaultBranch: null,
    lastCommitSha: null,
    oauthConnectionId: null,
    deletedAt: null,
  };
  const repo: Repo = {
    ...fields,
    id: newId(),
    userId,
    name: 'x',
    sourceType: 'github',
    issueAutoCreateEnabled: false,
    issueAutoCreateMinSeverity: 'high',
    createdAt: now,
    updatedAt: now,
    remote: { state: 'none', message: null, checkedAt: null, nextTryAt: null },
    scanAllRefs: false,
    remoteArchived: false,
    remoteFormerUrl: null,
  };
  const link = { connectionId: undefined, origin: undefined, sshHost: undefined, needsConnection: false };
  await insertRepo(db, repo, link, (count) => sendStatement('repo.probe', count));
  await fillRepo(rows, repo.id, 2, 1_200);
  return repo.id;
}

const startWorker = (url: string): Promise<RunningProcess> =>
  startProcess('src/cli/worker.ts', [], { DATABASE_URL: url, ...SECRET });

describe('a process killed in the middle of a delete', () => {
  it('leaves, after any step, a repo marked as deleted that the worker purges and counts in full', async () => {
    const killedAfter: { index: number; repoId: string }[] = [];
    for (const index of STEPS.keys()) killedAfter.push({ index, repoId: await makeRepo() });
    for (const { index, repoId } of killedAfter) {
      for (const step of STEPS.slice(0, index + 1)) await step(repoId);
      expect(await db.repo.count({ where: { id: repoId, deletedAt: null } })).toBe(0);
    }
    const worker = await startWorker(database.url);
    for (const { index, repoId } of killedAfter) {
      await until(
        () => countRows(rows, repoId),
        (left) => JSON.stringify(left) === JSON.stringify(NOTHING_LEFT),
      );
      const record = await until(
        () => deletionRecord(rows, repoId),
        (found) => found?.finished_at !== null,
      );
      expect(record, `after step ${index}`).toMatchObject({ counts: { scans: 2, findings: 2_400 } });
    }
    await worker.stop();
  });

  it('ended before the repo was marked as deleted: it is whole', async () => {
    const repoId = await makeRepo();
    const worker = await startWorker(database.url);
    await worker.stop();
    expect(await countRows(rows, repoId)).toMatchObject({
      repos: 1,
      scans: 2,
      findings: 2_400,
      events: 4_800,
    });
  });

  it('by a real SIGKILL of the web process, at any moment, loses nothing that was answered', async () => {
    const server = await startServer({ env: SECRET });
    const user = await newUser(server.url);
    const client = await connectTo(server.database.url);
    const repos = await Promise.all(Array.from({ length: 6 }, () => newRepo(user)));
    for (const { id } of repos) await fillRepo(client, id, 1, 3000);
    const answers = repos.map(({ id }) =>
      user.ask('DELETE', `/api/repos/${id}`).then(
        ({ status }) => status,
        () => 'killed',
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 120));
    await server.web.kill();
    const statuses = await Promise.all(answers);
    const worker = await startWorker(server.database.url);
    for (const [index, { id }] of repos.entries()) {
      const marked = (await deletionRecord(client, id)) !== undefined;
      if (statuses[index] === 200) expect(marked).toBe(true);
      if (marked)
        await until(
          () => countRows(client, id),
          (left) => left.repos === 0,
        );
      else
        expect(await countRows(client, id)).toMatchObject({
          repos: 1,
          scans: 1,
          findings: 3000,
          events: 6000,
        });
    }
    await worker.stop();
    await client.end();
    await server.stop();
  });
});
