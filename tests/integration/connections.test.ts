import { type Caller, newRepo, newUser, signedIn, type TestUser, withToken } from '@tests/support/api';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** Connections to hosts on loopback that speak the providers' APIs. */

let server: TestServer;
let github: LocalHost;
let gitlab: LocalHost;
let gitea: LocalHost;
let db: pg.Client;
let ana: TestUser;

beforeAll(async () => {
  [github, gitlab, gitea] = await Promise.all([startHost('github'), startHost('gitlab'), startHost('gitea')]);
  server = await startServer({
    env: { HEIMDALL_GITHUB_URL: `${github.url}/`, HEIMDALL_GITLAB_URL: gitlab.url },
  });
  db = await connectTo(server.database.url);
  await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  for (const host of [github, gitlab, gitea]) await host?.git.stop();
});
beforeEach(async () => {
  ana = await newUser(server.url);
  for (const { state } of [github, gitlab, gitea]) {
    state.tokens.clear();
    state.next.length = 0;
    state.repositories = repositories('acme', 3);
  }
  github.state.tokens.set('ghp_good', { login: 'ana', id: 7, scopes: ['repo'] });
  gitlab.state.tokens.set('glpat-good', { login: 'ana', id: 8, scopes: ['read_api', 'read_repository'] });
  gitea.state.tokens.set('gt-good', { login: 'ana', id: 9, scopes: ['read:user', 'read:repository'] });
});

const fail = (code: number, message: string) => ({ success: false, code, message });
const hostOf = ({ url }: LocalHost) => new URL(url).host;
const connect = (body: object, who: Caller = ana) => who.ask('POST', '/api/connections', { body });
const GITHUB = { provider: 'github', token: 'ghp_good' };
async function connected(body: object = GITHUB, who: Caller = ana): Promise<string> {
  const answer = await connect(body, who);
  expect(answer.body).toMatchObject({ success: true });
  return String(answer.data.id);
}

describe('POST /api/connections', () => {
  it('connects an account, and never gives its token back', async () => {
    const answer = await connect(GITHUB);
    expect(answer.status).toBe(201);
    expect(Object.entries(answer.data)).toEqual([
      ['id', expect.any(String)],
      ['provider', 'github'],
      ['host', hostOf(github)],
      ['account', 'ana'],
      ['kind', 'token'],
      ['scopes', ['repo']],
      ['state', 'ok'],
      ['checked_at', expect.stringMatching(/Z$/)],
      ['created_at', expect.stringMatching(/Z$/)],
    ]);
    const listed = await ana.ask('GET', '/api/connections');
    expect(listed.data).toEqual({ items: [answer.data], next_cursor: null });
    expect(JSON.stringify([answer.body, listed.body])).not.toContain('ghp_good');
    const { rows } = await db.query('SELECT token FROM connections WHERE id = $1', [answer.data.id]);
    expect(rows[0].token).toMatch(/^v1\./);
    expect(rows[0].token).not.toContain('ghp_good');
  });

  it('connects GitLab, a Gitea that the user names, and plain Git hosts', async () => {
    expect((await connect({ provider: 'gitlab', token: ' glpat-good ' })).data).toMatchObject({
      host: hostOf(gitlab),
    });
    const named = await connect({ provider: 'gitea', host: gitea.url, token: 'gt-good' });
    expect(named.data).toMatchObject({ host: hostOf(gitea), account: 'ana' });
    const plain = await connect({ provider: 'basic', host: gitea.url, username: 'bo', token: 'any' });
    expect(plain.data).toMatchObject({ provider: 'basic', account: 'bo', state: 'ok', checked_at: null });
  });

  it.each([
    [{}, 'provider is required'],
    [{ provider: 'svn', token: 'x' }, 'provider must be one of github, gitlab, gitea, basic'],
    [{ provider: 'github' }, 'token is required'],
    [{ provider: 'github', token: '' }, 'token must be 1 to 4096 characters'],
    [{ provider: 'github', token: 'a b' }, 'token must be of visible ASCII characters'],
    [
      { provider: 'basic', host: 'git.example.com', token: 'x' },
      'username is required when provider is basic',
    ],
    [{ provider: 'basic', username: 'ana', token: 'x' }, 'host is required for the provider basic'],
    [{ provider: 'gitea', token: 'x' }, 'host is required for the provider gitea'],
    [
      { provider: 'gitea', host: '10.0.0.1', token: 'x' },
      'host must not point at this machine or a private network',
    ],
    [
      { provider: 'gitea', host: 'http://git.example.com', token: 'x' },
      'host must be reached by https, as tokens are sent to it',
    ],
    [
      { provider: 'gitea', host: 'ftp://git.example.com', token: 'x' },
      'host must use https, http or ssh, not ftp',
    ],
  ])('%j: 400', async (body, message) => {
    expect((await connect(body)).body).toEqual(fail(400, message));
  });

  it('refuses a token that its host refuses, and names the scopes that one lacks', async () => {
    const said = `The token was refused by ${hostOf(github)}: `;
    const wrong = fail(400, `${said}it is invalid, expired or revoked`);
    expect((await connect({ ...GITHUB, token: 'wrong' })).body).toEqual(wrong);
    github.state.tokens.set('weak', { login: 'ana', id: 7, scopes: ['public_repo'] });
    expect((await connect({ ...GITHUB, token: 'weak' })).body).toEqual(fail(400, `${said}it lacks repo`));
    expect((await ana.ask('GET', '/api/connections')).data.items).toEqual([]);
    expect(
      await refusal(ana.trpc.connection.create.mutate({ provider: 'github', token: 'wrong' })),
    ).toMatchObject({
      field: 'token',
    });
  });

  it('a host that is down or limits requests is no fault of ours', async () => {
    github.state.next.push({ status: 500 }, { status: 500 }, { status: 500 });
    const down = fail(409, `The host ${hostOf(github)} reports an internal error. Try again later.`);
    expect((await connect(GITHUB)).body).toEqual(down);
    gitlab.state.next.push({ status: 429, text: 'Retry later', headers: { 'retry-after': '30' } });
    const limited = await connect({ provider: 'gitlab', token: 'glpat-good' });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
  });

  it('needs a session', async () => {
    const token = await withToken(server.url, ana, ['repos:read', 'repos:write']);
    expect((await connect(GITHUB, token)).status).toBe(403);
    const id = await connected();
    expect((await token.ask('GET', '/api/connections')).data.items).toMatchObject([{ id }]);
    expect((await token.ask('DELETE', `/api/connections/${id}`)).status).toBe(403);
    expect((await token.ask('POST', `/api/connections/${id}/check`)).status).toBe(403);
  });

  it('keeps the connection of an account that no longer worked, with the repos that are linked to it', async () => {
    const id = await connected();
    const repo = await newRepo(ana, { source_type: 'github', remote_url: `${github.url}/acme/repo-1.git` });
    expect(repo.oauth_connection_id).toBe(id);
    github.state.tokens.delete('ghp_good');
    const checked = await ana.ask('POST', `/api/connections/${id}/check`);
    expect(checked.data).toMatchObject({ id, state: 'refused' });
    github.state.tokens.set('ghp_new', { login: 'ana', id: 7, scopes: ['repo'] });
    expect(await connected({ ...GITHUB, token: 'ghp_new' })).toBe(id);
    expect((await ana.ask('GET', '/api/connections')).data.items).toMatchObject([{ id, state: 'ok' }]);
    // One that works stays as it is.
    expect(await connected({ ...GITHUB, token: 'ghp_new' })).not.toBe(id);
  });
});

describe('a connection', () => {
  it("is its owner's alone", async () => {
    const id = await connected();
    const bo = await newUser(server.url);
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/check'],
      ['GET', '/repositories'],
    ] as const) {
      const answer = await bo.ask(method, `/api/connections/${id}${path}`);
      expect(answer.body).toEqual(fail(404, `Connection '${id}' not found`));
    }
    const [other, wrong] = [v7(), 'abc'];
    for (const it of [other, wrong]) {
      expect((await ana.ask('DELETE', `/api/connections/${it}`)).status).toBe(404);
    }
    expect((await bo.ask('GET', '/api/connections')).data.items).toEqual([]);
  });

  it('is deleted with its token; its repos stay, and are counted', async () => {
    const id = await connected();
    const { id: repoId } = await newRepo(ana, { source_type: 'github', name: 'linked', remote_url: null });
    expect((await ana.trpc.connection.list.query({})).items).toMatchObject([{ id, repos: 1 }]);
    const answer = await ana.ask('DELETE', `/api/connections/${id}`);
    expect(answer.body).toEqual({ success: true, data: { id, deleted: true, repos: 1 } });
    expect((await ana.ask('GET', `/api/repos/${repoId}`)).data.oauth_connection_id).toBeNull();
    expect((await ana.ask('DELETE', `/api/connections/${id}`)).status).toBe(404);
  });

  it('says to reconnect if its token can not be decrypted', async () => {
    const id = await connected();
    const [foreign] = (await db.query('SELECT token FROM connections WHERE id = $1', [await connected()]))
      .rows;
    // An envelope of another connection, as of another key, does not open.
    await db.query('UPDATE connections SET token = $2 WHERE id = $1', [id, foreign.token]);
    const message = `Reconnect ana on ${hostOf(github)}: the token is no longer accepted`;
    expect((await ana.ask('GET', `/api/connections/${id}/repositories`)).body).toEqual(fail(409, message));
    const { items } = await ana.trpc.connection.list.query({});
    expect(items.find((it) => it.id === id)).toMatchObject({
      state: 'refused',
      stateMessage: expect.stringMatching(/encrypted with a secret key that is gone/),
    });
  });
});

describe('…/repositories', () => {
  it('lists what the connection can see, and which are added already', async () => {
    const id = await connected();
    const { id: repoId } = await newRepo(ana, { remote_url: `${github.url}/acme/repo-2` });
    const { data } = await ana.ask('GET', `/api/connections/${id}/repositories?q=REPO&owner=acme`);
    const items = data.items as Record<string, unknown>[];
    expect(Object.entries(items[0] ?? {})).toEqual([
      ['external_id', '1'],
      ['full_name', 'acme/repo-1'],
      ['clone_url', `${github.url}/acme/repo-1.git`],
      ['default_branch', 'main'],
      ['private', true],
      ['language', null],
      ['pushed_at', '2026-11-01T10:00:00.000Z'],
      ['repo_id', null],
    ]);
    expect(items.map(({ repo_id }) => repo_id)).toEqual([null, repoId, null]);
    expect(data.next_cursor).toBeNull();
  });

  it('pages through many, and refuses foreign cursors', async () => {
    const id = await connected();
    github.state.repositories = repositories('acme', 230);
    const seen = new Set<unknown>();
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { data } = await ana.ask('GET', `/api/connections/${id}/repositories?cursor=${cursor}`);
      for (const { full_name } of data.items as { full_name: string }[]) seen.add(full_name);
      cursor = data.next_cursor;
    }
    expect(seen.size).toBe(230);
    const foreign = await ana.ask('GET', `/api/connections/${id}/repositories?cursor=abc`);
    expect(foreign.body).toEqual(fail(400, 'cursor must be a next_cursor that a list gave out'));
  });

  it('adds several at once, linked to it, and names those that fail', async () => {
    await connected();
    const id = await connected();
    await connected();
    const body = { full_names: ['acme/repo-1', 'acme/none', 'acme/repo-3'] };
    const { status, data } = await ana.ask('POST', `/api/connections/${id}/repositories`, { body });
    expect(status).toBe(200);
    expect(data.created).toMatchObject([
      {
        name: 'acme/repo-1',
        source_type: 'github',
        remote_url: `${github.url}/acme/repo-1.git`,
        default_branch: 'main',
        oauth_connection_id: id,
      },
      { name: 'acme/repo-3' },
    ]);
    const message = `There is no such repository on ${hostOf(github)} that the token can read`;
    expect(data.failed).toEqual([{ full_name: 'acme/none', message }]);
  });

  it('adds the others where the host forbids one, and says what the host says once it refuses the rest', async () => {
    const id = await connected();
    const path = `/api/connections/${id}/repositories`;
    const names = (count: number) => Array.from({ length: count }, (_, n) => `acme/repo-${n + 1}`);
    github.state.next.push({ status: 403, body: { message: 'Resource protected by SAML enforcement.' } });
    const one = await ana.ask('POST', path, { body: { full_names: names(3) } });
    expect([one.data.created, one.data.failed]).toMatchObject([{ length: 2 }, { length: 1 }]);

    const known = (name: string) => ({ id: 1, full_name: name, clone_url: `${github.url}/${name}.git` });
    const answers = names(4).map((name) => ({ status: 200, body: { ...known(name), private: true } }));
    github.state.next.push(...answers, { status: 401, body: { message: 'Bad credentials' } });
    const rest = await ana.ask('POST', path, { body: { full_names: names(6) } });
    const message = `Reconnect ana on ${hostOf(github)}: the token is no longer accepted`;
    const failed = ['acme/repo-5', 'acme/repo-6'].map((full_name) => ({ full_name, message }));
    expect([rest.status, rest.data.created, rest.data.failed]).toMatchObject([200, { length: 4 }, failed]);
  });

  it.each([
    [{}, 'full_names is required'],
    [{ full_names: [] }, 'full_names must have at least one name'],
    [
      { full_names: Array.from({ length: 101 }, (_, n) => `a/${n}`) },
      'full_names must have at most 100 names',
    ],
    [{ full_names: ['repo'] }, 'full_names must be such as owner/name'],
    [{ full_names: ['../x'] }, 'full_names must be such as owner/name'],
  ])('%j: 400', async (body, message) => {
    const id = await connected();
    expect((await ana.ask('POST', `/api/connections/${id}/repositories`, { body })).body).toEqual(
      fail(400, message),
    );
  });

  it('is refused when its token may no longer do what is needed', async () => {
    const id = await connected();
    github.state.tokens.set('ghp_good', { login: 'ana', id: 7, scopes: ['public_repo'] });
    const checked = await ana.ask('POST', `/api/connections/${id}/check`);
    expect(checked.data).toMatchObject({ state: 'refused', scopes: ['public_repo'] });
    const { items } = await ana.trpc.connection.list.query({});
    expect(items[0]?.stateMessage).toBe('The token lacks repo. Reconnect with one that has it.');
  });

  it('says to reconnect when the token is refused, and what a plain host can not do', async () => {
    const id = await connected();
    github.state.tokens.clear();
    const message = `Reconnect ana on ${hostOf(github)}: the token is no longer accepted`;
    expect((await ana.ask('GET', `/api/connections/${id}/repositories`)).body).toEqual(fail(409, message));
    expect((await ana.ask('GET', '/api/connections')).data.items).toMatchObject([{ state: 'refused' }]);
    const plain = await connected({ provider: 'basic', host: gitea.url, username: 'bo', token: 'any' });
    const list = await ana.ask('GET', `/api/connections/${plain}/repositories`);
    expect([list.status, list.body.message]).toEqual([
      409,
      expect.stringContaining('Add them by their URLs'),
    ]);
  });
});

describe('a new repo', () => {
  it("is linked to its owner's newest working connection with its host", async () => {
    const first = await connected();
    const [other, bo] = [
      await connected({ provider: 'gitlab', token: 'glpat-good' }),
      await newUser(server.url),
    ];
    await connected(GITHUB, bo);
    const link = async (fields: object) => (await newRepo(ana, { name: 'x', ...fields })).oauth_connection_id;
    expect(await link({ source_type: 'github', remote_url: `${github.url}/acme/x.git` })).toBe(first);
    expect(await link({ remote_url: `${gitlab.url}/acme/x.git` })).toBe(other);
    expect(
      await link({ source_type: 'github', remote_url: 'https://git.example.com/acme/x.git' }),
    ).toBeNull();
    expect(await link({ source_type: 'github', remote_url: null })).toBe(first);
    const newest = await connected();
    expect(await link({ source_type: 'github', remote_url: null })).toBe(newest);
    await db.query(`UPDATE connections SET state = 'refused' WHERE id = $1`, [newest]);
    expect(await link({ source_type: 'github', remote_url: null })).toBe(first);
  });

  it('with a remote by ssh is linked to a connection with that very host, or else to its provider', async () => {
    const first = await connected();
    const newest = await connected();
    const moved = `UPDATE connections SET host = 'git.other.example', base_url = 'https://git.other.example' WHERE id = $1`;
    await db.query(moved, [newest]);
    await connected({ provider: 'basic', host: github.url, token: 'x', username: 'ana' });
    const link = async (remote_url: string, source_type = 'github') =>
      (await newRepo(ana, { source_type, remote_url })).oauth_connection_id;
    expect(await link('ssh://git@127.0.0.1:2222/acme/x.git')).toBe(first);
    expect(await link('git@127.0.0.1:acme/x.git')).toBe(first);
    for (const host of ['git.example.com', '127.0.0.1.example.com']) {
      expect(await link(`git@${host}:acme/x.git`), host).toBe(newest);
      expect(await link(`git@${host}:acme/x.git`, 'gitlab'), host).toBeNull();
      expect(await link(`git@${host}:acme/x.git`, 'git_url'), host).toBeNull();
    }
  });
});

describe('GET /api/repos/{id}/branches', () => {
  const branchesOf = async (id: string, who: Caller = ana) =>
    (await who.ask('GET', `/api/repos/${id}/branches`)).body;

  it('lists those of a connected repository by its API, also if it is cloned by ssh, and of any other by Git', async () => {
    await connected();
    github.state.repositories = repositories('acme', 1, { branches: ['main', 'feature/x'] });
    const repo = await newRepo(ana, { remote_url: `${github.url}/acme/repo-1.git`, default_branch: 'main' });
    expect(await branchesOf(repo.id)).toMatchObject({
      data: { branches: ['main', 'feature/x'], current: 'main' },
    });
    const bySsh = await newRepo(ana, { remote_url: 'ssh://git@127.0.0.1:2222/acme/repo-1.git' });
    expect((await branchesOf(bySsh.id)).data).toMatchObject({ branches: ['main', 'feature/x'] });
    const elsewhere = await newRepo(ana, { remote_url: 'git@git.example.com:acme/repo-1.git' });
    expect((await branchesOf(elsewhere.id)).data).toMatchObject({ branches: [] });
    const open = await newRepo(ana, { remote_url: `${gitlab.url}/public/one.git` });
    gitlab.git.makeRepository('public/one.git');
    expect(await branchesOf(open.id)).toMatchObject({ data: { branches: [], current: null } });
  });

  it('asks without a connection where none works, and prefers the linked one', async () => {
    const at = (host: string) => `${host}/public/one.git`;
    github.git.makeRepository('public/one.git');
    const [bo, cy] = [await newUser(server.url), await newUser(server.url)];
    const refused = async (who: TestUser) => {
      const id = await connected(GITHUB, who);
      await db.query(`UPDATE connections SET state = 'refused', token = 'unreadable' WHERE id = $1`, [id]);
    };
    await refused(bo);
    const open = await newRepo(bo, { remote_url: at(github.url) });
    await db.query('UPDATE repos SET oauth_connection_id = NULL WHERE id = $1', [open.id]);
    const answer = { success: true, data: { branches: [], current: null } };
    expect(await branchesOf(open.id, bo)).toMatchObject(answer);
    const bySsh = await newRepo(bo, { remote_url: 'ssh://git@127.0.0.1:2222/public/one.git' });
    await db.query('UPDATE repos SET oauth_connection_id = NULL WHERE id = $1', [bySsh.id]);
    expect(await branchesOf(bySsh.id, bo)).toMatchObject(answer);
    const basic = { provider: 'basic', host: github.url, token: 'x', username: 'cy' };
    const linked = await connected(basic, cy);
    await refused(cy);
    const repo = await newRepo(cy, { remote_url: at(github.url) });
    await db.query('UPDATE repos SET oauth_connection_id = $2 WHERE id = $1', [repo.id, linked]);
    expect(await branchesOf(repo.id, cy)).toMatchObject(answer);
  });

  it('says what a private repository needs, and knows nothing of one without a remote', async () => {
    const hidden = await newRepo(ana, { remote_url: `${gitlab.url}/acme/repo-1.git` });
    const message = `The repository on ${hostOf(gitlab)} is private or does not exist. Connect ${hostOf(gitlab)} in the settings to read it.`;
    expect(await branchesOf(hidden.id)).toEqual(fail(409, message));
    const none = await newRepo(ana, { source_type: 'gitlab', remote_url: null });
    expect(await branchesOf(none.id)).toMatchObject({ data: { branches: [], current: null } });
    expect(await branchesOf(none.id, signedIn(server.url, await newUser(server.url)))).toMatchObject({
      code: 403,
    });
  });
});

describe('a name such as owner/name', () => {
  const remoteFor = async (source_type: string, name: string) =>
    (await ana.ask('POST', '/api/repos', { body: { name: 'x', source_type, remote_url: name } })).body;

  it('is at the host of its source type: the one that the user has connected, or the operator’s', async () => {
    expect(await remoteFor('github', 'acme/x')).toMatchObject({
      data: { remote_url: `${github.url}/acme/x.git` },
    });
    expect(await remoteFor('gitlab', 'a/b/x.git')).toMatchObject({
      data: { remote_url: `${gitlab.url}/a/b/x.git` },
    });
    const enterprise = await startHost('github');
    enterprise.state.tokens.set('ghp_good', { login: 'ana', id: 7, scopes: ['repo'] });
    const id = await connected({ ...GITHUB, host: enterprise.url });
    const found = { remote_url: `${enterprise.url}/acme/x.git`, oauth_connection_id: id };
    expect(await remoteFor('github', 'acme/x')).toMatchObject({ data: found });
    await db.query(`UPDATE connections SET state = 'refused' WHERE id = $1`, [id]);
    expect(await remoteFor('github', 'acme/x')).toMatchObject({
      data: { remote_url: `${github.url}/acme/x.git`, oauth_connection_id: null },
    });
    await enterprise.git.stop();
  });

  it('is forecast at the host where it will be: the newest that works', async () => {
    const forecast = () => ana.trpc.connection.nameHosts.query();
    const usual = { github: hostOf(github), gitlab: hostOf(gitlab) };
    expect(await forecast()).toEqual(usual);
    const other = await startHost('github');
    other.state.tokens.set('ghp_good', { login: 'ana', id: 7, scopes: ['repo'] });
    const id = await connected({ ...GITHUB, host: other.url });
    expect(await forecast()).toEqual({ ...usual, github: hostOf(other) });
    await db.query(`UPDATE connections SET state = 'refused' WHERE id = $1`, [id]);
    expect(await forecast()).toEqual(usual);
    await other.git.stop();
  });

  it('may also be set later, of a repository without a remote', async () => {
    const { id } = await newRepo(ana, { source_type: 'gitlab', remote_url: null });
    const set = (remote_url: string) => ana.ask('PATCH', `/api/repos/${id}`, { body: { remote_url } });
    const remote_url = `${gitlab.url}/a/b/x.git`;
    expect((await set('a/b/x')).body).toMatchObject({ data: { remote_url } });
    expect((await set('a/b/x.git')).body).toMatchObject({ data: { remote_url } });
    expect((await set('a/b/y')).body).toMatchObject({ code: 409 });
  });

  it('is none of a plain Git URL, of a host without its scheme, or of three parts at GitHub', async () => {
    const message = expect.stringMatching(/^remote_url /);
    for (const [type, name] of [
      ['git_url', 'acme/x'],
      ['gitlab', 'gitlab.com/acme/x'],
      ['github', 'a/b/c'],
      ['gitlab', '../x'],
      ['github', 'octo/.git'],
      ['gitlab', 'a/b/.git'],
    ]) {
      expect(await remoteFor(String(type), String(name)), name).toMatchObject({ code: 400, message });
    }
  });
});

describe('the address of a page', () => {
  it('stands for its repository at the operator’s host, and at one that the user has connected', async () => {
    const other = await startHost('github');
    other.state.tokens.set('ghp_good', { login: 'ana', id: 7, scopes: ['repo'] });
    const remoteFor = async (at: string) => {
      const { data } = await ana.ask('POST', '/api/repos', {
        body: { name: 'x', source_type: 'github', remote_url: `${at}/acme/repo-1/issues/7` },
      });
      return data.remote_url;
    };
    expect(await remoteFor(github.url)).toBe(`${github.url}/acme/repo-1.git`);
    expect(await remoteFor(other.url)).toBe(`${other.url}/acme/repo-1/issues/7`);
    await connected({ ...GITHUB, host: other.url });
    expect(await remoteFor(other.url)).toBe(`${other.url}/acme/repo-1.git`);
    await other.git.stop();
  });
});

describe('the repositories that depend on a connection', () => {
  it('are named, ten at most, to its owner alone', async () => {
    const id = await connected();
    for (let at = 0; at < 12; at++) {
      await newRepo(ana, {
        name: `app-${String(at).padStart(2, '0')}`,
        source_type: 'github',
        remote_url: null,
      });
    }
    const { first, total } = await ana.trpc.connection.dependents.query({ id });
    expect(total).toBe(12);
    expect(first.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, at) => `app-0${at}`));
    const other = await newUser(server.url);
    await expect(other.trpc.connection.dependents.query({ id })).rejects.toThrow(
      `Connection '${id}' not found`,
    );
  });
});
