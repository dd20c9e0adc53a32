import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo, fillRepo } from '@tests/support/rows';
import { startWorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';

/** Without a worker until the test starts one, so that the purge of a large repo does not begin. */
let server: KeptServer;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const receiptOf = async (id: string) => (await user.ask('GET', `/api/deletions/${id}`)).data;
const idsOf = async (query: string) =>
  ((await user.ask('GET', `/api/deletions?limit=100${query}`)).data.items as { id: string }[]).map(
    ({ id }) => id,
  );
const findingsIn = (deleted: unknown) => (deleted as { findings?: number }).findings ?? 0;

/** Slows every batch of findings, so that a purge of thousands is still running when a test checks it. */
async function slowDown(): Promise<() => Promise<unknown>> {
  await db.query(`
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
    CREATE TRIGGER dawdle AFTER DELETE ON findings FOR EACH STATEMENT EXECUTE FUNCTION dawdle()`);
  return () => db.query('DROP FUNCTION IF EXISTS dawdle CASCADE');
}

it('a purge is reported while it runs, and by its receipt afterwards, however often its worker dies', async () => {
  const { id } = await newRepo(user, { name: 'large', source_type: 'github', remote_url: null });
  await fillRepo(db, id, 2, 3_000);
  const suppression = { path: 'docs/', reason: 'examples' };
  await user.trpc.suppression.create.mutate({ repoId: id, ...suppression });
  expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);

  const begun = await receiptOf(id);
  expect(begun).toMatchObject({
    ...{ id, kind: 'repo', name: 'large', actor_id: user.id, actor_email: user.email, state: 'purging' },
    ...{ finished_at: null, duration_ms: null, findings_total: null, orphans: null },
  });
  // A large one is left to the worker.
  expect(begun.deleted).toEqual({});
  expect(await idsOf('&state=purging')).toContain(id);
  expect(await idsOf('&state=finished')).not.toContain(id);

  const letGo = await slowDown();
  onTestFinished(async () => void (await letGo()));
  const first = await server.startPart('worker');
  onTestFinished(() => first.stop());
  await until(
    () => receiptOf(id),
    ({ deleted }) => findingsIn(deleted) > 0,
    60_000,
  );
  await first.kill();
  const midway = await receiptOf(id);
  expect(midway).toMatchObject({ state: 'purging', findings_total: 6_000, finished_at: null });
  expect(findingsIn(midway.deleted)).toBeLessThan(6_000);
  await letGo();

  const second = await startWorkerHere(server);
  const receipt = await until(
    () => receiptOf(id),
    ({ state }) => state === 'finished',
    90_000,
  );
  await second.stop();
  expect(receipt).toMatchObject({ orphans: 0, findings_total: 6_000 });
  expect(receipt.deleted).toEqual({ scans: 2, findings: 6_000, suppressions: 1 });
  const times = [receipt.requested_at, receipt.finished_at].map((time) => Date.parse(String(time)));
  expect(receipt.duration_ms).toBe((times[1] ?? 0) - (times[0] ?? 0));
  expect(await idsOf('&state=finished')).toContain(id);
  expect(await idsOf('&state=purging')).not.toContain(id);
  const list = await user.trpc.deletion.list.query({ state: 'finished', limit: 100 });
  expect(list.items.find((it) => it.id === id)).toEqual(await user.trpc.deletion.byId.query({ id }));
}, 240_000);
