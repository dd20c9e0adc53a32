import { type Caller, caller, newUser, type TestUser, withToken } from '@tests/support/api';
import { sharedServer } from '@tests/support/sharedServer';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let user: TestUser;
beforeAll(async () => {
  user = await newUser(server.url);
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const WRONG_TIME = 'first_seen_before must be a time in RFC 3339 or a date, or how many days ago, such as 7d';
const save = (body: Record<string, unknown>, who: Caller = user) => who.ask('POST', '/api/views', { body });

describe('saved views', () => {
  it('are created, listed newest first, and deleted once', async () => {
    const filter = {
      severity: ['critical', 'high'],
      file_role: 'product',
      in_tree: true,
      q: ' key ',
      first_seen_after: '2026-01-31',
    };
    const made = await save({ name: ' Mine ', filter, sort: 'newest' });
    expect(made.status).toBe(201);
    expect(Object.entries(made.data)).toEqual([
      ['id', expect.any(String)],
      ['name', 'Mine'],
      [
        'filter',
        {
          severity: ['critical', 'high'],
          file_role: ['product'],
          in_tree: [true],
          q: 'key',
          first_seen_after: '2026-01-31T00:00:00.000Z',
        },
      ],
      ['sort', 'newest'],
    ]);
    const { data: all } = await save({ name: 'Everything', filter: {} });
    expect(all).toMatchObject({ filter: {}, sort: 'priority' });
    const list = await user.ask('GET', '/api/views?limit=1');
    expect(list.data).toEqual({ items: [all], next_cursor: expect.any(String) });
    const rest = await user.ask('GET', `/api/views?cursor=${list.data.next_cursor}`);
    expect(rest.data).toEqual({ items: [made.data], next_cursor: null });

    const one = `/api/views/${made.data.id}`;
    expect((await user.ask('DELETE', one)).data).toEqual({ id: made.data.id, deleted: true });
    expect((await user.ask('DELETE', one)).body).toEqual(fail(404, `View '${made.data.id}' not found`));
    expect((await user.ask('DELETE', '/api/views/abc')).body).toEqual(fail(404, "View 'abc' not found"));
  });

  it('keep an age as it is, where a list takes a time', async () => {
    const { data } = await save({ name: 'This week', filter: { first_seen_after: '7d' } });
    expect(data.filter).toEqual({ first_seen_after: '7d' });
    const { items } = await user.trpc.view.list.query({});
    expect(items.find(({ id }) => id === data.id)?.filter).toEqual({ firstSeenAfter: '7d' });
    expect((await user.ask('DELETE', `/api/views/${data.id}`)).status).toBe(200);
  });

  it.each([
    [{ filter: {} }, 'name is required'],
    [{ name: ' ', filter: {} }, 'name must be 1 to 100 characters'],
    [{ name: 'x'.repeat(101), filter: {} }, 'name must be 1 to 100 characters'],
    [{ name: 'x' }, 'filter must be an object'],
    [{ name: 'x', filter: [] }, 'filter must be an object'],
    [{ name: 'x', filter: { sevrity: 'high' } }, 'filter has no field sevrity'],
    [{ name: 'x', filter: { severity: ['worst'] } }, 'severity must be one of critical, high, medium, low'],
    [
      { name: 'x', filter: {}, sort: 'best' },
      'sort must be one of priority, newest, oldest, path, last_seen',
    ],
    [{ name: 'x', filter: { repo_id: '\u0000' } }, 'repo_id must not contain control characters'],
    [{ name: 'x', filter: { group_id: ['\ud800'] } }, 'group_id must be well-formed Unicode'],
    [{ name: 'x', filter: { q: '\udc00' } }, 'q must be well-formed Unicode'],
    [{ name: 'x', filter: { first_seen_before: '9999-12-31T23:59:59-01:00' } }, WRONG_TIME],
    [{ name: 'x', filter: { first_seen_after: '0000-12-31' } }, WRONG_TIME.replace('before', 'after')],
  ])('%j: 400', async (body, message) => {
    expect((await save(body)).body).toEqual(fail(400, message));
    expect((await user.ask('GET', '/api/views')).status).toBe(200);
  });

  it('are seen and deleted by their own user alone', async () => {
    const other = await newUser(server.url);
    const { data } = await save({ name: 'x', filter: {} });
    expect((await other.ask('GET', '/api/views')).data.items).toEqual([]);
    expect((await other.ask('DELETE', `/api/views/${data.id}`)).body).toEqual(
      fail(404, `View '${data.id}' not found`),
    );
    expect((await caller(server.url).ask('GET', '/api/views')).status).toBe(401);
    expect((await user.ask('GET', '/api/views')).data.items).toContainEqual(data);
  });

  it('need findings:read to be listed, and findings:write to be changed', async () => {
    const reader = await withToken(server.url, user, ['findings:read', 'repos:write']);
    const writer = await withToken(server.url, user, ['findings:write']);
    const lacks = (scope: string) => fail(403, `This token lacks the scope ${scope}`);
    expect((await writer.ask('GET', '/api/views')).body).toEqual(lacks('findings:read'));
    expect((await reader.ask('GET', '/api/views')).status).toBe(200);
    expect((await save({ name: 'x', filter: {} }, reader)).body).toEqual(lacks('findings:write'));
    expect((await reader.ask('DELETE', `/api/views/${v7()}`)).body).toEqual(lacks('findings:write'));
    expect((await save({ name: 'x', filter: {} }, writer)).status).toBe(201);
  });

  it('are at most 100 for each user, however many are saved at once', async () => {
    const busy = await newUser(server.url);
    const answers = await Promise.all(
      Array.from({ length: 104 }, (_, at) => save({ name: `view ${at}`, filter: {} }, busy)),
    );
    const refused = answers.filter(({ status }) => status !== 201).map(({ body }) => body);
    const full = fail(400, "name can't be saved: a user has at most 100 views; delete one first");
    expect(refused).toEqual([full, full, full, full]);
  });
});

it('tRPC has the same calls', async () => {
  const reader = await newUser(server.url);
  const made = await reader.trpc.view.create.mutate({ name: 'x', filter: { ruleId: 'a' } });
  expect(made).toMatchObject({ filter: { ruleId: ['a'] }, sort: 'priority' });
  expect((await reader.trpc.view.list.query({})).items).toMatchObject([{ id: made.id, name: 'x' }]);
  expect(await reader.trpc.view.delete.mutate({ id: made.id })).toEqual({ id: made.id, deleted: true });
});

it('the dashboard renames a view of the user, and of nobody else', async () => {
  const { data } = await save({ name: 'First', filter: { q: 'key' } });
  const id = String(data.id);
  const renamed = await user.trpc.view.rename.mutate({ id, name: ' Second ' });
  expect(renamed).toEqual({ id, name: 'Second', filter: { q: 'key' }, sort: 'priority' });
  const other = await newUser(server.url);
  await expect(other.trpc.view.rename.mutate({ id, name: 'Mine' })).rejects.toThrow(`View '${id}' not found`);
});
