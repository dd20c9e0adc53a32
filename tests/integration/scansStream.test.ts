import { caller, newRepo, newUser, type TestUser, until, withToken } from '@tests/support/api';
import { type Listener, listenTo } from '@tests/support/events';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { requestScan } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Without a worker: the tests change the rows as a worker would. */
const server = sharedServer();
let db: pg.Client;
let user: TestUser;

const streamOf = (scanId: string, headers: Record<string, string> = {}) =>
  listenTo(`${server.url}/api/scans/${scanId}/progress/stream`, {
    cookie: `session=${user.token}`,
    ...headers,
  });

async function queuedScan() {
  const { id: repoId } = await newRepo(user);
  return { repoId, id: (await requestScan(user, repoId)).id };
}

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const setStatus = (id: string, status: string, more = '') =>
  db.query(`UPDATE scans SET status = $2 ${more} WHERE id = $1`, [id, status]);
const typesOf = ({ events }: Listener) => events.map(({ type }) => type);

describe('the stream of a scan', () => {
  it('sends the current state first, then each change, and ends with the scan', async () => {
    const { id, repoId } = await queuedScan();
    const stream = await streamOf(id);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const state = await stream.received('state');
    expect(state.data).toMatchObject({ scan: { id, repo_id: repoId, status: 'queued' } });
    expect((state.data.stages as { name: string }[]).map(({ name }) => name)).toEqual([
      'fetch',
      'tree',
      'history',
      'report',
    ]);

    await setStatus(id, 'ingesting');
    expect((await stream.received('status_change')).data).toMatchObject({
      scan: { id, status: 'ingesting' },
    });
    await db.query(
      `UPDATE scan_stages SET status = 'running', numbers = '{"bytesReceived": 7}' WHERE scan_id = $1 AND name = 'fetch'`,
      [id],
    );
    const { data } = await stream.received('stage_update');
    expect(data).toMatchObject({ stage: { name: 'fetch', status: 'running' } });
    expect(Object.values((data.stage as { numbers: object }).numbers)).toEqual([7]);

    const findingId = await insertFinding(db, { id, repoId });
    expect(await stream.received('finding_added')).toMatchObject({
      id: findingId,
      data: { finding: { id: findingId } },
    });
    await setStatus(id, 'completed', ', complete = true, finding_count = 1');
    await stream.ended();
    expect(stream.events.at(-1)).toMatchObject({
      type: 'scan_complete',
      data: { scan: { status: 'completed', complete: true, finding_count: 1 } },
    });
    expect(typesOf(stream).filter((type) => type === 'finding_added')).toHaveLength(1);
  });

  it('of a finished one sends its state and its end, and no findings', async () => {
    const { id: repoId } = await newRepo(user);
    const id = await insertScan(db, repoId, { status: 'cancelled' });
    await insertFinding(db, { id, repoId });
    const stream = await streamOf(id);
    await stream.ended();
    expect(typesOf(stream)).toEqual(['state', 'scan_complete']);
  });

  it('of one that fails ends with an error that says why', async () => {
    const { id } = await queuedScan();
    const stream = await streamOf(id);
    await stream.received('state');
    await setStatus(id, 'failed', `, error_message = 'The host is gone.'`);
    await stream.ended();
    expect(stream.events.at(-1)).toMatchObject({ type: 'error', data: { message: 'The host is gone.' } });
  });

  it('continues after a break with the events that its client has not received', async () => {
    const { id, repoId } = await queuedScan();
    const received = await insertFinding(db, { id, repoId });
    const missed = [await insertFinding(db, { id, repoId }), await insertFinding(db, { id, repoId })];
    const again = await streamOf(id, { 'last-event-id': received });
    await until(
      async () => again.events.length,
      (count) => count >= 3,
    );
    expect(again.events.map((event) => event.id)).toEqual([received, ...missed]);
    expect(typesOf(again)).toEqual(['state', 'finding_added', 'finding_added']);
    await setStatus(id, 'completed');
    await again.ended();
    const late = await streamOf(id, { 'last-event-id': missed[0] ?? '' });
    await late.ended();
    expect(typesOf(late)).toEqual(['state', 'finding_added', 'scan_complete']);
  });

  it('ignores an invalid Last-Event-ID, and does not repeat it', async () => {
    const { id, repoId } = await queuedScan();
    await insertFinding(db, { id, repoId });
    const stream = await streamOf(id, { 'last-event-id': 'mine' });
    await stream.received('finding_added');
    expect(stream.text()).not.toContain('mine');
    stream.leave();
  });

  it('ends when its repo is deleted', async () => {
    const { id, repoId } = await queuedScan();
    const stream = await streamOf(id);
    await stream.received('state');
    await user.ask('DELETE', `/api/repos/${repoId}`);
    await stream.ended();
    expect(stream.events.at(-1)).toMatchObject({
      type: 'error',
      data: { message: `Scan '${id}' not found` },
    });
  });
});

describe('a client without access', () => {
  it('is refused in the envelope, before any event', async () => {
    const { id } = await queuedScan();
    const path = `/api/scans/${id}/progress/stream`;
    const anonymous = await caller(server.url).ask('GET', path);
    expect([anonymous.status, anonymous.body.success]).toEqual([401, false]);
    const other = await (await newUser(server.url)).ask('GET', path);
    expect([other.status, other.body.message]).toEqual([403, 'You do not have access to this repository']);
    const missing = await user.ask('GET', '/api/scans/abc/progress/stream');
    expect([missing.status, missing.body.message]).toEqual([404, "Scan 'abc' not found"]);
    expect(missing.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const token = await withToken(server.url, user, ['scans:read']);
    const lacking = await token.ask('GET', path);
    expect([lacking.status, lacking.body.message]).toEqual([403, 'This token lacks the scope findings:read']);
  });
});
