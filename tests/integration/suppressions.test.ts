import { type Caller, caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiDocument } from '@/lib/openapi';

const server = sharedServer();
let user: TestUser;
let other: TestUser;
let repoId: string;

beforeAll(async () => {
  other = await newUser(server.url);
  user = await newUser(server.url);
  repoId = (await newRepo(user)).id;
});

const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const listOf = (repo: string) => `/api/repos/${repo}/suppressions`;
const fail = (code: number, message: string) => ({ success: false, code, message });
const NO_ACCESS = fail(403, 'You do not have access to this repository');

async function add(body: Record<string, unknown>, who: Caller = user, repo = repoId) {
  return who.ask('POST', listOf(repo), { body: { reason: 'a fixture', ...body } });
}

describe("a repo's allow-list over REST", () => {
  it('accepts an entry, lists it by pages, newest first, and deletes it once', async () => {
    const { id: repo } = await newRepo(user);
    const first = await add({ rule_id: 'aws-access-key-id', path: 'tests/' }, user, repo);
    expect(first.status).toBe(201);
    expect(Object.entries(first.data)).toEqual([
      ['id', expect.any(String)],
      ['repo_id', repo],
      ['rule_id', 'aws-access-key-id'],
      ['path', 'tests/'],
      ['fingerprint', null],
      ['reason', 'a fixture'],
      ['until', null],
      ['created_by', user.id],
      ['created_at', expect.stringMatching(/^\d{4}-.*Z$/)],
    ]);
    const end = { fingerprint: 'abc', until: '2100-01-31' };
    const { data: second } = await add(end, user, repo);
    expect(second).toMatchObject({
      ...{ rule_id: null, path: null, fingerprint: 'abc', until: '2100-01-31T00:00:00.000Z' },
    });

    const newest = (await user.ask('GET', `${listOf(repo)}?limit=1`)).data;
    expect(newest).toEqual({ items: [second], next_cursor: expect.any(String) });
    const older = await user.ask('GET', `${listOf(repo)}?limit=1&cursor=${newest.next_cursor}`);
    expect(older.data).toEqual({ items: [first.data], next_cursor: null });

    const one = `${listOf(repo)}/${first.data.id}`;
    expect((await user.ask('DELETE', one)).body).toEqual({
      success: true,
      data: { id: first.data.id, deleted: true },
    });
    expect((await user.ask('DELETE', one)).body).toEqual(
      fail(404, `Suppression '${first.data.id}' not found`),
    );
    expect((await user.ask('GET', listOf(repo))).data.items).toEqual([second]);
  });

  it('has at most 1000 entries, however many are added at once', async () => {
    const { id: repo } = await newRepo(user);
    const db = await connectTo(server.database.url);
    await db.query(
      `INSERT INTO suppressions (id, repo_id, path, reason, created_at)
       SELECT gen_random_uuid(), $1, 'a', 'a fixture', now() FROM generate_series(1, 998)`,
      [repo],
    );
    await db.end();
    const added = await Promise.all(Array.from({ length: 8 }, () => add({ path: 'b' }, user, repo)));
    expect(added.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400, 400, 400, 400]);
  });

  it.each([
    [{ path: 'a', reason: '' }, 'reason must be 1 to 1000 characters'],
    [{ path: 'a', reason: null }, 'reason is required'],
    [{ path: 7 }, 'path must be a string'],
    [{ rule_id: ['a'] }, 'rule_id must be a string'],
    [{}, 'rule_id, path or fingerprint is required, so that not everything is allowed'],
    [
      { path: 'a', until: 'soon' },
      'until must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date',
    ],
    [
      { path: 'a', until: '2026-02-30' },
      'until must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date',
    ],
    [{ path: 'a', until: '2020-01-01' }, 'until must be in the future'],
  ])('%j: 400', async (body, message) => {
    expect((await add(body)).body).toEqual(fail(400, message));
  });

  it.each([
    ['limit=101', 'limit must be a whole number from 1 to 100'],
    ['cursor=x', 'cursor must be a next_cursor that a list gave out'],
  ])('?%s: 400', async (query, message) => {
    expect((await user.ask('GET', `${listOf(repoId)}?${query}`)).body).toEqual(fail(400, message));
  });

  it('accepts a form, and the repo is that of the path, whatever the body says', async () => {
    const { id: repo } = await newRepo(user);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `path=a&rule_id=&reason=known&repo_id=${repoId}`;
    expect((await user.ask('POST', listOf(repo), { body, headers })).data).toMatchObject({ repo_id: repo });
    expect((await add({ path: 'a', repo_id: repoId }, user, repo)).data).toMatchObject({ repo_id: repo });
  });
});

it("only a repo's creator can use its allow-list", async () => {
  const { id } = (await add({ path: 'a' })).data;
  const gone = fail(404, `Repo '${UNKNOWN}' not found`);
  for (const [method, under, ask] of [
    ['GET', '', {}],
    ['POST', '', { body: { path: 'b', reason: 'mine' } }],
    ['DELETE', `/${id}`, {}],
  ] as const) {
    expect((await other.ask(method, listOf(repoId) + under, ask)).body).toEqual(NO_ACCESS);
    expect((await user.ask(method, listOf(UNKNOWN) + under, ask)).body).toEqual(gone);
    expect((await user.ask(method, listOf('abc') + under, ask)).body).toMatchObject({ code: 404 });
    expect((await caller(server.url).ask(method, listOf(repoId) + under, ask)).status).toBe(401);
  }
  const mine = await newRepo(other);
  expect((await other.ask('DELETE', `${listOf(mine.id)}/${id}`)).body).toEqual(
    fail(404, `Suppression '${id}' not found`),
  );
  expect((await user.ask('DELETE', `${listOf(repoId)}/abc`)).body).toEqual(
    fail(404, "Suppression 'abc' not found"),
  );
  expect((await user.ask('GET', listOf(repoId))).data.items).toMatchObject([{ id }]);
});

it('a token needs findings:read to list, and findings:write to change', async () => {
  const lacks = (scope: string) => fail(403, `This token lacks the scope ${scope}`);
  const reader = await withToken(server.url, user, ['findings:read', 'repos:write', 'scans:write']);
  const writer = await withToken(server.url, user, ['findings:write', 'repos:read']);
  expect((await writer.ask('GET', listOf(repoId))).body).toEqual(lacks('findings:read'));
  expect((await reader.ask('GET', listOf(repoId))).status).toBe(200);
  expect((await add({ path: 'c' }, reader)).body).toEqual(lacks('findings:write'));
  const { data } = await add({ path: 'c' }, writer);
  const one = `${listOf(repoId)}/${data.id}`;
  expect((await reader.ask('DELETE', one)).body).toEqual(lacks('findings:write'));
  expect((await writer.ask('DELETE', one)).status).toBe(200);
});

it.each([
  ['PUT', '', 'GET, HEAD, POST'],
  ['DELETE', '', 'GET, HEAD, POST'],
  ['GET', `/${UNKNOWN}`, 'DELETE'],
  ['PATCH', `/${UNKNOWN}`, 'DELETE'],
])('%s …/suppressions%s is not allowed', async (method, under, allow) => {
  const answer = await user.ask(method, listOf(repoId) + under);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
});

it('the OpenAPI document has both paths with their parameters, and no parameter in a body', async () => {
  const { body } = await user.ask('GET', '/api/openapi.json');
  const { paths } = body as ApiDocument;
  const [list, one] = [paths[listOf('{repo_id}')], paths[`${listOf('{repo_id}')}/{id}`]];
  const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  expect(list?.parameters).toEqual([ref('repo_id')]);
  expect(one?.parameters).toEqual([ref('repo_id'), ref('id')]);
  expect(body.components).toMatchObject({ parameters: { repo_id: { in: 'path', required: true } } });
  const { properties, required } = list?.post?.requestBody?.content['application/json']?.schema ?? {};
  expect(Object.keys(properties ?? {})).toEqual(['rule_id', 'path', 'fingerprint', 'reason', 'until']);
  expect(required).toEqual(['reason']);
});
