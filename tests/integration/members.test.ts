import { type Caller, newRepo, newUser, type TestUser } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { requestScan } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The users with whom a repo is shared. Who may do what is in access.test.ts. */
const server = sharedServer();
let db: pg.Client;
let creator: TestUser;
let ana: TestUser;
let bo: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  creator = await newUser(server.url);
  ana = await newUser(server.url);
  bo = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const NO_ACCESS = fail(403, 'You do not have access to this repository');
const pathOf = (repo: string, user?: string) => `/api/repos/${repo}/members${user ? `/${user}` : ''}`;
const set = (repo: string, body: Record<string, unknown>, who: Caller = creator) =>
  who.ask('PUT', pathOf(repo), { body });
const newShared = async () => (await newRepo(creator)).id;

describe('PUT …/members', () => {
  it('shares a repo, changes the role, and returns the list, newest first', async () => {
    const repo = await newShared();
    const first = await set(repo, { user_id: ana.id, role: 'viewer' });
    expect(first.status).toBe(200);
    expect(first.data.next_cursor).toBeNull();
    const [member] = first.data.items as Record<string, unknown>[];
    expect(Object.entries(member ?? {})).toEqual([
      ['user_id', ana.id],
      ['email', ana.email],
      ['role', 'viewer'],
      ['created_at', expect.stringMatching(/^\d{4}-.*Z$/)],
    ]);
    const again = await set(repo, { user_id: ana.id, role: 'triager' });
    expect(again.data.items).toEqual([{ ...member, role: 'triager' }]);
    const both = await set(repo, { email: ` ${bo.email.toUpperCase()} `, role: 'viewer' });
    expect(both.data.items).toMatchObject([{ user_id: bo.id }, { user_id: ana.id, role: 'triager' }]);
    expect((await ana.ask('GET', pathOf(repo))).data).toEqual(both.data);
  });

  it.each([
    [{}, 'role is required'],
    [{ role: 'viewer' }, 'Either user_id or email is required'],
    [{ role: 'viewer', user_id: v7(), email: 'a@b.example' }, 'Either user_id or email is required'],
    [{ role: 'owner', user_id: v7() }, 'role must be one of viewer, triager'],
    [{ role: 'viewer', user_id: 7 }, 'user_id must be a string'],
    [{ role: 'viewer', email: 'nobody' }, 'email must be a valid e-mail address'],
  ])('%j: 400', async (body, message) => {
    expect((await set(await newShared(), body)).body).toEqual(fail(400, message));
  });

  it('refuses the creator, unknown users and deleted ones', async () => {
    const repo = await newShared();
    const role = 'viewer';
    const gone = await newUser(server.url);
    expect((await gone.ask('DELETE', `/api/users/${gone.id}`)).status).toBe(200);
    const rest = 'is the creator of this repository, who has all rights on it already';
    expect((await set(repo, { user_id: creator.id, role })).body).toEqual(fail(400, `user_id ${rest}`));
    expect((await set(repo, { email: creator.email, role })).body).toEqual(fail(400, `email ${rest}`));
    for (const id of [v7(), 'abc', gone.id]) {
      expect((await set(repo, { user_id: id, role })).body).toEqual(fail(404, `User '${id}' not found`));
    }
    const unknown = fail(404, `User '${gone.email}' not found`);
    expect((await set(repo, { email: gone.email, role })).body).toEqual(unknown);
    expect((await creator.ask('GET', pathOf(repo))).data.items).toEqual([]);
    const [id, body] = [v7(), { user_id: ana.id, role }];
    expect((await set(id, body)).body).toEqual(fail(404, `Repo '${id}' not found`));
  });

  it('refuses more members than the limit, but not another role for one of them', async () => {
    const repo = await newShared();
    await db.query(
      `WITH made AS (INSERT INTO users (id, email, role, created_at)
         SELECT gen_random_uuid(), gen_random_uuid() || '@example.com', 'user', now() FROM generate_series(1, 999)
         RETURNING id)
       INSERT INTO members (repo_id, user_id, role, created_at) SELECT $1, id, 'viewer', now() FROM made`,
      [repo],
    );
    expect((await set(repo, { user_id: ana.id, role: 'viewer' })).status).toBe(200);
    const full = 'A repository can be shared with at most 1000 users; remove one first';
    expect((await set(repo, { user_id: bo.id, role: 'viewer' })).body).toEqual(fail(400, full));
    expect((await set(repo, { user_id: ana.id, role: 'triager' })).status).toBe(200);
    const seen = new Set<unknown>();
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { data } = await creator.ask('GET', `${pathOf(repo)}?limit=100&cursor=${cursor}`);
      for (const { user_id } of data.items as { user_id: string }[]) seen.add(user_id);
      cursor = data.next_cursor;
    }
    expect(seen.size).toBe(1000);
  });
});

describe('DELETE …/members/{user_id}', () => {
  it('ends all rights at once, and only once', async () => {
    const repo = await newShared();
    await set(repo, { user_id: ana.id, role: 'triager' });
    expect((await ana.ask('GET', `/api/repos/${repo}`)).status).toBe(200);
    const answer = await creator.ask('DELETE', pathOf(repo, ana.id));
    expect(answer.body).toEqual({ success: true, data: { id: ana.id, deleted: true } });
    expect((await ana.ask('GET', `/api/repos/${repo}`)).body).toEqual(NO_ACCESS);
    const gone = fail(404, `Member '${ana.id}' not found`);
    expect((await creator.ask('DELETE', pathOf(repo, ana.id))).body).toEqual(gone);
    expect((await creator.ask('DELETE', pathOf(repo, creator.id))).status).toBe(404);
    expect((await creator.ask('DELETE', pathOf(repo, 'abc'))).status).toBe(404);
  });

  it('lets members leave, and remove nobody else', async () => {
    const repo = await newShared();
    await set(repo, { user_id: ana.id, role: 'viewer' });
    await set(repo, { user_id: bo.id, role: 'triager' });
    expect((await bo.ask('DELETE', pathOf(repo, ana.id))).body).toEqual(NO_ACCESS);
    expect((await ana.ask('DELETE', pathOf(repo, ana.id))).data).toEqual({ id: ana.id, deleted: true });
    expect((await ana.ask('DELETE', pathOf(repo, ana.id))).body).toEqual(NO_ACCESS);
    expect((await creator.ask('GET', pathOf(repo))).data.items).toMatchObject([{ user_id: bo.id }]);
  });
});

describe('a member of a repo', () => {
  it('finds own and shared repos in one list, in every order, page by page', async () => {
    const reader = await newUser(server.url);
    const names = ['b', 'É', 'a', 'ö', '😀', '\uffee', 'A', 'c'];
    const ids: string[] = [];
    for (const [at, name] of names.entries()) {
      const { id } = await newRepo(at % 2 ? creator : reader, { name });
      if (at % 2) await set(id, { user_id: reader.id, role: 'viewer' });
      ids.push(id);
    }
    const { rows } = await db.query('SELECT id FROM repos WHERE id = ANY($1) ORDER BY sort_name, id', [ids]);
    const expected = { newest: ids.toReversed(), oldest: ids, name: rows.map(({ id }) => id) };
    for (const [sort, order] of Object.entries(expected)) {
      const seen: string[] = [];
      for (let cursor: unknown = ''; cursor !== null; ) {
        const { data } = await reader.ask('GET', `/api/repos?limit=3&sort=${sort}&cursor=${cursor}`);
        seen.push(...(data.items as { id: string }[]).map(({ id }) => id));
        cursor = data.next_cursor;
      }
      expect(seen, sort).toEqual(order);
    }
    expect(await reader.trpc.repo.summary.query()).toMatchObject({ total: names.length });
  });

  it('takes their own turn with the scans that they request', async () => {
    const repo = await newShared();
    await set(repo, { user_id: ana.id, role: 'triager' });
    const { id } = await requestScan(ana, repo);
    const { rows } = await db.query('SELECT owner_id, triggered_by FROM scans WHERE id = $1', [id]);
    expect(rows).toEqual([{ owner_id: ana.id, triggered_by: ana.id }]);
    expect((await requestScan(creator, repo)).id).toBe(id);
  });

  it('triages what matches a filter, if the role allows it', async () => {
    const repo = await newShared();
    await set(repo, { user_id: ana.id, role: 'viewer' });
    await set(repo, { user_id: bo.id, role: 'triager' });
    await insertFinding(db, { id: await insertScan(db, repo), repoId: repo });
    const body = { filter: { repo_id: [repo] }, status: 'confirmed' };
    const triage = async (who: Caller) => (await who.ask('POST', '/api/findings/triage', { body })).data;
    expect(await triage(ana)).toMatchObject({ updated: 0, skipped: 0 });
    const done = await triage(bo);
    expect(done).toMatchObject({ updated: 1, skipped: 0 });
    await set(repo, { user_id: bo.id, role: 'viewer' });
    const undo = await bo.ask('POST', '/api/findings/triage/undo', { body: { undo_token: done.undo_token } });
    expect(undo.data).toEqual({ restored: 0, skipped: 1 });
  });

  it('can be assigned findings, which others cannot', async () => {
    const repo = await newShared();
    await set(repo, { user_id: ana.id, role: 'viewer' });
    const finding = await insertFinding(db, { id: await insertScan(db, repo), repoId: repo });
    const assign = (id: string) =>
      creator.ask('PATCH', `/api/findings/${finding}/assignee`, { body: { assignee_id: id } });
    expect((await assign(ana.id)).data).toMatchObject({ assignee_id: ana.id });
    const mine = await ana.ask('GET', '/api/findings?assignee=me');
    expect(mine.data.items).toMatchObject([{ id: finding }]);
    const message = 'assignee_id must be the id of a user who may see this repository';
    expect((await assign(bo.id)).body).toEqual(fail(400, message));
    await creator.ask('DELETE', pathOf(repo, ana.id));
    expect((await assign(ana.id)).body).toEqual(fail(400, message));
    // It stays assigned, though its assignee does not see it any more.
    expect((await creator.ask('GET', `/api/findings/${finding}`)).data).toMatchObject({
      assignee_id: ana.id,
    });
    expect((await ana.ask('GET', '/api/findings?assignee=me')).data.items).toEqual([]);
  });

  it('is no member any more once the account is deleted', async () => {
    const [repo, user] = [await newShared(), await newUser(server.url)];
    await set(repo, { user_id: user.id, role: 'viewer' });
    await user.ask('DELETE', `/api/users/${user.id}`);
    expect((await creator.ask('GET', pathOf(repo))).data.items).toEqual([]);
    expect((await creator.trpc.member.candidates.query({ repoId: repo })).map(({ id }) => id)).toEqual([
      creator.id,
    ]);
  });
});

it('tRPC has the same calls, and the users to whom findings can be assigned', async () => {
  const repo = await newShared();
  const made = await creator.trpc.member.set.mutate({ id: repo, userId: ana.id, role: 'viewer' });
  expect(made.items).toMatchObject([{ userId: ana.id, email: ana.email }]);
  expect(await ana.trpc.member.list.query({ id: repo })).toEqual(made);
  const candidates = [creator, ana].map(({ id, email }) => ({ id, email, displayName: null }));
  expect(await ana.trpc.member.candidates.query({ repoId: repo })).toEqual(candidates);
  expect(await refusal(bo.trpc.member.candidates.query({ repoId: repo }))).toMatchObject({
    httpStatus: 403,
  });
  const gone = await creator.trpc.member.delete.mutate({ id: repo, userId: ana.id });
  expect(gone).toEqual({ id: ana.id, deleted: true });
});

it('the dashboard knows the rights of the caller, which REST does not list', async () => {
  const repo = await newShared();
  const rightsOf = async (who: TestUser) => {
    const { rights } = await who.trpc.repo.byId.query({ id: repo });
    const [listed] = await who.trpc.repo.byIds.query({ ids: [repo] });
    expect(listed?.rights).toEqual(rights);
    return rights;
  };
  const sees = ['repos:read', 'scans:read', 'findings:read'];
  await set(repo, { user_id: ana.id, role: 'viewer' });
  expect(await rightsOf(ana)).toEqual(sees);
  await set(repo, { user_id: ana.id, role: 'triager' });
  expect(await rightsOf(ana)).toEqual([...sees, 'scans:write', 'findings:write']);
  expect(await rightsOf(creator)).toContain('repos:write');
  expect((await creator.ask('GET', `/api/repos/${repo}`)).data).not.toHaveProperty('rights');
});
