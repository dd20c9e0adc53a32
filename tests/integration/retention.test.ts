import { newRepo, newUser, type TestUser, until, withToken } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { refusal } from '@tests/support/refusal';
import {
  connectTo,
  fillRepo,
  insertFinding,
  insertScan,
  insertStages,
  pointToScans,
} from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let admin: TestUser;
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await worker?.stop();
});

/** For a busy machine. */
const PATIENT = { timeout: 240_000 };
const PATIENCE_MS = 60_000;
const fail = (code: number, message: string) => ({ success: false, code, message });
const setDays = (days: unknown, who = admin, method = 'PUT') =>
  who.ask(method, '/api/retention', { body: { days } });
const preview = (days: unknown, who = admin) => who.ask('GET', `/api/retention/preview?days=${days}`);
const RANGE = 'days must be a whole number from 1 to 3650';
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('the rule', PATIENT, () => {
  it('is for admins with a session only', async () => {
    const first = await admin.ask('GET', '/api/retention');
    expect(first.body).toEqual({ success: true, data: { days: null, updated_at: null } });
    expect((await preview(30)).data).toEqual({ repos: 0, scans: 0, findings: 0, events: 0 });
    const token = await withToken(server.url, admin, ['repos:read', 'repos:write', 'scans:write']);
    const calls = [
      ['GET', '/api/retention', {}],
      ['PUT', '/api/retention', { body: { days: 30 } }],
      ['PATCH', '/api/retention', { body: { days: 30 } }],
      ['GET', '/api/retention/preview?days=30', {}],
    ] as const;
    for (const [method, path, ask] of calls) {
      expect((await user.ask(method, path, ask)).body).toEqual(fail(403, 'Only an admin can do this'));
      const refused = await token.ask(method, path, ask);
      expect(refused.body).toEqual(fail(403, 'This needs a signed-in session, not an API token'));
    }
    const refused = await refusal(user.trpc.retention.set.mutate({ days: 1 }));
    expect(refused).toMatchObject({ httpStatus: 403, reason: 'admin_only' });
    expect((await admin.ask('GET', '/api/retention')).data.days).toBeNull();
  });

  it('is set, read and removed', async () => {
    for (const days of [3650, 1, null]) {
      const { status, data } = await setDays(days, admin, days === 1 ? 'PATCH' : 'PUT');
      expect([status, data.days]).toEqual([200, days]);
      expect((await admin.ask('GET', '/api/retention')).data).toEqual(data);
      expect(Date.now() - Date.parse(String(data.updated_at))).toBeLessThan(PATIENCE_MS);
    }
    expect((await admin.trpc.retention.set.mutate({ days: 3000 })).days).toBe(3000);
    expect((await admin.trpc.retention.get.query()).days).toBe(3000);
    expect((await setDays(null)).status).toBe(200);
  });

  it.each([0, 3651, 1.5, -1, 'thirty', '30', true, {}])('400: set to %j', async (days) => {
    expect((await setDays(days)).body).toEqual(fail(400, RANGE));
  });

  it('400: set to nothing', async () => {
    expect((await admin.ask('PATCH', '/api/retention', { body: {} })).body).toEqual(
      fail(400, 'days is required'),
    );
  });

  it.each(['0', '3651', '1.5', '-1', 'thirty'])('400: a preview of "%s"', async (days) => {
    expect((await preview(days)).body).toEqual(fail(400, RANGE));
  });

  it('400: a preview of nothing', async () => {
    for (const query of ['', '?days='])
      expect((await admin.ask('GET', `/api/retention/preview${query}`)).body).toEqual(
        fail(400, 'days is required'),
      );
  });
});

type Scan = { id: string; repoId: string };

async function scanOf(repoId: string, fields: Record<string, unknown> = {}): Promise<Scan> {
  const id = await insertScan(db, repoId, { created_at: daysAgo(100), ...fields });
  await insertStages(db, id);
  return { id, repoId };
}

/** A finding that last changed before the rule's 30 days, or at another time. */
async function finding(scan: Scan, status: string, events = 1, since = daysAgo(31)): Promise<string> {
  const id = await insertFinding(db, scan, { status, updated_at: since });
  await db.query(
    `INSERT INTO finding_events (id, finding_id, type, created_at)
     SELECT gen_random_uuid(), $1, 'created', now() FROM generate_series(1, $2::int)`,
    [id, events],
  );
  return id;
}

const repoOf = async (name: string) =>
  (await newRepo(user, { name, source_type: 'github', remote_url: null })).id;
const scansOf = async (repoId: string) =>
  (await db.query('SELECT id FROM scans WHERE repo_id = $1 ORDER BY id', [repoId])).rows.map(({ id }) => id);
const runs = async () =>
  (await db.query(`SELECT * FROM deletions WHERE kind = 'retention' ORDER BY requested_at`)).rows;

/** The rows of each repo after a rule of 30 days, and all rows before it. */
async function scene() {
  const kept: Record<string, Scan[]> = {};
  const plain = await repoOf('plain');
  const gone = [await scanOf(plain), await scanOf(plain, { status: 'failed' })];
  gone.push(await scanOf(plain, { status: 'cancelled' }));
  for (const scan of gone) await finding(scan, 'fixed', 2);
  const waits = ['open', 'confirmed', 'dismissed', 'false_positive'];
  kept[plain] = [];
  for (const _ of waits) kept[plain].push(await scanOf(plain));
  for (const [index, scan] of kept[plain].entries()) {
    await finding(scan, waits[index] ?? '');
    await finding(scan, 'fixed');
  }
  const lately = await scanOf(plain);
  await finding(lately, 'fixed', 1, daysAgo(29));
  kept[plain].push(lately, await scanOf(plain, { created_at: daysAgo(29) }), await scanOf(plain));
  for (const scan of kept[plain].slice(-3)) await finding(scan, 'fixed');

  const old = await repoOf('nothing but old ones');
  const [before, tips, completed, failed] = [
    await scanOf(old, { history_tips: ['a'] }),
    await scanOf(old, { history_tips: ['b'] }),
    await scanOf(old),
    await scanOf(old, { status: 'failed' }),
  ];
  gone.push(before);
  kept[old] = [tips, completed, failed];

  const busy = await repoOf('busy');
  gone.push(await scanOf(busy));
  kept[busy] = [await scanOf(busy, { status: 'static_analysis' }), await scanOf(busy)];
  // What no worker would have to do with: the one that runs.
  await db.query(
    `UPDATE scans SET worker_id = gen_random_uuid(), lease_until = now() + interval '1 hour' WHERE status = 'static_analysis'`,
  );

  const hidden = await repoOf('hidden');
  kept[hidden] = [await scanOf(hidden), await scanOf(hidden)];
  await db.query('UPDATE repos SET deleted_at = now() WHERE id = $1', [hidden]);
  await pointToScans(db);
  return { gone, kept };
}

describe('the worker', PATIENT, () => {
  it('applies it: what nothing refers to is deleted, as many rows as the preview said', async () => {
    const { gone, kept } = await scene();
    const { rows: before } = await db.query('SELECT count(*)::int AS count FROM findings');
    const said = (await preview(30)).data;
    expect(said).toEqual({ repos: 3, scans: gone.length, findings: 10, events: 13 });
    expect((await admin.trpc.retention.preview.query({ days: 30 })).scans).toBe(gone.length);
    expect((await preview(101)).data.scans).toBe(0);
    expect(await runs()).toEqual([]);

    expect((await setDays(30)).status).toBe(200);
    const [run] = await until(runs, ([first]) => first?.finished_at instanceof Date, PATIENCE_MS);
    for (const [repoId, scans] of Object.entries(kept)) {
      expect(await scansOf(repoId)).toEqual(scans.map(({ id }) => id).sort());
    }
    const { rows: left } = await db.query('SELECT id FROM scans WHERE id = ANY($1)', [
      gone.map(({ id }) => id),
    ]);
    expect(left).toEqual([]);
    const { rows: after } = await db.query('SELECT count(*)::int AS count FROM findings');
    expect(after[0].count).toBe(before[0].count - 10);

    const counts = { scans: said.scans, findings: said.findings };
    expect(run).toMatchObject({ counts, orphans: 0 });
    const receipt = (await admin.ask('GET', `/api/deletions/${run.id}`)).data;
    expect(receipt).toMatchObject({
      ...{ kind: 'retention', name: 'Scans older than 30 days', actor_id: null, actor_email: null },
      ...{ state: 'finished', orphans: 0, deleted: counts },
    });
    expect((await user.ask('GET', `/api/deletions/${run.id}`)).status).toBe(404);
    expect((await preview(30)).data).toEqual({ repos: 0, scans: 0, findings: 0, events: 0 });
  });

  it('applies it again after a day, and not before', async () => {
    const repo = await repoOf('the next day');
    const old = await scanOf(repo);
    await scanOf(repo);
    await pointToScans(db);
    const before = (await runs()).length;
    await worker.sweep();
    await worker.sweep();
    expect(await scansOf(repo)).toHaveLength(2);
    expect(await runs()).toHaveLength(before);
    await db.query(`UPDATE retention_rules SET applied_at = applied_at - interval '25 hours'`);
    const all = await until(runs, (list) => list.length > before && list.at(-1)?.finished_at, PATIENCE_MS);
    expect(all.at(-1)).toMatchObject({ counts: { scans: 1 } });
    expect(await scansOf(repo)).not.toContain(old.id);
  });

  it('ends its run when the rule is removed, and deletes nothing more', async () => {
    const repo = await repoOf('kept for ever');
    const large = await scanOf(repo);
    await fillRepo(db, repo, 1, 1);
    await worker.stop();
    await db.query(`INSERT INTO deletions (id, kind, name, requested_at, counts)
      VALUES (gen_random_uuid(), 'retention', 'begun', now(), '{"scans": 1}')`);
    expect((await setDays(null)).data.days).toBeNull();
    worker = await startWorkerHere(server);
    const last = async () => (await runs()).at(-1);
    expect(await until(last, (run) => run?.finished_at instanceof Date, PATIENCE_MS)).toMatchObject({
      ...{ name: 'begun', counts: { scans: 1 }, orphans: null },
    });
    await worker.sweep();
    expect(await scansOf(repo)).toContain(large.id);
    expect((await last())?.name).toBe('begun');
  });
});
