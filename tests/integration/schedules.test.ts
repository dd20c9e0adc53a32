import { caller, newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { queueDueScans } from '@/domain/schedules/lifecycle';
import { openDb } from '@/server/db';

/** How often repos are scanned by themselves. Who may do what is in access.test.ts, the times in rules.test.ts. */
let server: KeptServer;
let db: pg.Client;
let workers: Db[];
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  workers = [openDb(server.database.url, 2), openDb(server.database.url, 2)];
  user = await newUser(server.url);
});
beforeEach(() => db.query('DELETE FROM repos'));
afterAll(async () => {
  await db?.end();
  for (const worker of workers ?? []) await worker.$disconnect();
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const pathOf = (repo: string) => `/api/repos/${repo}/schedule`;
const set = (repo: string, body: Record<string, unknown>) => user.ask('PUT', pathOf(repo), { body });
const sweep = (now = new Date(), worker = workers[0]) => queueDueScans({ db: worker, now } as Context);

async function scansOf(repo: string) {
  const { rows } = await db.query(
    'SELECT status, triggered_by, owner_id FROM scans WHERE repo_id = $1 ORDER BY id',
    [repo],
  );
  return rows;
}

const nextOf = async (repo: string) => String((await user.ask('GET', pathOf(repo))).data.next_at);
const makeDue = (repo: string, hours: number) =>
  db.query(`UPDATE schedules SET next_at = now() - make_interval(hours => $2) WHERE repo_id = $1`, [
    repo,
    hours,
  ]);
const QUEUED = { status: 'queued', triggered_by: null };

describe('PUT …/schedule', () => {
  it('sets the schedule, says when the next scan is due, and changes it', async () => {
    const { id } = await newRepo(user);
    const off = { kind: 'off', cron: null, time_zone: 'UTC', next_at: null };
    expect((await user.ask('GET', pathOf(id))).body).toEqual({ success: true, data: off });
    const daily = await set(id, { kind: 'daily' });
    expect(daily.status).toBe(200);
    expect(Object.keys(daily.data)).toEqual(['kind', 'cron', 'time_zone', 'next_at']);
    const hours = (Date.parse(String(daily.data.next_at)) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(0);
    expect(hours).toBeLessThanOrEqual(24);
    expect((await user.ask('GET', pathOf(id))).data).toEqual(daily.data);
    const cron = await set(id, { kind: 'cron', cron: ' 30 4 * * 1-5 ', time_zone: 'Asia/Kolkata' });
    expect(cron.data).toMatchObject({ kind: 'cron', cron: '30 4 * * 1-5', time_zone: 'Asia/Kolkata' });
    expect(cron.data.next_at).toMatch(/T23:00:00.000Z$/);
    expect((await set(id, { kind: 'weekly', cron: 'ignored' })).data).toMatchObject({ cron: null });
    expect((await set(id, { kind: 'off' })).data).toEqual(off);
    expect((await set(id, { kind: 'off' })).data).toEqual(off);
    expect((await db.query('SELECT FROM schedules')).rowCount).toBe(0);
  });

  it.each([
    [{}, 'kind is required'],
    [{ kind: 'hourly' }, 'kind must be one of off, daily, weekly, cron'],
    [{ kind: 'cron' }, 'cron is required when kind is cron'],
    [{ kind: 'cron', cron: 7 }, 'cron must be a string'],
    [{ kind: 'cron', cron: 'x'.repeat(101) }, 'cron must be 1 to 100 characters'],
    [
      { kind: 'cron', cron: '0 4 * *' },
      'cron must have five fields: minute, hour, day of the month, month and day of the week',
    ],
    [{ kind: 'cron', cron: '0 25 * * *' }, 'cron must be a valid cron expression, such as 30 4 * * 1-5'],
    [{ kind: 'cron', cron: '0 0 31 2 *' }, 'cron must name a date that exists'],
    [{ kind: 'cron', cron: '*/5 * * * *' }, 'cron must start scans at least 15 minutes apart'],
    [
      { kind: 'daily', time_zone: 'Nowhere/City' },
      'time_zone must be a name of the IANA database, such as Europe/Berlin or UTC',
    ],
    [
      { kind: 'off', time_zone: '+02:00' },
      'time_zone must be a name of the IANA database, such as Europe/Berlin or UTC',
    ],
  ])('%j: 400', async (body, message) => {
    const { id } = await newRepo(user);
    expect((await set(id, body)).body).toEqual(fail(400, message));
    expect((await user.ask('GET', pathOf(id))).data.kind).toBe('off');
  });

  it('answers anonymous callers with 401 and for unknown repos with 404', async () => {
    const { id } = await newRepo(user);
    const anonymous = await caller(server.url).ask('PUT', pathOf(id), { body: {} });
    expect(anonymous.body).toEqual(fail(401, 'Authentication required'));
    expect((await set('abc', { kind: 'daily' })).body).toEqual(fail(404, "Repo 'abc' not found"));
  });

  it('is the same over tRPC, whose list of repos has the next scan', async () => {
    const { id } = await newRepo(user);
    const made = await user.trpc.schedule.set.mutate({ id, kind: 'weekly' });
    expect(await user.trpc.schedule.get.query({ id })).toEqual(made);
    const other = await newRepo(user);
    const overviews = await user.trpc.scan.overviews.query({ repoIds: [id, other.id] });
    const next = new Map(overviews.map(({ repoId, nextScanAt }) => [repoId, nextScanAt]));
    expect(next).toEqual(
      new Map([
        [id, made.nextAt],
        [other.id, null],
      ]),
    );
    const bad = user.trpc.schedule.set.mutate({ id, kind: 'cron', cron: '* * * * *' });
    expect(await refusal(bad)).toMatchObject({ httpStatus: 400, field: 'cron' });
  });
});

describe('a due scan', () => {
  it('is queued once, however often it was due, and its schedule moves on', async () => {
    const { id } = await newRepo(user);
    await set(id, { kind: 'cron', cron: '0 * * * *' });
    await makeDue(id, 50);
    await sweep();
    expect(await scansOf(id)).toEqual([{ ...QUEUED, owner_id: user.id }]);
    const next = Date.parse(await nextOf(id));
    expect(next).toBeGreaterThan(Date.now());
    expect(next).toBeLessThanOrEqual(Date.now() + 3_600_000);
    await sweep();
    expect(await scansOf(id)).toHaveLength(1);
    // An hour later the first one is still queued, which is enough.
    await sweep(new Date(next));
    expect(await scansOf(id)).toHaveLength(1);
    expect(Date.parse(await nextOf(id))).toBeGreaterThan(next);
    await db.query(`UPDATE scans SET status = 'completed', completed_at = now()`);
    await sweep(new Date(next + 3_600_000));
    expect(await scansOf(id)).toMatchObject([{ status: 'completed' }, QUEUED]);
  });

  it('is queued once by two workers', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) {
      const { id } = await newRepo(user);
      await set(id, { kind: 'daily' });
      await makeDue(id, 1);
      ids.push(id);
    }
    await Promise.all([sweep(new Date(), workers[0]), sweep(new Date(), workers[1])]);
    for (const id of ids) expect(await scansOf(id), id).toHaveLength(1);
    const { rows } = await db.query('SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = $1', [
      'repo.scan',
    ]);
    expect(rows[0].jobs).toBeGreaterThanOrEqual(10);
  });

  it('is none of a repo that is deleted, without a remote, off, or not due', async () => {
    const [deleted, bare, off, later] = [
      await newRepo(user),
      await newRepo(user, { source_type: 'github', remote_url: undefined }),
      await newRepo(user),
      await newRepo(user),
    ];
    for (const { id } of [deleted, bare, off, later]) await set(id, { kind: 'daily' });
    for (const { id } of [deleted, bare, off]) await makeDue(id, 1);
    await set(off.id, { kind: 'off' });
    await db.query('UPDATE repos SET deleted_at = now() WHERE id = $1', [deleted.id]);
    const before = await nextOf(later.id);
    await sweep();
    for (const { id } of [deleted, bare, off, later]) expect(await scansOf(id)).toEqual([]);
    expect(await nextOf(later.id)).toBe(before);
    expect(Date.parse(await nextOf(bare.id))).toBeGreaterThan(Date.now());
  });

  it('goes with its repo', async () => {
    const { id } = await newRepo(user);
    await set(id, { kind: 'daily' });
    expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    expect((await db.query('SELECT FROM schedules')).rowCount).toBe(0);
  });
});

it('a running worker queues what is due', async () => {
  const { id } = await newRepo(user);
  await set(id, { kind: 'daily' });
  await makeDue(id, 1);
  const worker = await server.startPart('worker');
  await until(
    () => scansOf(id),
    (scans) => scans.length === 1,
    60_000,
  );
  await worker.stop();
});
