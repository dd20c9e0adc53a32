import { type Caller, caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { wrongCounts } from '@tests/support/findingCounts';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let other: TestUser;
let repoId: string;
let scan: { id: string; repoId: string };

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  other = await newUser(server.url);
});
beforeEach(async () => {
  repoId = (await newRepo(user)).id;
  scan = { id: await insertScan(db, repoId), repoId };
});
afterAll(async () => {
  await db?.end();
});

const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const fail = (code: number, message: string) => ({ success: false, code, message });
const NO_ACCESS = fail(403, 'You do not have access to this repository');
const CHANGED = fail(409, 'This finding was changed meanwhile');

const add = (fields: Record<string, unknown> = {}) => insertFinding(db, scan, fields);
const rowOf = async (id: string) => (await db.query('SELECT * FROM findings WHERE id = $1', [id])).rows[0];
const patch = (id: string, what: string, body: Record<string, unknown>, who: Caller = user) =>
  who.ask('PATCH', `/api/findings/${id}/${what}`, { body });
const setStatus = (id: string, body: Record<string, unknown>, who: Caller = user) =>
  patch(id, 'status', body, who);
const eventsOf = async (id: string) => {
  const { data } = await user.ask('GET', `/api/findings/${id}/events?limit=100`);
  return data.items as Record<string, unknown>[];
};
const triage = (body: Record<string, unknown>, who: Caller = user) =>
  who.ask('POST', '/api/findings/triage', { body });
const undo = (token: unknown, who: Caller = user) =>
  who.ask('POST', '/api/findings/triage/undo', { body: { undo_token: token } });
const statuses = async (ids: string[]) => {
  const { rows } = await db.query('SELECT id, status FROM findings WHERE id = ANY($1)', [ids]);
  return ids.map((id) => rows.find((row) => row.id === id)?.status);
};

describe('PATCH /api/findings/{id}/status', () => {
  it('answers both statuses, counts the change, and records it with its actor', async () => {
    const id = await add();
    const body = {
      status: 'dismissed',
      reason: 'used in tests',
      comment: 'See\nthe wiki',
      until: '2100-01-01',
    };
    const answer = await setStatus(id, body);
    expect([answer.status, answer.body]).toEqual([
      200,
      { success: true, data: { id, old_status: 'open', status: 'dismissed' } },
    ]);
    expect(await rowOf(id)).toMatchObject({
      ...{ status: 'dismissed', status_reason: 'used in tests', version: 2, suppressed_by: null },
      status_until: new Date('2100-01-01T00:00:00Z'),
    });
    const [event, ...none] = await eventsOf(id);
    expect(none).toEqual([]);
    expect(Object.entries(event ?? {})).toEqual([
      ['id', expect.any(String)],
      ['type', 'status_changed'],
      ['actor_id', user.id],
      ['old_value', 'open'],
      ['new_value', 'dismissed'],
      ['comment', 'See\nthe wiki'],
      ['created_at', expect.stringMatching(/^\d{4}-.*Z$/)],
    ]);
    expect(await wrongCounts(db, repoId)).toEqual([]);
  });

  it('the present one again: 200, no event, and the new reason and end are kept', async () => {
    const id = await add();
    await setStatus(id, { status: 'dismissed', reason: 'one', until: '2100-01-01' });
    const again = await setStatus(id, { status: 'dismissed', reason: 'two' });
    expect(again.data).toEqual({ id, old_status: 'dismissed', status: 'dismissed' });
    expect(await rowOf(id)).toMatchObject({ status_reason: 'two', status_until: null, version: 3 });
    // An event without a comment keeps the reason of its time.
    expect(await eventsOf(id)).toMatchObject([{ comment: 'one' }]);
  });

  it('makes a dismissal by a comment the decision of the user', async () => {
    const id = await add({ status: 'dismissed', suppressed_by: 'comment' });
    expect((await setStatus(id, { status: 'dismissed', reason: 'mine' })).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ suppressed_by: null, status_reason: 'mine' });
  });

  it('of a fixed one can only be open, which forgets reason and end', async () => {
    const id = await add({ status: 'fixed', fixed_at: new Date(), status_reason: 'old' });
    for (const status of ['confirmed', 'dismissed', 'false_positive']) {
      expect((await setStatus(id, { status, reason: 'x' })).body).toEqual(
        fail(400, `Unsupported finding status: ${status}`),
      );
    }
    expect((await setStatus(id, { status: 'open' })).data).toEqual({
      id,
      old_status: 'fixed',
      status: 'open',
    });
    expect(await rowOf(id)).toMatchObject({ status_reason: null, status_until: null, fixed_at: null });
    expect(await wrongCounts(db, repoId)).toEqual([]);
  });

  it.each([
    [{ status: 'fixed' }, 'Unsupported finding status: fixed'],
    [{ status: 'done' }, 'Unsupported finding status: done'],
    [{ status: 1 }, 'Unsupported finding status: 1'],
    [{}, 'status is required'],
    [{ status: 'dismissed' }, 'reason is required for dismissed and false_positive'],
    [{ status: 'false_positive', reason: '' }, 'reason must be 1 to 200 characters'],
    [{ status: 'false_positive', reason: 'x'.repeat(201) }, 'reason must be 1 to 200 characters'],
    [{ status: 'open', until: '2100-01-01' }, 'until is for dismissed and false_positive only'],
    [{ status: 'dismissed', reason: 'x', until: '2020-01-01' }, 'until must be in the future'],
    [{ status: 'open', comment: 'a\u0000b' }, 'comment must not contain control characters'],
    [{ status: 'open', version: 0 }, 'version must be a whole number from 1 to 2147483647'],
  ])('%j: 400', async (body, message) => {
    expect((await setStatus(await add(), body)).body).toEqual(fail(400, message));
  });

  it('with a version that is not the present one: 409; of two users at once, one is refused', async () => {
    const id = await add();
    expect((await setStatus(id, { status: 'confirmed', version: 2 })).body).toEqual(CHANGED);
    const answers = await Promise.all(
      ['confirmed', 'false_positive'].map((status) =>
        setStatus(id, { status, reason: 'at once', version: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rowOf(id)).toMatchObject({ version: 2 });
    expect(await eventsOf(id)).toHaveLength(1);
  });
});

it('the severity of a finding is set, with an event, and scans keep it', async () => {
  const id = await add();
  const { data } = await patch(id, 'severity', { severity: 'low' });
  expect(data).toEqual({
    ...{ finding_id: id, old_severity: 'high', new_severity: 'low' },
    event: (await eventsOf(id))[0],
  });
  expect(data.event).toMatchObject({ type: 'severity_changed', old_value: 'high', new_value: 'low' });
  expect(await rowOf(id)).toMatchObject({ severity: 'low', severity_is_set: true, version: 2 });
  expect(await wrongCounts(db, repoId)).toEqual([]);
  expect((await patch(id, 'severity', { severity: 'none' })).body).toEqual(
    fail(400, 'severity must be one of critical, high, medium, low'),
  );
  expect((await patch(id, 'severity', { severity: 'high', version: 1 })).body).toEqual(CHANGED);
});

it('a finding is assigned to a user who may see it, and to nobody', async () => {
  const id = await add();
  const assigned = await patch(id, 'assignee', { assignee_id: user.id });
  expect(assigned.data).toMatchObject({ id, assignee_id: user.id, version: 2 });
  expect((await patch(id, 'assignee', { assignee_id: user.id })).data).toMatchObject({ version: 2 });
  expect((await patch(id, 'assignee', { assignee_id: null })).data).toMatchObject({ assignee_id: null });
  expect((await eventsOf(id)).map(({ type, old_value, new_value }) => [type, old_value, new_value])).toEqual([
    ['assignee_changed', user.id, null],
    ['assignee_changed', null, user.id],
  ]);
  for (const assignee_id of [other.id, UNKNOWN]) {
    expect((await patch(id, 'assignee', { assignee_id })).body).toEqual(
      fail(400, 'assignee_id must be the id of a user who may see this repository'),
    );
  }
  expect((await patch(id, 'assignee', {})).body).toEqual(fail(400, 'assignee_id is required'));
});

it('a comment is an event, and the events are listed by pages, newest first', async () => {
  const id = await add();
  const ask = (comment: unknown) => user.ask('POST', `/api/findings/${id}/comment`, { body: { comment } });
  const first = await ask('Who knows\nthis key?');
  expect(first.status).toBe(201);
  expect(first.data).toMatchObject({ type: 'commented', actor_id: user.id, comment: 'Who knows\nthis key?' });
  const second = await ask('I do');
  const list = `/api/findings/${id}/events?limit=1`;
  const newest = (await user.ask('GET', list)).data;
  expect(newest).toEqual({ items: [second.data], next_cursor: expect.any(String) });
  expect((await user.ask('GET', `${list}&cursor=${newest.next_cursor}`)).data).toEqual({
    ...{ items: [first.data], next_cursor: null },
  });
  expect((await ask(' ')).body).toEqual(fail(400, 'comment must be 1 to 10000 characters'));
  expect((await rowOf(id)).version).toBe(1);
});

describe('POST /api/findings/triage', () => {
  it('changes the listed findings, skips those that stay as they are, and is undone', async () => {
    const ids = [
      await add(),
      await add({ status: 'confirmed', severity: 'low' }),
      await add({ status: 'fixed', fixed_at: new Date() }),
      await add({ status: 'false_positive', status_reason: 'kept' }),
    ];
    const decision = { status: 'false_positive', reason: 'made up', comment: 'all of them' };
    const { status, data } = await triage({ ids: [...ids, ...ids], ...decision });
    expect([status, data]).toEqual([200, { updated: 2, skipped: 2, undo_token: expect.any(String) }]);
    expect(await statuses(ids)).toEqual(['false_positive', 'false_positive', 'fixed', 'false_positive']);
    expect((await rowOf(ids[3] ?? '')).status_reason).toBe('kept');
    expect(await eventsOf(ids[0] ?? '')).toMatchObject([
      { actor_id: user.id, old_value: 'open', new_value: 'false_positive', comment: 'all of them' },
    ]);
    expect(await wrongCounts(db, repoId)).toEqual([]);

    expect((await undo(data.undo_token)).data).toEqual({ restored: 2, skipped: 0 });
    expect(await statuses(ids)).toEqual(['open', 'confirmed', 'fixed', 'false_positive']);
    expect(await eventsOf(ids[0] ?? '')).toMatchObject([{ new_value: 'open', comment: 'Undone' }, {}]);
    expect(await wrongCounts(db, repoId)).toEqual([]);
    expect((await undo(data.undo_token)).body).toEqual(fail(409, 'This change can no longer be undone'));
  });

  it('an undo restores reason and end, skips what was changed since, and is for its user alone', async () => {
    const [kept = '', changed = ''] = [await add(), await add()];
    await setStatus(kept, { status: 'dismissed', reason: 'before', until: '2100-01-01' });
    const { data } = await triage({ ids: [kept, changed], status: 'confirmed' });
    await setStatus(changed, { status: 'open' });
    expect((await undo(data.undo_token, other)).body).toMatchObject({ code: 404 });
    expect((await undo('abc')).body).toEqual(fail(404, "Triage 'abc' not found"));
    expect((await undo(data.undo_token)).data).toEqual({ restored: 1, skipped: 1 });
    expect(await rowOf(kept)).toMatchObject({
      ...{ status: 'dismissed', status_reason: 'before', status_until: new Date('2100-01-01T00:00:00Z') },
    });
    expect(await statuses([changed])).toEqual(['open']);
  });

  it('is undone within ten minutes only', async () => {
    const { data } = await triage({ ids: [await add()], status: 'confirmed' });
    await db.query(`UPDATE triages SET finished_at = now() - interval '11 minutes' WHERE id = $1`, [
      data.undo_token,
    ]);
    expect((await undo(data.undo_token)).body).toEqual(fail(409, 'This change can no longer be undone'));
  });

  it('changes all that a filter matches in the repos of the user, and nothing else', async () => {
    const mine = [await add({ rule_id: 'x' }), await add({ rule_id: 'x', severity: 'low' })];
    const left = [await add({ rule_id: 'y' }), await add({ rule_id: 'x', status: 'confirmed' })];
    const theirs = (await newRepo(other)).id;
    const foreign = await insertFinding(
      db,
      { id: await insertScan(db, theirs), repoId: theirs },
      { rule_id: 'x' },
    );
    const filter = { rule_id: 'x', status: ['open'], repo_id: [repoId, theirs] };
    const { data } = await triage({ filter, status: 'dismissed', reason: 'all' });
    expect(data).toMatchObject({ updated: 2, skipped: 0 });
    expect(await statuses([...mine, ...left, foreign])).toEqual([
      ...['dismissed', 'dismissed', 'open', 'confirmed', 'open'],
    ]);
    expect(await wrongCounts(db, repoId)).toEqual([]);
    expect((await undo(data.undo_token)).data).toEqual({ restored: 2, skipped: 0 });
    expect(await statuses(mine)).toEqual(['open', 'open']);
    expect((await triage({ filter: { rule_id: 'none' }, status: 'open' })).data).toMatchObject({
      updated: 0,
      skipped: 0,
    });
  });

  it('a listed finding that the user may not change changes none', async () => {
    const mine = await add();
    const repo = (await newRepo(other)).id;
    const foreign = await insertFinding(db, { id: await insertScan(db, repo), repoId: repo });
    expect((await triage({ ids: [mine, foreign], status: 'confirmed' })).body).toEqual(NO_ACCESS);
    for (const id of [UNKNOWN, 'abc']) {
      expect((await triage({ ids: [mine, id], status: 'confirmed' })).body).toEqual(
        fail(404, `Finding '${id}' not found`),
      );
    }
    expect(await statuses([mine, foreign])).toEqual(['open', 'open']);
  });

  it.each([
    [{}, 'Either ids or filter is required'],
    [{ ids: [UNKNOWN], filter: {} }, 'Either ids or filter is required'],
    [{ ids: [] }, 'ids must be a list of 1 to 1000 ids'],
    [{ ids: Array(1001).fill(UNKNOWN) }, 'ids must be a list of 1 to 1000 ids'],
    [{ filter: { severty: 'low' } }, 'filter has no field severty'],
    [{ filter: { Severity: 'low' } }, 'filter has no field Severity'],
    [{ filter: { severity: 'lowest' } }, 'severity must be one of critical, high, medium, low'],
    [{ filter: [] }, 'filter must be an object'],
  ])('%j: 400', async (body, message) => {
    expect((await triage({ status: 'open', ...body })).body).toEqual(fail(400, message));
  });

  it('two of the same findings at once record each change once', async () => {
    const ids: string[] = [];
    while (ids.length < 20) ids.push(await add());
    const answers = await Promise.all([
      triage({ ids, status: 'confirmed' }),
      triage({ ids: [...ids].reverse(), status: 'confirmed' }),
    ]);
    expect(answers.map(({ data }) => data.updated).sort((a, b) => Number(a) - Number(b))).toEqual([0, 20]);
    expect(await wrongCounts(db, repoId)).toEqual([]);
  });
});

it("only who may change a repo's findings does, with a token that has the scope", async () => {
  const id = await add();
  const calls = [
    ['PATCH', `/api/findings/${id}/status`, { status: 'confirmed' }],
    ['PATCH', `/api/findings/${id}/severity`, { severity: 'low' }],
    ['PATCH', `/api/findings/${id}/assignee`, { assignee_id: null }],
    ['POST', `/api/findings/${id}/comment`, { comment: 'hello' }],
    ['POST', '/api/findings/triage', { ids: [id], status: 'confirmed' }],
  ] as const;
  const reader = await withToken(server.url, user, ['findings:read']);
  const writer = await withToken(server.url, user, ['findings:write']);
  for (const [method, path, body] of calls) {
    expect((await caller(server.url).ask(method, path, { body })).status).toBe(401);
    expect((await other.ask(method, path, { body })).body).toEqual(NO_ACCESS);
    expect((await reader.ask(method, path, { body })).body).toEqual(
      fail(403, 'This token lacks the scope findings:write'),
    );
    expect((await writer.ask(method, path, { body })).status).toBeLessThan(300);
    const unknown = path.replace(id, UNKNOWN);
    const sent = 'ids' in body ? { ...body, ids: [UNKNOWN] } : body;
    expect((await user.ask(method, unknown, { body: sent })).body).toEqual(
      fail(404, `Finding '${UNKNOWN}' not found`),
    );
  }
  expect((await other.ask('GET', `/api/findings/${id}/events`)).body).toEqual(NO_ACCESS);
  expect((await writer.ask('GET', `/api/findings/${id}/events`)).status).toBe(403);
  expect((await reader.ask('GET', `/api/findings/${id}/events`)).status).toBe(200);
});

it('tRPC has the same calls', async () => {
  const id = await add();
  const { triage: api } = user.trpc;
  expect(await api.setStatus.mutate({ id, status: 'confirmed' })).toMatchObject({ oldStatus: 'open' });
  expect(await api.setSeverity.mutate({ id, severity: 'low' })).toMatchObject({ newSeverity: 'low' });
  expect(await api.assign.mutate({ id, assigneeId: user.id })).toMatchObject({ assigneeId: user.id });
  expect(await api.comment.mutate({ id, comment: 'a' })).toMatchObject({ type: 'commented' });
  const { undoToken = '' } = await api.many.mutate({ filter: { repoId: [repoId] }, status: 'open' });
  expect(await api.undo.mutate({ undoToken })).toEqual({ restored: 1, skipped: 0 });
  expect((await api.events.query({ id })).items).toHaveLength(6);
});

describe('what only the dashboard calls', () => {
  it('a decision on one finding as it was seen can be undone, and is refused after a change', async () => {
    const id = await add();
    const seen = { id, version: 1, status: 'dismissed', reason: 'Revoked' } as const;
    const { undoToken = '' } = await user.trpc.triage.one.mutate(seen);
    await expect(user.trpc.triage.one.mutate(seen)).rejects.toThrow('This finding was changed meanwhile');
    await user.trpc.triage.undo.mutate({ undoToken });
    expect(await statuses([id])).toEqual(['open']);
    await expect(other.trpc.triage.one.mutate({ ...seen, version: 3 })).rejects.toThrow(NO_ACCESS.message);
    expect(await wrongCounts(db, repoId)).toEqual([]);
  });

  it('a filter’s findings that others have decided since they were seen are skipped and named', async () => {
    const [mine, theirs, commented] = [await add(), await add(), await add()];
    await user.trpc.member.set.mutate({ id: repoId, userId: other.id, role: 'triager' });
    const [row] = (await user.trpc.finding.list.query({ repoId: [repoId] })).items;
    await user.trpc.triage.setStatus.mutate({ id: mine, status: 'confirmed' });
    await other.trpc.triage.setStatus.mutate({ id: theirs, status: 'confirmed' });
    await other.trpc.triage.comment.mutate({ id: commented, comment: 'Whose is it?' });
    const filter = { repoId: [repoId] };
    const decided = { status: 'dismissed', reason: 'Revoked', filter } as const;
    const done = await user.trpc.triage.many.mutate({ ...decided, seen: row?.seen });
    expect(done).toMatchObject({ updated: 2, skipped: 1, overtaken: { count: 1, first: [theirs] } });
    expect(await statuses([mine, theirs, commented])).toEqual(['dismissed', 'confirmed', 'dismissed']);
    const [again] = (await user.trpc.finding.list.query(filter)).items;
    const rest = await user.trpc.triage.many.mutate({ ...decided, seen: again?.seen });
    expect(rest).toMatchObject({ updated: 1 });
    expect(rest).not.toHaveProperty('overtaken');
    expect(await wrongCounts(db, repoId)).toEqual([]);
  });

  it('all that match are assigned where the assignee sees them, with an event for each change', async () => {
    const ids = [await add(), await add({ assignee_id: other.id })];
    const unseen = await newRepo(user);
    const there = { id: await insertScan(db, unseen.id), repoId: unseen.id };
    await insertFinding(db, there);
    await user.trpc.member.set.mutate({ id: repoId, userId: other.id, role: 'viewer' });
    const filter = { repoId: [repoId, unseen.id] };
    const assigned = await user.trpc.triage.assignMany.mutate({ assigneeId: other.id, filter });
    expect(assigned).toEqual({ updated: 1, skipped: 1 });
    expect(await Promise.all(ids.map(async (id) => (await rowOf(id)).assignee_id))).toEqual([
      other.id,
      other.id,
    ]);
    const [id = ''] = ids;
    expect(await rowOf(id)).toMatchObject({ version: 2 });
    expect(await eventsOf(id)).toMatchObject([
      { type: 'assignee_changed', actor_id: user.id, old_value: null, new_value: other.id },
    ]);
    const nobody = await other.trpc.triage.assignMany.mutate({ assigneeId: null, filter });
    expect(nobody).toEqual({ updated: 0, skipped: 0 });
    const cleared = await user.trpc.triage.assignMany.mutate({ assigneeId: null, filter });
    expect(cleared).toEqual({ updated: 2, skipped: 0 });
  });
});
