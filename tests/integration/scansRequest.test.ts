import { randomUUID } from 'node:crypto';
import { caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { connectTo, countRows, insertScan } from '@tests/support/rows';
import { getScan, type RestScan } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Without a worker, so that what is queued stays queued. */
const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  other = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const FIELDS = [
  ...['id', 'repo_id', 'scan_type', 'status', 'complete', 'triggered_by', 'commit_sha', 'base_commit_sha'],
  ...['parent_scan_id', 'finding_count', 'critical_count', 'high_count', 'medium_count', 'low_count'],
  ...['started_at', 'completed_at', 'error_message', 'created_at', 'updated_at'],
];

const request = (repoId: string, headers: Record<string, string> = {}) =>
  user.ask('POST', `/api/repos/${repoId}/scan`, { headers });

it('an old scan keeps reasons for skipped files that no longer exist', async () => {
  const { id: repoId } = await newRepo(user);
  const skipped = [{ reason: 'of_old', files: 1, bytes: 1, cutsShort: false, examples: ['a'] }];
  const counts = { complete: true, filesScanned: 1, bytesScanned: 1, filesReused: 0, limitsHit: [] };
  const history = { scope: 'branch', commitsWalked: 1, commitsKnown: 0, bytesAdded: 0 };
  const rest = { history, suppressed: [], engines: [], advisoryDataAt: null };
  const id = await insertScan(db, repoId, { coverage: { ...counts, skipped, ...rest } });
  const { status, data } = await user.ask('GET', `/api/scans/${id}/coverage`);
  expect([status, data.skipped]).toEqual([200, [{ ...skipped[0], cuts_short: false, cutsShort: undefined }]]);
});

describe('a scan request', () => {
  it('is answered with a queued scan of just the documented fields', async () => {
    const { id: repoId } = await newRepo(user);
    const { status, body, headers, data } = await request(repoId);
    expect(status).toBe(202);
    expect(Object.keys(body)).toEqual(['success', 'data']);
    expect(Object.keys(data)).toEqual(FIELDS);
    expect(data).toMatchObject({
      ...{ repo_id: repoId, scan_type: 'full', status: 'queued', complete: null, triggered_by: user.id },
      ...{ commit_sha: null, base_commit_sha: null, parent_scan_id: null, finding_count: 0 },
      ...{ started_at: null, completed_at: null, error_message: null },
    });
    expect(headers.get('location')).toBe(`/api/scans/${data.id}`);
    expect(headers.get('hx-redirect')).toBeNull();
    expect((await user.ask('GET', `/api/scans/${data.id}`)).data).toEqual(data);
  });

  it('sends a page of HTMX to the scan', async () => {
    const { id: repoId } = await newRepo(user);
    const { data, headers } = await request(repoId, { 'hx-request': 'true' });
    expect(headers.get('hx-redirect')).toBe(`/scans/${data.id}`);
  });

  it('returns the queued or running scan to all concurrent requests', async () => {
    const { id: repoId } = await newRepo(user);
    const answers = await Promise.all(Array.from({ length: 8 }, () => request(repoId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const [id, ...others] = new Set(answers.map(({ data }) => data.id as string));
    expect(others).toEqual([]);
    for (const status of ['ingesting', 'ingested', 'static_analysis', 'reporting']) {
      await db.query('UPDATE scans SET status = $2 WHERE id = $1', [id, status]);
      expect((await request(repoId)).data).toMatchObject({ id, status });
    }
    expect(await countRows(db, repoId)).toMatchObject({ scans: 1, stages: 4 });
  });

  it.each(['completed', 'failed', 'cancelled'])('makes another one after one that is %s', async (status) => {
    const { id: repoId } = await newRepo(user);
    const before = await insertScan(db, repoId, { status });
    const { data } = await request(repoId);
    expect(data.status).toBe('queued');
    expect(data.id).not.toBe(before);
  });

  it('with an Idempotency-Key counts once, for its repo and user', async () => {
    const [mine, elsewhere] = [await newRepo(user), await newRepo(user)];
    const key = { 'idempotency-key': randomUUID() };
    const [first] = await Promise.all([request(mine.id, key)]);
    await db.query(`UPDATE scans SET status = 'completed' WHERE id = $1`, [first.data.id]);
    const again = await request(mine.id, key);
    expect([again.status, again.data.id, again.data.status]).toEqual([202, first.data.id, 'completed']);
    expect((await request(elsewhere.id, key)).status).toBe(422);
    expect((await request(mine.id)).data.id).not.toBe(first.data.id);
    expect((await request(mine.id, { 'idempotency-key': 'a b' })).status).toBe(400);
    await user.ask('DELETE', `/api/repos/${mine.id}`);
    expect((await request(mine.id, key)).status).toBe(404);
  });
});

/** Every call about scans and findings, and the scope that it takes. */
const calls = (repoId: string, scanId: string) =>
  [
    ['POST', `/api/repos/${repoId}/scan`, 'scans:write', 'Repo', repoId],
    ['GET', `/api/repos/${repoId}/scans`, 'scans:read', 'Repo', repoId],
    ['GET', `/api/scans/${scanId}`, 'scans:read', 'Scan', scanId],
    ['POST', `/api/scans/${scanId}/cancel`, 'scans:write', 'Scan', scanId],
    ['GET', `/api/scans/${scanId}/coverage`, 'scans:read', 'Scan', scanId],
    ['GET', `/api/scans/${scanId}/findings`, 'findings:read', 'Scan', scanId],
    ['GET', `/api/repos/${repoId}/findings`, 'findings:read', 'Repo', repoId],
    ['GET', `/api/scans/${scanId}/progress/stream`, 'scans:read', 'Scan', scanId],
    ['GET', `/api/findings/${scanId}`, 'findings:read', 'Finding', scanId],
  ] as const;

describe('who may ask', () => {
  it('nobody without a credential, for any repository', async () => {
    for (const [method, path] of calls(UNKNOWN, 'abc')) {
      const { status, body } = await caller(server.url).ask(method, path);
      expect([path, status, body]).toEqual([
        path,
        401,
        { success: false, code: 401, message: 'Authentication required' },
      ]);
    }
  });

  it('no token without the scope', async () => {
    const scopes = [
      'repos:read',
      'repos:write',
      'scans:read',
      'scans:write',
      'findings:read',
      'findings:write',
    ];
    for (const [method, path, scope] of calls(UNKNOWN, UNKNOWN)) {
      const token = await withToken(
        server.url,
        user,
        scopes.filter((it) => it !== scope),
      );
      const { status, body } = await token.ask(method, path);
      expect([path, status]).toEqual([path, 403]);
      expect(body.message).toBe(`This token lacks the scope ${scope}`);
    }
  });

  it.each([UNKNOWN, 'abc', '%00', "'--"])('nobody for an unknown one: %s', async (id) => {
    for (const [method, path, , noun] of calls(id, id)) {
      const { status, body } = await user.ask(method, path);
      const message = `${noun} '${decodeURIComponent(id)}' not found`;
      expect([path, status, body.message]).toEqual([path, 404, message]);
    }
  });

  it('no other user, an admin included, for an existing one; it stays unchanged', async () => {
    const { id: repoId } = await newRepo(other);
    const { data } = await other.ask('POST', `/api/repos/${repoId}/scan`);
    for (const [method, path, , noun] of calls(repoId, data.id as string)) {
      if (noun === 'Finding') continue;
      for (const someone of [user, server.admin]) {
        const { status, body } = await someone.ask(method, path);
        const message = 'You do not have access to this repository';
        expect([path, status, body.message]).toEqual([path, 403, message]);
      }
    }
    expect(await getScan(other, data.id as string)).toMatchObject({ status: 'queued' });
  });

  it('no page of another site with the cookie', async () => {
    const { id: repoId } = await newRepo(user);
    const headers = { origin: 'https://elsewhere.example' };
    expect((await request(repoId, headers)).status).toBe(403);
  });
});

describe('a cancelled scan', () => {
  it('ends at once and permanently, and reports it to a second request', async () => {
    const { id: repoId } = await newRepo(user);
    const { data } = await request(repoId);
    const cancel = () => user.ask('POST', `/api/scans/${data.id}/cancel`);
    const first = await cancel();
    expect([first.status, first.body]).toEqual([
      200,
      { success: true, data: { id: data.id, status: 'cancelled' } },
    ]);
    const second = await cancel();
    expect([second.status, second.body.message]).toEqual([409, 'Scan is already cancelled']);
    const { status, completed_at } = await getScan(user, data.id as string);
    expect([status, typeof completed_at]).toEqual(['cancelled', 'string']);
  });

  it.each(['completed', 'failed'])('was not %s before', async (status) => {
    const { id: repoId } = await newRepo(user);
    const id = await insertScan(db, repoId, { status });
    const answer = await user.ask('POST', `/api/scans/${id}/cancel`);
    expect([answer.status, answer.body.message]).toEqual([409, `Scan is already ${status}`]);
    expect((await getScan(user, id)).status).toBe(status);
  });
});

describe("a repo's scans", () => {
  it('are returned newest first, page by page, each once', async () => {
    const { id: repoId } = await newRepo(user);
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.push(await insertScan(db, repoId));
    const read: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { data } = await user.ask('GET', `/api/repos/${repoId}/scans?limit=3&cursor=${cursor}`);
      const page = data as { items: RestScan[]; next_cursor: string | null };
      for (const item of page.items) expect(Object.keys(item)).toEqual(FIELDS);
      read.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(read).toEqual(made.reverse());
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x'])(
    'are refused for %s, which is named',
    async (query) => {
      const { id: repoId } = await newRepo(user);
      const { status, body } = await user.ask('GET', `/api/repos/${repoId}/scans?${query}`);
      expect(status).toBe(400);
      expect(body.message).toMatch(new RegExp(`^${query.split('=')[0]} must be`));
    },
  );
});
