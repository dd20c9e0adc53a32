import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { wrongCounts } from '@tests/support/findingCounts';
import { connectTo, emptyTables, insertClaimedScan, insertFinding, insertScan } from '@tests/support/rows';
import { findMany } from '@tests/support/scannedRepo';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, proveActor } from '@/domain/actor';
import type { ActorContext, Db } from '@/domain/context';
import type { Throttle } from '@/domain/deletions/rules';
import { settleFindings } from '@/domain/findings/lifecycle';
import { claimTriage, reopenEnded, runTriage } from '@/domain/triages/lifecycle';
import { getTriageJob, triage, undoTriage } from '@/domain/triages/service';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
let rows: pg.Client;
let repoId: string;
let actor: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 4);
  rows = await connectTo(database.url);
});
beforeEach(async () => {
  await emptyTables(rows);
  const userId = v7();
  repoId = v7();
  const email = `${userId}@example.com`;
  await db.user.create({ data: { id: userId, email, role: 'user', createdAt: new Date() } });
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
    [repoId, userId],
  );
  actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: v7() } });
});
afterAll(async () => {
  await rows?.end();
  await db?.$disconnect();
  await database?.stop();
});

const ctxAt = (now = new Date()) => ({ db, longDb: db, now, actor }) as ActorContext;
const count = async (status: string) =>
  (
    await rows.query('SELECT count(*)::int AS count FROM findings WHERE repo_id = $1 AND status = $2', [
      repoId,
      status,
    ])
  ).rows[0].count as number;

/** Fills the repo with open findings that are counted. Their ids are older than any triage. */
async function fill(findings: number): Promise<void> {
  await findMany(rows, { repoId, scanId: await insertScan(rows, repoId) }, findings);
}

describe('the end of a dismissal', () => {
  it('opens the finding once, with an event, whichever of several workers comes first', async () => {
    const scan = { id: await insertScan(rows, repoId), repoId };
    const end = new Date('2100-01-01T00:00:00Z');
    const dismissed = { status: 'dismissed', status_reason: 'later', status_until: end };
    const id = await insertFinding(rows, scan, dismissed);
    await insertFinding(rows, scan, { ...dismissed, status_until: new Date('2100-01-02T00:00:00Z') });
    await insertFinding(rows, scan, { status: 'dismissed', status_reason: 'for ever' });
    expect(await reopenEnded(ctxAt(new Date(end.getTime() - 1)))).toBe(0);
    const opened = await Promise.all([1, 2, 3].map(() => reopenEnded(ctxAt(end))));
    expect(opened.reduce((sum, one) => sum + one, 0)).toBe(1);
    const { rows: found } = await rows.query('SELECT * FROM findings WHERE id = $1', [id]);
    expect(found[0]).toMatchObject({ status: 'open', status_reason: null, status_until: null, version: 2 });
    const { rows: events } = await rows.query('SELECT * FROM finding_events WHERE finding_id = $1', [id]);
    expect(events).toMatchObject([
      { type: 'status_changed', old_value: 'dismissed', new_value: 'open', actor_id: null },
    ]);
    expect(await wrongCounts(rows, repoId)).toEqual([]);
  });

  it('opens more findings than one batch has', async () => {
    await fill(1_200);
    await rows.query(
      `UPDATE findings SET status = 'false_positive', status_until = '2100-01-01' WHERE repo_id = $1`,
      [repoId],
    );
    await rows.query(`UPDATE finding_counts SET status = 'false_positive' WHERE repo_id = $1`, [repoId]);
    expect(await reopenEnded(ctxAt(new Date('2100-01-02')))).toBe(1_200);
    expect(await count('open')).toBe(1_200);
    expect(await wrongCounts(rows, repoId)).toEqual([]);
  });
});

describe('a change of more findings than a request makes', () => {
  const LARGE = 10_500;
  const input = { filter: { severity: ['high' as const] }, status: 'dismissed' as const, reason: 'all' };
  const claimant = () => ({ workerId: v7(), slots: 1 });
  const onward = async () => undefined;
  /** Lets some batches pass, then ends the work as a kill does. */
  const killedAfter = (batches: number): Throttle => {
    let left = batches;
    return async () => {
      if (left-- === 0) throw new Error('killed');
      return undefined;
    };
  };
  const runNext = async (throttle: Throttle) => {
    const lease = await claimTriage(ctxAt(), claimant());
    if (!lease) throw new Error('nothing to claim');
    await runTriage(ctxAt(), lease, throttle);
  };

  it('is continued by another worker where one was killed, and changes each finding once', async () => {
    await fill(LARGE);
    const { jobId = '' } = await triage(ctxAt(), input);
    expect(await getTriageJob(ctxAt(), { id: jobId })).toMatchObject({
      state: 'queued',
      done: 0,
      result: null,
    });
    const lease = await claimTriage(ctxAt(), claimant());
    if (!lease) throw new Error('nothing to claim');
    await expect(runTriage(ctxAt(), lease, killedAfter(4))).rejects.toThrow('killed');
    expect(await getTriageJob(ctxAt(), { id: jobId })).toMatchObject({
      state: 'running',
      done: 4_000,
      total: LARGE,
    });
    expect(await count('dismissed')).toBe(4_000);
    await expect(undoTriage(ctxAt(), { undoToken: jobId })).rejects.toMatchObject({ code: 'in_flight' });
    expect(await claimTriage(ctxAt(), claimant())).toBeUndefined();
    await rows.query(`UPDATE triages SET lease_until = now() WHERE id = $1`, [jobId]);
    // A user has opened one that was changed already: it is not changed again.
    await rows.query(
      `UPDATE findings SET status = 'open', version = version + 1 WHERE id = (SELECT min(id::text)::uuid FROM findings WHERE repo_id = $1)`,
      [repoId],
    );
    const second = await claimTriage(ctxAt(), claimant());
    if (!second) throw new Error('nothing to claim');
    await runTriage(ctxAt(), second, async () => 700);
    const result = { updated: LARGE, skipped: 0, undoToken: jobId };
    const job = { id: jobId, name: 'findings.triage', state: 'completed', done: LARGE, total: LARGE, result };
    expect(await getTriageJob(ctxAt(), { id: jobId })).toEqual(job);
    expect([await count('dismissed'), await count('open')]).toEqual([LARGE - 1, 1]);
    // The worker that was killed has no effect any more.
    await runTriage(ctxAt(), lease, onward);
    expect(await getTriageJob(ctxAt(), { id: jobId })).toEqual(job);
    const { rows: events } = await rows.query(
      'SELECT count(*)::int AS count FROM finding_events WHERE triage_id = $1',
      [jobId],
    );
    expect(events).toEqual([{ count: LARGE }]);
  });

  it('is undone by the worker, by another one where that was killed', async () => {
    await fill(LARGE);
    const { jobId: undoToken = '' } = await triage(ctxAt(), input);
    await runNext(onward);
    await rows.query(
      `UPDATE findings SET version = version + 1 WHERE id = (SELECT min(id::text)::uuid FROM findings WHERE repo_id = $1)`,
      [repoId],
    );
    const { jobId = '', ...answer } = await undoTriage(ctxAt(), { undoToken });
    expect(answer).toEqual({});
    const about = { id: jobId, name: 'findings.undo', total: LARGE };
    expect(await getTriageJob(ctxAt(), { id: jobId })).toEqual({
      ...about,
      state: 'queued',
      done: 0,
      result: null,
    });
    await expect(undoTriage(ctxAt(), { undoToken })).rejects.toMatchObject({ code: 'undo_over' });
    await expect(runNext(killedAfter(3))).rejects.toThrow('killed');
    expect(await count('open')).toBe(2_999);
    await rows.query(`UPDATE triages SET lease_until = now() WHERE id = $1`, [jobId]);
    // Batches may have other sizes than so far.
    await runNext(async () => 1_700);
    const result = { restored: LARGE - 1, skipped: 1 };
    const job = { ...about, state: 'completed', done: LARGE, result };
    expect(await getTriageJob(ctxAt(), { id: jobId })).toEqual(job);
    expect([await count('dismissed'), await count('open')]).toEqual([1, LARGE - 1]);
    expect(await wrongCounts(rows, repoId)).toEqual([]);
    await expect(undoTriage(ctxAt(), { undoToken: jobId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for its user alone, and ends where the repo is deleted', async () => {
    await fill(LARGE);
    const { jobId = '' } = await triage(ctxAt(), input);
    const foreign = { ...ctxAt(), actor: proveActor({ ...actor, userId: v7() }) };
    await expect(getTriageJob(foreign, { id: jobId })).rejects.toMatchObject({ code: 'not_found' });
    const lease = await claimTriage(ctxAt(), claimant());
    if (!lease) throw new Error('nothing to claim');
    let batches = 2;
    await runTriage(ctxAt(), lease, async () => {
      if (batches-- === 0) await rows.query('UPDATE repos SET deleted_at = now() WHERE id = $1', [repoId]);
      return undefined;
    });
    expect(await getTriageJob(ctxAt(), { id: jobId })).toMatchObject({ state: 'completed', done: 2_000 });
  });
});

it('a scan that settles and users who change the same findings keep the counts exact', async () => {
  await fill(2_000);
  const scan = await insertClaimedScan(rows, repoId);
  const reach = { treeComplete: true, historyComplete: true, historyContinued: false };
  const [fixed, changed] = await Promise.all([
    settleFindings(ctxAt(), scan, {
      engines: [{ id: 'secrets', history: true, ruleIds: new Set(['key']), newerRuleSets: new Set() }],
      reach,
      ignoredAmong: async () => new Set(),
      removedBy: new Map(),
    }),
    triage(ctxAt(), { filter: { repoId: [repoId] }, status: 'confirmed' }),
  ]);
  expect(fixed).toBe(2_000);
  expect(changed.updated).toBeLessThanOrEqual(2_000);
  expect(await count('fixed')).toBe(2_000);
  expect(await wrongCounts(rows, repoId)).toEqual([]);
});
