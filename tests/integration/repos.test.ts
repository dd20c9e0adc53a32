import { caller, newRepo, newUser, type TestUser } from '@tests/support/api';
import { sharedServer } from '@tests/support/sharedServer';
import { beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let user: TestUser;

beforeAll(async () => {
  user = await newUser(server.url);
});

const FIELDS = [
  'id',
  'user_id',
  'org_id',
  'name',
  'source_type',
  'remote_url',
  'default_branch',
  'last_commit_sha',
  'oauth_connection_id',
  'issue_auto_create_enabled',
  'issue_auto_create_min_severity',
  'created_at',
  'updated_at',
  'deleted_at',
];
const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const REFUSED = { success: false, code: 401, message: 'Authentication required' };

describe('POST /api/repos', () => {
  it('201: answers the documented repository, field by field and in order', async () => {
    const body = {
      name: '  my-web-app ',
      source_type: 'git_url',
      remote_url: 'https://github.com/example/my-web-app.git',
      default_branch: 'main',
    };
    const answer = await user.ask('POST', '/api/repos', { body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(Object.keys(answer.body)).toEqual(['success', 'data']);
    expect(Object.keys(answer.data)).toEqual(FIELDS);
    expect(answer.data).toMatchObject({
      user_id: user.id,
      org_id: null,
      name: 'my-web-app',
      source_type: 'git_url',
      remote_url: 'https://github.com/example/my-web-app.git',
      default_branch: 'main',
      last_commit_sha: null,
      oauth_connection_id: null,
      issue_auto_create_enabled: false,
      issue_auto_create_min_severity: 'high',
      deleted_at: null,
    });
    expect(answer.data.id).toMatch(UUID_V7);
    expect(answer.data.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(answer.headers.get('location')).toBe(`/api/repos/${answer.data.id}`);
    expect(answer.headers.get('hx-redirect')).toBeNull();
  });

  it('201: source_type defaults to git_url, and a form is as good as JSON', async () => {
    const form = new URLSearchParams({
      name: 'form',
      remote_url: 'https://git.example.com/a.git',
      default_branch: '',
    });
    const answer = await user.ask('POST', '/api/repos', {
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({ name: 'form', source_type: 'git_url', default_branch: null });
  });

  it.each(['github', 'gitlab'])('201: a %s repository needs no remote_url', async (source) => {
    const answer = await user.ask('POST', '/api/repos', { body: { name: 'x', source_type: source } });
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({ source_type: source, remote_url: null, oauth_connection_id: null });
  });

  it.each([
    ['github', 'https://github.com/o/r/pull/3', 'https://github.com/o/r.git'],
    ['github', 'https://github.com/o/r.git', 'https://github.com/o/r.git'],
    ['github', 'https://github.com/o/r', 'https://github.com/o/r'],
    ['gitlab', 'https://gitlab.com/a/b/c/-/tree/main?x=1', 'https://gitlab.com/a/b/c.git'],
    // Nobody knows what kind of host it is.
    ['github', 'https://git.example.com/o/r/pull/3', 'https://git.example.com/o/r/pull/3'],
    ['git_url', 'https://github.com/o/r/pull/3', 'https://github.com/o/r/pull/3'],
  ])('201: %s at %s is %s', async (source_type, remote_url, remote) => {
    const answer = await user.ask('POST', '/api/repos', { body: { name: 'x', source_type, remote_url } });
    expect([answer.status, answer.data.remote_url]).toEqual([201, remote]);
  });

  it('201: the same repository may be registered twice', async () => {
    const [first, second] = await Promise.all([newRepo(user), newRepo(user)]);
    expect(first?.id).not.toBe(second?.id);
  });

  it('201: HTMX is sent to the new repository', async () => {
    const body = { name: 'x', source_type: 'github' };
    const answer = await user.ask('POST', '/api/repos', { body, headers: { 'hx-request': 'true' } });
    expect(answer.headers.get('hx-redirect')).toBe(`/repos/${answer.data.id}`);
  });

  it.each([
    [{}, 'name is required'],
    [{ name: 'x' }, 'remote_url is required when source_type is git_url'],
    [{ name: 'x', remote_url: null }, 'remote_url is required when source_type is git_url'],
    [{ name: '  ' }, 'name must be 1 to 255 characters'],
    [{ name: 'x'.repeat(256) }, 'name must be 1 to 255 characters'],
    [{ name: 'a\nb', source_type: 'github' }, 'name must not contain control characters'],
    [{ name: 'a\u0000b', source_type: 'github' }, 'name must not contain control characters'],
    [{ name: '\u200b\u2060', source_type: 'github' }, 'name must have a visible character'],
    [{ name: 'a\u202eb', source_type: 'github' }, 'name must not contain bidirectional controls'],
    [{ name: 5 }, 'name must be a string'],
    [{ name: 'x', source_type: 'svn' }, 'source_type must be one of git_url, github, gitlab'],
    [
      { name: 'x', source_type: 'github', default_branch: '-x' },
      'default_branch must be a valid Git branch name',
    ],
    [{ name: 'x', remote_url: 'file:///etc/passwd' }, 'remote_url must use https, http or ssh, not file'],
    [
      { name: 'x', remote_url: 'https://u:p@git.example.com/a' },
      'remote_url must not contain credentials; connect an account instead',
    ],
    [
      { name: 'x', remote_url: 'http://localhost/a' },
      'remote_url must not point at this machine or a private network',
    ],
    [
      { name: 'x', remoteUrl: 'https://git.example.com/a' },
      'remote_url is required when source_type is git_url',
    ],
  ])('400: %j gets a message that says what is allowed', async (body, message) => {
    const answer = await user.ask('POST', '/api/repos', { body });
    expect(answer.body).toEqual({ success: false, code: 400, message });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['{"name": ', 'The request body is not valid JSON'],
    ['null', 'The request body must be a JSON object'],
    ['[]', 'The request body must be a JSON object'],
    ['"x"', 'The request body must be a JSON object'],
  ])('400: the body %s', async (body, message) => {
    const answer = await user.ask('POST', '/api/repos', { body });
    expect(answer.body).toEqual({ success: false, code: 400, message });
  });

  it('401: comes before any error of the body', async () => {
    const answer = await caller(server.url).ask('POST', '/api/repos', { body: '{"name": ' });
    expect(answer.body).toEqual(REFUSED);
    expect(answer.status).toBe(401);
  });

  it('413 and 415: a body too large or of another type', async () => {
    const large = await user.ask('POST', '/api/repos', { body: { name: 'x'.repeat(1024 * 1024) } });
    expect(large.status).toBe(413);
    const xml = await user.ask('POST', '/api/repos', {
      body: '<a/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(xml.body).toMatchObject({ success: false, code: 415 });
  });
});

describe('GET /api/repos', () => {
  it('200: newest first, page by page, only my own', async () => {
    const me = await newUser(server.url);
    for (const name of ['a', 'b', 'c']) await newRepo(me, { name });
    const first = await me.ask('GET', '/api/repos?limit=2');
    expect(first.data.items).toMatchObject([{ name: 'c' }, { name: 'b' }]);
    const second = await me.ask('GET', `/api/repos?limit=2&cursor=${first.data.next_cursor}`);
    expect(second.data).toMatchObject({ items: [{ name: 'a' }], next_cursor: null });
    expect(Object.keys((second.data.items as object[])[0] ?? {})).toEqual(FIELDS);
  });

  it('200: q is searched literally', async () => {
    const me = await newUser(server.url);
    await newRepo(me, { name: '100% Rust' });
    await newRepo(me, { name: '1000 rusts', remote_url: 'https://git.example.com/Under_Score.git' });
    const names = async (q: string) => {
      const { data } = await me.ask('GET', `/api/repos?q=${encodeURIComponent(q)}`);
      return (data.items as { name: string }[]).map(({ name }) => name);
    };
    expect(await names('0% r')).toEqual(['100% Rust']);
    expect(await names('r_s')).toEqual(['1000 rusts']);
    expect(await names('\\')).toEqual([]);
    expect(await names('')).toEqual(['1000 rusts', '100% Rust']);
  });

  it.each([
    ['limit=0', 'limit must be a whole number from 1 to 100'],
    ['limit=101', 'limit must be a whole number from 1 to 100'],
    ['limit=x', 'limit must be a whole number from 1 to 100'],
    ['cursor=nonsense', 'cursor must be a next_cursor that a list gave out'],
    ['q=%00', 'q must not contain control characters'],
  ])('400: ?%s', async (query, message) => {
    expect((await user.ask('GET', `/api/repos?${query}`)).body).toEqual({
      success: false,
      code: 400,
      message,
    });
  });

  it('401', async () => {
    expect((await caller(server.url).ask('GET', '/api/repos')).body).toEqual(REFUSED);
  });
});

describe('GET, PATCH /api/repos/{id}', () => {
  it('200: the created repository', async () => {
    const repo = await newRepo(user);
    expect((await user.ask('GET', `/api/repos/${repo.id}`)).data).toEqual(repo);
  });

  it('200: PATCH changes what is given and nothing else', async () => {
    const repo = await newRepo(user);
    const body = {
      name: 'renamed',
      issue_auto_create_enabled: true,
      issue_auto_create_min_severity: 'low',
      user_id: UNKNOWN,
    };
    const { status, data } = await user.ask('PATCH', `/api/repos/${repo.id}`, { body });
    expect(status).toBe(200);
    const { user_id: _, ...changes } = body;
    expect(data).toEqual({ ...repo, ...changes, updated_at: data.updated_at });
    expect(Date.parse(String(data.updated_at))).toBeGreaterThan(Date.parse(String(repo.updated_at)));
    expect((await user.ask('GET', `/api/repos/${repo.id}`)).data).toEqual(data);
  });

  it.each([
    [{ name: '' }, 'name must be 1 to 255 characters'],
    [{ issue_auto_create_enabled: 'yes' }, 'issue_auto_create_enabled must be true or false'],
    [
      { issue_auto_create_min_severity: 'huge' },
      'issue_auto_create_min_severity must be one of critical, high, medium, low',
    ],
    [{ default_branch: 'a..b' }, 'default_branch must be a valid Git branch name'],
  ])('400: PATCH %j', async (body, message) => {
    const repo = await newRepo(user);
    expect((await user.ask('PATCH', `/api/repos/${repo.id}`, { body })).body).toEqual({
      success: false,
      code: 400,
      message,
    });
  });
});

describe('PATCH remote_url', () => {
  const REMOTE = 'https://git.example.com/first.git';
  const withoutRemote = () => newRepo(user, { source_type: 'github', remote_url: null });
  const set = (id: string, remote_url: string) =>
    user.ask('PATCH', `/api/repos/${id}`, { body: { remote_url } });
  const remoteOf = async (id: string) => (await user.ask('GET', `/api/repos/${id}/remote`)).data;

  it('200: sets the first remote, which is then probed', async () => {
    const { id } = await withoutRemote();
    expect(await remoteOf(id)).toMatchObject({ state: 'none' });
    const { status, data } = await set(id, REMOTE);
    expect([status, data.remote_url]).toEqual([200, REMOTE]);
    expect(await remoteOf(id)).toMatchObject({ state: 'pending' });
  });

  it('409: a remote that is set stays, and the same one again is no change', async () => {
    const { id } = await withoutRemote();
    await set(id, REMOTE);
    const message = 'remote_url can only be set while it is null; register another repository instead';
    expect((await set(id, `${REMOTE}/other`)).body).toEqual({ success: false, code: 409, message });
    expect((await set(id, REMOTE)).data).toMatchObject({ remote_url: REMOTE });
  });

  it('one of several concurrent requests sets it', async () => {
    const { id } = await withoutRemote();
    const urls = ['a', 'b', 'c', 'd'].map((name) => `https://git.example.com/${name}.git`);
    const answers = await Promise.all(urls.map((url) => set(id, url)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await user.ask('GET', `/api/repos/${id}`)).data.remote_url).toBe(winner?.data.remote_url);
  });

  it.each([
    ['file:///etc/passwd', 'remote_url must use https, http or ssh, not file'],
    ['http://localhost/a', 'remote_url must not point at this machine or a private network'],
  ])('400: %s', async (url, message) => {
    const { id } = await withoutRemote();
    expect((await set(id, url)).body).toEqual({ success: false, code: 400, message });
  });
});

describe('POST /api/repos/{id}/remote', () => {
  it('200: the repository as it is, with a probe queued', async () => {
    const repo = await newRepo(user);
    const answer = await user.ask('POST', `/api/repos/${repo.id}/remote`);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual(repo);
    expect((await user.ask('GET', `/api/repos/${repo.id}/remote`)).data.state).toBe('pending');
  });
});

describe('DELETE /api/repos/{id}', () => {
  it('200: answers with the receipt, and from then on the repository is invisible', async () => {
    const repo = await newRepo(user);
    const answer = await user.ask('DELETE', `/api/repos/${repo.id}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true, data: { id: repo.id, deleted: true } });
    expect(answer.headers.get('hx-redirect')).toBeNull();
    const gone = { success: false, code: 404, message: `Repo '${repo.id}' not found` };
    for (const [method, path] of [
      ['DELETE', ''],
      ['GET', ''],
      ['PATCH', ''],
      ['GET', '/deletion-preview'],
      ['GET', '/remote'],
      ['POST', '/remote'],
    ]) {
      expect(
        (await user.ask(String(method), `/api/repos/${repo.id}${path}`)).body,
        `${method} ${path}`,
      ).toEqual(gone);
    }
    expect(JSON.stringify((await user.ask('GET', '/api/repos?limit=100')).data)).not.toContain(repo.id);
  });

  it('200: HTMX is sent to the list', async () => {
    const repo = await newRepo(user);
    const answer = await user.ask('DELETE', `/api/repos/${repo.id}`, { headers: { 'hx-request': 'true' } });
    expect(answer.headers.get('hx-redirect')).toBe('/repos');
  });

  it.each(['abc', 'ABC', '%ff', '%00', "it's", UNKNOWN])('404: %s names nothing', async (id) => {
    const answer = await user.ask('DELETE', `/api/repos/${id}`);
    const shown = id === '%ff' ? id : decodeURIComponent(id);
    expect(answer.body).toEqual({ success: false, code: 404, message: `Repo '${shown}' not found` });
  });

  it('an id in capitals names the same repository', async () => {
    const repo = await newRepo(user);
    const path = `/api/repos/${repo.id.toUpperCase()}`;
    expect((await user.ask('GET', path)).data).toEqual(repo);
    expect((await user.ask('PATCH', path, { body: { name: 'b' } })).data).toMatchObject({
      id: repo.id,
      name: 'b',
    });
    expect((await user.ask('POST', `${path}/scan`)).data).toMatchObject({ repo_id: repo.id });
    expect((await user.ask('DELETE', path)).data).toEqual({ id: repo.id, deleted: true });
    const gone = { success: false, code: 404, message: `Repo '${repo.id}' not found` };
    expect((await user.ask('GET', path)).body).toEqual(gone);
  });

  it('200: deletion-preview counts what would be deleted', async () => {
    const repo = await newRepo(user);
    const { body } = await user.ask('GET', `/api/repos/${repo.id}/deletion-preview`);
    expect(body).toEqual({ success: true, data: { scans: 0, findings: 0, events: 0, issues: 0 } });
  });
});

describe('who may do what', () => {
  const calls: [string, string][] = [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/deletion-preview'],
    ['GET', '/remote'],
    ['POST', '/remote'],
  ];

  it.each(calls)(
    '%s /api/repos/{id}%s: 401 for an anonymous client, 403 for another user and for an admin, 404 for unknown',
    async (method, path) => {
      const [owner, other] = [await newUser(server.url), await newUser(server.url)];
      const repo = await newRepo(owner);
      const denied = { success: false, code: 403, message: 'You do not have access to this repository' };
      expect((await caller(server.url).ask(method, `/api/repos/${repo.id}${path}`)).body).toEqual(REFUSED);
      expect((await caller(server.url).ask(method, `/api/repos/${UNKNOWN}${path}`)).body).toEqual(REFUSED);
      expect((await server.admin.ask('GET', '/api/auth/me')).data.role).toBe('admin');
      for (const someone of [other, server.admin]) {
        expect((await someone.ask(method, `/api/repos/${repo.id}${path}`)).body).toEqual(denied);
        expect((await someone.ask(method, `/api/repos/${UNKNOWN}${path}`)).status).toBe(404);
      }
      expect((await owner.ask('GET', `/api/repos/${repo.id}`)).data).toEqual(repo);
    },
  );
});
