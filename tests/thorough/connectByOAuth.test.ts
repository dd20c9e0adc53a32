import { newRepo, newUser, type TestUser, until, withToken } from '@tests/support/api';
import { freePort } from '@tests/support/freePort';
import { commitsOn } from '@tests/support/gitServer';
import { sampleProcesses, tablesWith } from '@tests/support/leaks';
import { oauthWay } from '@tests/support/oauthWay';
import { repositories } from '@tests/support/providers/host';
import { HOST_KINDS, type LocalHostKind } from '@tests/support/providers/localHosts';
import { CLIENT } from '@tests/support/providers/oauthHost';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const GIT_USERS = { github: 'x-access-token', gitlab: 'oauth2', gitea: 'ana' };

/** Connections by OAuth to hosts on loopback, with a worker of its own process. */

let hosts: Record<LocalHostKind, LocalHost>;
let server: TestServer;
let second: string;
let db: pg.Client;
let ana: TestUser;
let way: ReturnType<typeof oauthWay>;
let printed = '';

beforeAll(async () => {
  const [github, gitlab, gitea] = await Promise.all(HOST_KINDS.map(startHost));
  if (!github || !gitlab || !gitea) throw new Error('a local host is missing');
  hosts = { github, gitlab, gitea };
  const port = await freePort();
  const clients = HOST_KINDS.map((kind) => kind.toUpperCase()).flatMap((name) => [
    [`HEIMDALL_${name}_CLIENT_ID`, CLIENT.id],
    [`HEIMDALL_${name}_CLIENT_SECRET`, CLIENT.secret],
  ]);
  server = await startServer({
    env: {
      PORT: String(port),
      HEIMDALL_URL: `http://127.0.0.1:${port}`,
      HEIMDALL_GITHUB_URL: github.url,
      HEIMDALL_GITLAB_URL: gitlab.url,
      HEIMDALL_GITEA_URL: gitea.url,
      HEIMDALL_LOG_LEVEL: 'debug',
      ...Object.fromEntries(clients),
    },
  });
  const print = (text: string) => {
    printed += text;
  };
  // Pages and calls are bundles of their own: what a page has made first must serve calls as well.
  await fetch(`${server.url}/login`);
  second = (await server.startPart('web', { PORT: '0' }, print)).url;
  await server.startPart('worker', {}, print);
  db = await connectTo(server.database.url);
  way = oauthWay(server.url);
  for (const { git } of Object.values(hosts)) git.makeRepository('acme/repo-1.git', commitsOn('main'));
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  for (const host of Object.values(hosts ?? {})) await host.git.stop();
});
beforeEach(async () => {
  ana = await newUser(server.url);
  for (const { state, oauth } of Object.values(hosts)) {
    state.tokens.clear();
    state.repositories = repositories('acme', 2);
    Object.assign(oauth, { who: { login: 'ana', id: 7 }, expiresIn: 7200, fails: undefined, renewals: 0 });
    oauth.refresh.clear();
    oauth.asked.length = 0;
  }
});

const listed = async () => (await ana.trpc.connection.list.query({})).items;
async function connected(kind: LocalHostKind, features: string[] = []): Promise<string> {
  const { query } = await way.go(ana, kind, features);
  expect(query.get('problem')).toBeNull();
  return query.get('connected') ?? '';
}
/** As if a connection's token ended soon, or a minute ago. */
const endsIn = (id: string, seconds: number) =>
  db.query(`UPDATE connections SET expires_at = now() + $2 * interval '1 second' WHERE id = $1`, [
    id,
    seconds,
  ]);
const listRepositories = (id: string, who = ana) => who.ask('GET', `/api/connections/${id}/repositories`);
const remoteOf = async (id: string) =>
  (await ana.ask('GET', `/api/repos/${id}/remote`)).data as { state: string; message: string | null };

describe('connecting', () => {
  it('by a token that the host refuses says so, although a page was the first to be served', async () => {
    const { status, body } = await ana.ask('POST', '/api/connections', {
      body: { provider: 'gitea', token: 'wrong' },
    });
    expect([status, body.message]).toEqual([400, expect.stringMatching(/^The token was refused by 127/)]);
  });

  it.each([
    ['github', [], ['repo']],
    ['github', ['webhooks', 'issues'], ['repo']],
    ['gitlab', [], ['read_api', 'read_repository']],
    ['gitlab', ['issues'], ['api']],
    ['gitea', [], ['read:user', 'read:repository']],
    ['gitea', ['webhooks', 'issues'], ['read:user', 'write:repository', 'write:issue']],
  ] as const)('%s for %j asks for %j, by PKCE', async (kind, features, scopes) => {
    const { oauth, url } = hosts[kind];
    const id = await connected(kind, [...features]);
    const asked = Object.fromEntries(oauth.asked[0] ?? []);
    expect(asked).toEqual({
      client_id: CLIENT.id,
      response_type: 'code',
      scope: scopes.join(' '),
      redirect_uri: `${server.settings.HEIMDALL_URL}/api/auth/callback/${kind}/connection`,
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const { data } = await ana.ask('GET', '/api/connections');
    expect(data.items).toEqual([
      {
        ...{
          id,
          provider: kind,
          host: new URL(url).host,
          account: 'ana',
          kind: 'oauth',
          scopes,
          state: 'ok',
        },
        checked_at: expect.any(String),
        created_at: expect.any(String),
      },
    ]);
    expect((await listRepositories(id)).data.items).toHaveLength(2);
    const checked = await ana.ask('POST', `/api/connections/${id}/check`);
    expect(checked.data).toMatchObject({ state: 'ok', scopes });
  });

  it('again keeps the connection of an account, with more scopes, but not one of another account', async () => {
    const { oauth } = hosts.gitlab;
    const id = await connected('gitlab');
    expect(await connected('gitlab', ['issues'])).toBe(id);
    oauth.who = { login: 'bo', id: 8 };
    const other = await connected('gitlab');
    expect(other).not.toBe(id);
    expect((await listed()).map(({ id: one, scopes }) => [one, scopes])).toEqual([
      [other, ['read_api', 'read_repository']],
      [id, ['api']],
    ]);
  });

  it('needs a session, and a client of the operator', async () => {
    const scopes = ['repos:read', 'repos:write'];
    const bearer = await withToken(server.url, ana, scopes);
    await expect(bearer.trpc.connection.startOAuth.mutate({ provider: 'github' })).rejects.toThrow(
      'This needs a signed-in session, not an API token',
    );
    const hostsOf = await ana.trpc.connection.oauthHosts.query();
    expect(hostsOf.map(({ provider }) => provider)).toEqual([...HOST_KINDS]);
  });
});

describe('a user who comes back', () => {
  const problem = async (back: ReturnType<typeof way.comeBack>) => {
    const { page, query } = await back;
    expect(page).toBe('/settings/connections');
    return query.get('problem');
  };
  const session = () => `session=${ana.token}`;

  it('without having allowed it sees that', async () => {
    hosts.gitea.oauth.who = undefined;
    expect(await problem(way.go(ana, 'gitea'))).toBe('cancelled');
    expect(await listed()).toEqual([]);
  });

  it('must be who left, in the same session, to the same provider, with the same state', async () => {
    const { url, cookie, setCookie } = await way.leave(ana, 'github');
    expect(setCookie).toMatch(/; Path=\/api\/auth\/callback; HttpOnly; SameSite=Lax; Max-Age=600$/);
    const back = await way.allow(url);
    const other = await newUser(server.url);
    const changed = new URL(back);
    changed.searchParams.set('state', 'another');
    const elsewhere = back.replace('/github/', '/gitea/');
    expect(await problem(way.comeBack(back, [session()]))).toBe('mismatch');
    expect(await problem(way.comeBack(back, [session(), 'connecting=v1.x.y.z']))).toBe('mismatch');
    expect(await problem(way.comeBack(back, [`session=${other.token}`, cookie]))).toBe('mismatch');
    expect(await problem(way.comeBack(changed.href, [session(), cookie]))).toBe('mismatch');
    expect(await problem(way.comeBack(elsewhere, [session(), cookie]))).toBe('mismatch');
    expect((await way.comeBack(back, [cookie])).page).toBe('/login');
    expect(await listed()).toEqual([]);
    expect((await way.comeBack(back, [session(), cookie])).query.get('connected')).not.toBeNull();
    // Its code is used up.
    expect(await problem(way.comeBack(back, [session(), cookie]))).toBe('stale');
    expect(await listed()).toHaveLength(1);
  });

  it('sees what is wrong with the client, the host or the scopes', async () => {
    const { oauth } = hosts.gitlab;
    for (const [fails, expected] of [
      ['invalid_grant', 'stale'],
      ['invalid_client', 'client'],
      ['server_error', 'unreachable'],
    ] as const) {
      oauth.fails = fails;
      expect(await problem(way.go(ana, 'gitlab')), fails).toBe(expected);
    }
    const { url, cookie } = await way.leave(ana, 'gitea');
    const narrowed = new URL(url);
    narrowed.searchParams.set('scope', 'read:user');
    const back = await way.allow(narrowed.href);
    expect(await problem(way.comeBack(back, [session(), cookie]))).toBe('lacking');
    expect(await listed()).toEqual([]);
  });
});

describe('a token that is about to end', () => {
  it('is renewed once, however many ask for it, in several processes', async () => {
    const { oauth, state } = hosts.gitlab;
    const id = await connected('gitlab');
    const [before] = state.tokens.keys();
    await endsIn(id, 60);
    let release = () => {};
    oauth.held = new Promise((resolve) => {
      release = resolve;
    });
    const cookie = `session=${ana.token}`;
    const asks = [server.url, second].flatMap((at) =>
      Array.from({ length: 10 }, () =>
        fetch(`${at}/api/connections/${id}/repositories`, { headers: { cookie } }),
      ),
    );
    setTimeout(release, 500);
    expect((await Promise.all(asks)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(oauth.renewals).toBe(1);
    expect([...state.tokens.keys()]).not.toContain(before);
    expect((await listed())[0]).toMatchObject({ id, state: 'ok' });
    await listRepositories(id);
    expect(oauth.renewals).toBe(1);
  });

  it.each(HOST_KINDS)('of %s serves the clone of a private repository, and stands nowhere', async (kind) => {
    const { oauth, state, url } = hosts[kind];
    const secrets = () => [...state.tokens.keys(), ...oauth.refresh.keys()];
    const seen = new Set<string>();
    const sampled = sampleProcesses(() => {
      for (const secret of secrets()) seen.add(secret);
      return [...seen].flatMap((secret) => [
        secret,
        Buffer.from(`${GIT_USERS[kind]}:${secret}`).toString('base64'),
      ]);
    });
    const id = await connected(kind);
    for (const secret of secrets()) seen.add(secret);
    await endsIn(id, -60);
    // So that Git is seen while it waits for the host.
    const release = hosts[kind].git.hold('acme');
    const repo = await newRepo(ana, { remote_url: `${url}/acme/repo-1.git` });
    await until(async () => sampled.sawTransport(), Boolean);
    release();
    const scan = await until(
      async () =>
        ((await ana.ask('GET', `/api/repos/${repo.id}/scans`)).data.items as Record<string, unknown>[])[0],
      (it) => it?.status === 'completed' || it?.status === 'failed',
      60_000,
    );
    expect(scan).toMatchObject({ status: 'completed' });
    expect((await ana.ask('GET', `/api/repos/${repo.id}`)).data.oauth_connection_id).toBe(id);
    expect(oauth.renewals).toBe(1);
    expect(sampled.end()).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(4);
    for (const secret of seen) {
      expect(await tablesWith(db, secret)).toEqual([]);
      expect(printed + server.web.output()).not.toContain(secret);
    }
  });

  it('and is not renewed any more makes the connection expire, until it is reconnected', async () => {
    const { oauth, url } = hosts.gitlab;
    const id = await connected('gitlab');
    const repo = await newRepo(ana, { remote_url: `${url}/acme/repo-1.git` });
    await until(
      () => remoteOf(repo.id),
      ({ state }) => state === 'found',
    );
    oauth.refresh.clear();
    await endsIn(id, 60);
    const name = `ana on ${new URL(url).host}`;
    expect((await listRepositories(id)).body).toMatchObject({
      message: `Reconnect ${name}: the token is no longer accepted`,
    });
    const stateMessage = 'The host no longer renews this connection. Reconnect it.';
    expect((await listed())[0]).toMatchObject({ id, state: 'expired', stateMessage });
    await ana.ask('POST', `/api/repos/${repo.id}/remote`);
    const { message } = await until(
      () => remoteOf(repo.id),
      ({ state }) => state === 'failed',
    );
    expect(message).toBe(`Reconnect ${name} in the settings: its token is no longer accepted.`);
    expect(await connected('gitlab')).toBe(id);
    await until(
      () => remoteOf(repo.id),
      ({ state }) => state === 'found',
    );
    expect((await listed())[0]).toMatchObject({ id, state: 'ok', stateMessage: null, repos: 1 });
  });

  it('is used until its end if the host does not renew it at the moment', async () => {
    const { oauth } = hosts.gitea;
    const id = await connected('gitea');
    oauth.fails = 'server_error';
    await endsIn(id, 60);
    expect((await listRepositories(id)).status).toBe(200);
    await endsIn(id, -1);
    const refused = await listRepositories(id);
    expect(refused.body).toMatchObject({
      success: false,
      message: `The host ${new URL(hosts.gitea.url).host} did not renew the connection. Try again later.`,
    });
    expect((await listed())[0]).toMatchObject({ state: 'ok' });
    oauth.fails = undefined;
    expect((await listRepositories(id)).status).toBe(200);
    expect(oauth.renewals).toBe(1);
  });

  it('that the host takes back shows to reconnect, which keeps the connection', async () => {
    const { oauth, state } = hosts.github;
    oauth.expiresIn = undefined;
    const id = await connected('github');
    expect((await listed())[0]).toMatchObject({ expiresAt: null });
    state.tokens.clear();
    await ana.ask('POST', `/api/connections/${id}/check`);
    const stateMessage = 'The host no longer accepts this connection. Reconnect it.';
    expect((await listed())[0]).toMatchObject({ state: 'refused', stateMessage });
    expect(await connected('github')).toBe(id);
    expect((await listed())[0]).toMatchObject({ state: 'ok', stateMessage: null });
  });
});

describe('disconnecting', () => {
  const disconnect = (id: string) => ana.trpc.connection.delete.mutate({ id });

  it.each(['github', 'gitlab'] as const)('has %s revoke the token, and what renews it', async (kind) => {
    const { oauth, state } = hosts[kind];
    const id = await connected(kind);
    expect([state.tokens.size, oauth.refresh.size]).toEqual([1, 1]);
    expect(await disconnect(id)).toEqual({ id, deleted: true, repos: 0, revocation: 'revoked' });
    expect([state.tokens.size, oauth.refresh.size]).toEqual([0, 0]);
  });

  it('does not wait for a host that hangs, and says what it does not know', async () => {
    const { oauth } = hosts.gitlab;
    const id = await connected('gitlab');
    let release = () => {};
    oauth.held = new Promise((resolve) => {
      release = resolve;
    });
    expect(await disconnect(id)).toMatchObject({ deleted: true, revocation: 'unconfirmed' });
    expect(await listed()).toEqual([]);
    release();
  });

  it('says that Gitea can not revoke a token', async () => {
    expect(await disconnect(await connected('gitea'))).toMatchObject({ revocation: 'unsupported' });
  });
});
