import { type Caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { listenTo } from '@tests/support/events';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { refusal } from '@tests/support/refusal';
import {
  connectTo,
  deletionRecord,
  fillRepo,
  insertDeletion,
  insertFinding,
  insertScan,
} from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorAfter } from '@/domain/keyset';

/** Without a worker, so that the purge of a large repo does not begin. */
let server: KeptServer;
let db: pg.Client;
let admin: TestUser;
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
  user = await newUser(server.url);
  other = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

/** For a busy machine. */
const PATIENT = { timeout: 240_000 };
const fail = (code: number, message: string) => ({ success: false, code, message });
const plain = (name: string) => ({ name, source_type: 'github', remote_url: null });
const receiptOf = async (id: string, who = user) => (await who.ask('GET', `/api/deletions/${id}`)).data;
const listOf = async (who: Caller, query = '') =>
  (await who.ask('GET', `/api/deletions?limit=100${query}`)).data.items as Record<string, unknown>[];
const idsOf = async (who: Caller, query = '') => (await listOf(who, query)).map(({ id }) => id);

async function deleted(who: TestUser, name: string): Promise<string> {
  const { id } = await newRepo(who, plain(name));
  expect((await who.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
  return id;
}

describe('a purge', PATIENT, () => {
  it('that is finished within the request is reported the same way', async () => {
    const { id } = await newRepo(user, plain('small'));
    await fillRepo(db, id, 1, 3);
    expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    const { duration_ms, ...receipt } = await receiptOf(id);
    expect(receipt).toMatchObject({ state: 'finished', findings_total: null, orphans: 0 });
    expect(duration_ms).toBeGreaterThanOrEqual(0);
    expect(await deletionRecord(db, id)).toMatchObject({ counts: { scans: 1, findings: 3 } });
  });
});

describe('whose deletions', PATIENT, () => {
  it('everybody sees their own, an admin all of them', async () => {
    const [mine, theirs] = [await deleted(user, 'mine'), await deleted(other, 'theirs')];
    expect(await idsOf(user)).toContain(mine);
    expect(await idsOf(user)).not.toContain(theirs);
    expect(await idsOf(other)).toEqual([theirs]);
    expect(await idsOf(admin)).toEqual(expect.arrayContaining([mine, theirs]));
    expect((await receiptOf(theirs, admin)).actor_email).toBe(other.email);
    for (const id of [theirs, v7(), 'x']) {
      const answer = await user.ask('GET', `/api/deletions/${id}`);
      expect(answer.body).toEqual(fail(404, `Deletion '${id}' not found`));
    }
    const refused = await refusal(user.trpc.deletion.byId.query({ id: theirs }));
    expect(refused).toMatchObject({ httpStatus: 404, reason: 'not_found' });
  });

  it('a token needs repos:read for them', async () => {
    const id = await deleted(user, 'by a session');
    const [may, mayNot] = [
      await withToken(server.url, user, ['repos:read']),
      await withToken(server.url, user, ['repos:write', 'scans:read', 'findings:read']),
    ];
    for (const path of ['/api/deletions', `/api/deletions/${id}`]) {
      expect((await may.ask('GET', path)).status).toBe(200);
      const refused = await mayNot.ask('GET', path);
      expect(refused.body).toEqual(fail(403, 'This token lacks the scope repos:read'));
    }
  });
});

describe('which deletions', PATIENT, () => {
  it('those of a kind, and those that the reader requested', async () => {
    const reader = await newUser(server.url);
    const insert = (kind: string, who?: TestUser) => insertDeletion(db, who?.id ?? null, { kind });
    const [repo, account] = [await insert('repo', reader), await insert('user', reader)];
    const [anothers, rule] = [await insert('repo', other), await insert('retention')];
    expect(new Set(await idsOf(reader))).toEqual(new Set([repo, account]));
    expect(await idsOf(reader, '&kind=repo')).toEqual([repo]);
    expect(await idsOf(reader, '&kind=user&mine=true&state=finished')).toEqual([account]);
    expect(await idsOf(reader, '&kind=user&state=purging')).toEqual([]);
    expect(await idsOf(reader, '&kind=retention')).toEqual([]);

    expect(await idsOf(admin, '&kind=retention')).toEqual([rule]);
    expect(await idsOf(admin, '&mine=false')).toEqual(await idsOf(admin));
    const [mine, all] = [await idsOf(admin, '&mine=true'), await idsOf(admin, '&kind=repo&mine=')];
    expect(mine).not.toContain(repo);
    expect(all).toEqual(expect.arrayContaining([repo, anothers]));
    expect(all).not.toContain(account);
    const own = await insert('repo', admin);
    const input = { kind: 'repo', mine: true } as const;
    expect((await admin.trpc.deletion.list.query(input)).items.map(({ id }) => id)).toEqual([own]);
    expect(await idsOf(admin, '&kind=repo&mine=true')).toEqual([own]);
  });

  it.each([
    ['kind=repos', 'kind must be one of repo, user, retention'],
    ['kind=repo&kind=user', 'kind must be one of repo, user, retention'],
    ...['yes', '1', 'TRUE'].map((value) => [`mine=${value}`, 'mine must be true or false']),
    ['mine=true&mine=true', 'mine must be true or false'],
  ])('400: %s', async (query, message) => {
    const answer = await user.ask('GET', `/api/deletions?${query}`);
    expect(answer.body).toEqual(fail(400, message));
  });

  it('a token sees only those of repos that its user requested, even for an admin', async () => {
    const [own, anothers] = [await insertDeletion(db, admin.id), await insertDeletion(db, other.id)];
    const account = await insertDeletion(db, admin.id, { kind: 'user', name: 'gone@example.com' });
    const token = await withToken(server.url, admin, ['repos:read']);
    expect(await idsOf(admin)).toEqual(expect.arrayContaining([own, anothers, account]));
    const seen = await idsOf(admin, '&kind=repo&mine=true');
    expect(seen).toContain(own);
    for (const query of ['', '&mine=false', '&kind=repo']) expect(await idsOf(token, query)).toEqual(seen);
    expect(await idsOf(token, '&kind=user')).toEqual([]);
    expect((await token.ask('GET', `/api/deletions/${own}`)).status).toBe(200);
    for (const id of [anothers, account]) {
      expect((await admin.ask('GET', `/api/deletions/${id}`)).status).toBe(200);
      expect((await token.ask('GET', `/api/deletions/${id}`)).status).toBe(404);
    }
  });
});

describe('pages of deletions', PATIENT, () => {
  it('return each once, the newest first, also where many were requested in the same millisecond', async () => {
    const reader = await newUser(server.url);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift(await deleted(reader, `page-${n}`));
    await db.query(`UPDATE deletions SET requested_at = '2026-01-02T03:04:05.678Z' WHERE id = ANY($1)`, [
      ids.slice(1, 4),
    ]);
    const read: unknown[] = [];
    let cursor: unknown;
    do {
      const { data } = await reader.ask('GET', `/api/deletions?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      read.push(...(data.items as { id: string }[]).map(({ id }) => id));
      cursor = data.next_cursor;
    } while (cursor !== null && read.length < 20);
    expect(read).toHaveLength(5);
    expect(new Set(read)).toEqual(new Set(ids));
    expect(read).toEqual(await idsOf(reader));
  });

  const at = (key: string, id = v7(), list = 'deletions') => cursorAfter({ id, key }, list);
  it.each([
    ['no cursor at all', 'x'],
    ['that of a list by id', at('', v7(), 'scans')],
    ['that of another order', at('my-web-app', v7(), 'repos-name')],
    ['one without an id', at('2026-01-02T03:04:05.678Z', 'x')],
    ['one without a time', at('')],
    ['one with a word for a time', at('now')],
    ['a year, which JavaScript takes for a time', at('2026')],
    ['a number, which JavaScript takes for a time', at('1')],
    ['a year that PostgreSQL does not reach', at('+275760-09-13T00:00:00.000Z')],
    ['a year before the first', at('0000-01-01T00:00:00.000Z')],
    ['one with a line end', at('2026-01-02T03:04:05.678Z\n')],
  ])('400: %s', async (_what, cursor) => {
    const answer = await user.ask('GET', `/api/deletions?cursor=${cursor}`);
    expect(answer.body).toEqual(fail(400, 'cursor must be a next_cursor that a list gave out'));
  });

  it('400: an unknown state', async () => {
    const answer = await user.ask('GET', '/api/deletions?state=over');
    expect(answer.body).toEqual(fail(400, 'state must be one of purging, finished'));
  });
});

describe('a deleted repo', PATIENT, () => {
  it('is invisible from the answer on, although all its rows still exist', async () => {
    const headers = { 'idempotency-key': v7() };
    const body = { name: 'hidden-at-once', source_type: 'github' };
    const create = () => user.ask('POST', '/api/repos', { body, headers });
    const id = String((await create()).data.id);
    const scan = await insertScan(db, id, { status: 'static_analysis' });
    const finding = await insertFinding(db, { id: scan, repoId: id });
    await fillRepo(db, id, 1, 600);
    const before = await user.trpc.repo.summary.query();
    const stream = await listenTo(`${server.url}/api/scans/${scan}/progress/stream`, {
      cookie: `session=${user.token}`,
    });
    expect(stream.status).toBe(200);
    const paths = [
      ...[`/api/repos/${id}`, `/api/repos/${id}/deletion-preview`, `/api/repos/${id}/scans`],
      ...[`/api/repos/${id}/findings`, `/api/scans/${scan}`, `/api/scans/${scan}/findings`],
      ...[`/api/scans/${scan}/coverage`, `/api/findings/${finding}`, `/api/scans/${scan}/progress/stream`],
    ];
    for (const path of paths.slice(0, -1)) expect((await user.ask('GET', path)).status, path).toBe(200);

    expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    expect((await db.query('SELECT id FROM findings WHERE repo_id = $1', [id])).rowCount).toBeGreaterThan(1);
    for (const path of paths) expect((await user.ask('GET', path)).status, path).toBe(404);
    for (const query of ['limit=100', 'limit=100&sort=name', 'limit=100&sort=oldest', 'q=hidden-at-once']) {
      const { data } = await user.ask('GET', `/api/repos?${query}`);
      expect(JSON.stringify(data), query).not.toContain(id);
    }
    expect((await user.trpc.repo.summary.query()).total).toBe(before.total - 1);
    expect(await user.trpc.repo.byIds.query({ ids: [id] })).toEqual([]);
    expect(JSON.stringify(await user.trpc.scan.overviews.query({ repoIds: [id] }))).not.toContain(scan);
    for (const [method, path] of [
      ['PATCH', `/api/repos/${id}`],
      ['DELETE', `/api/repos/${id}`],
      ['POST', `/api/repos/${id}/scan`],
      ['POST', `/api/scans/${scan}/cancel`],
    ] as const) {
      const answer = await user.ask(method, path, method === 'PATCH' ? { body: { name: 'x' } } : {});
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
    expect((await create()).status).toBe(404);
    const suppress = user.trpc.suppression.create.mutate({ repoId: id, path: 'a', reason: 'b' });
    expect(await refusal(suppress)).toMatchObject({ httpStatus: 404 });
    await stream.ended(30_000);
    // Otherwise the stream may have ended for another reason than having nothing to report.
    expect(server.web.child.exitCode).toBeNull();
  });
});
