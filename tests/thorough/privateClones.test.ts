import { readdirSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { deliver, pushTo } from '@tests/support/deliveries';
import { commitsOn } from '@tests/support/gitServer';
import { gitIn } from '@tests/support/hostileRepos';
import { sampleProcesses, tablesWith } from '@tests/support/leaks';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** Private repositories, read by the tokens of connections, with a worker of its own process. */

const TOKEN = 'ghp_a1B2c3D4e5F6g7H8i9J0';

let host: LocalHost;
let elsewhere: Server;
const seenElsewhere: IncomingHttpHeaders[] = [];
let server: TestServer;
let db: pg.Client;
let ana: TestUser;
let worker: number | undefined;
let printed = '';

beforeAll(async () => {
  host = await startHost('github');
  elsewhere = createServer((request, response) => {
    seenElsewhere.push(request.headers);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  server = await startServer({
    env: {
      HEIMDALL_GITHUB_URL: host.url,
      HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1,localhost',
      HEIMDALL_LOG_LEVEL: 'debug',
    },
  });
  const print = (text: string) => {
    printed += text;
  };
  worker = (await server.startPart('worker', {}, print)).child.pid;
  db = await connectTo(server.database.url);
  for (const name of ['repo-1', 'repo-2', 'repo-3']) {
    host.git.makeRepository(`acme/${name}.git`, commitsOn('main'));
  }
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await host?.git.stop();
  elsewhere?.close();
});
beforeEach(async () => {
  ana = await newUser(server.url);
  host.state.tokens.clear();
  host.state.tokens.set(TOKEN, { login: 'ana', id: 7, scopes: ['repo'] });
  host.state.repositories = repositories('acme', 3);
});

type Remote = { state: string; message: string | null };
const remoteOf = async (id: string) => (await ana.ask('GET', `/api/repos/${id}/remote`)).data as Remote;
const probed = (id: string) =>
  until(
    () => remoteOf(id),
    ({ state }) => state !== 'pending',
  );
const scanOf = (id: string) =>
  until(
    async () => ((await ana.ask('GET', `/api/repos/${id}/scans`)).data.items as Record<string, unknown>[])[0],
    (scan) => scan?.status === 'completed' || scan?.status === 'failed',
    60_000,
  );
async function connect(token = TOKEN, body: object = { provider: 'github' }): Promise<string> {
  const answer = await ana.ask('POST', '/api/connections', { body: { token, ...body } });
  expect(answer.body).toMatchObject({ success: true });
  return String(answer.data.id);
}
const stateOf = async (id: string) =>
  ((await ana.ask('GET', '/api/connections')).data.items as { id: string; state: string }[]).find(
    (it) => it.id === id,
  )?.state;
const register = (name: string, fields: object = {}) =>
  newRepo(ana, { remote_url: `${host.url}/acme/${name}.git`, ...fields });

describe('a private repository', () => {
  it('is scanned by the token of its connection, which stands nowhere meanwhile', async () => {
    const base64 = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
    const sampled = sampleProcesses(() => [TOKEN, base64]);
    const id = await connect();
    // So that Git is seen while it waits for the host.
    const release = host.git.hold('acme');
    const repo = await register('repo-1', { source_type: 'github' });
    expect(repo.oauth_connection_id).toBe(id);
    await until(async () => sampled.sawTransport(), Boolean);
    release();
    expect(await probed(repo.id)).toMatchObject({ state: 'found', message: null });
    expect(await scanOf(repo.id)).toMatchObject({ status: 'completed' });
    expect(sampled.end()).toEqual([]);
    expect(await tablesWith(db, TOKEN)).toEqual([]);
    expect(printed + server.web.output()).not.toContain(TOKEN);
    // Workers of other tests have their own.
    const ofWorker = `heimdall-credential-${worker}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(ofWorker))).toEqual([]);
    const { items } = await ana.trpc.connection.list.query({});
    expect(items[0]?.lastUsedAt).not.toBeNull();
  });

  it('says to reconnect when its token is refused, and is probed and scanned again once that is done', async () => {
    const id = await connect();
    const repo = await register('repo-1');
    await scanOf(repo.id);
    host.state.tokens.clear();
    await ana.ask('POST', `/api/repos/${repo.id}/scan`);
    const failed = await until(
      () => scanOf(repo.id),
      (scan) => scan?.status === 'failed',
    );
    const message = `Reconnect ana on ${new URL(host.url).host} in the settings: its token is no longer accepted.`;
    expect(failed).toMatchObject({ error_message: message });
    expect(
      await until(
        () => probed(repo.id),
        ({ state }) => state === 'failed',
      ),
    ).toMatchObject({ message });
    expect(await stateOf(id)).toBe('refused');
    host.state.tokens.set('ghp_new', { login: 'ana', id: 7, scopes: ['repo'] });
    expect(await connect('ghp_new')).toBe(id);
    expect(
      await until(
        () => probed(repo.id),
        ({ state }) => state === 'found',
      ),
    ).toMatchObject({ message: null });
    const again = await until(
      () => scanOf(repo.id),
      (scan) => scan?.status === 'completed' && scan.id !== failed?.id,
    );
    expect(again).toMatchObject({ complete: true, triggered_by: null });
  });

  it('is linked to the connection that can read it, if its own can not', async () => {
    host.state.tokens.set('ghp_other', { login: 'bo', id: 8, scopes: ['repo'], sees: ['acme/repo-2'] });
    const first = await connect();
    const newest = await connect('ghp_other');
    const repo = await register('repo-1');
    expect(repo.oauth_connection_id).toBe(newest);
    expect(await probed(repo.id)).toMatchObject({ state: 'found' });
    expect((await ana.ask('GET', `/api/repos/${repo.id}`)).data.oauth_connection_id).toBe(first);
    // Its token is fine, only this repository is not for it.
    expect(await stateOf(newest)).toBe('ok');
    await ana.ask('DELETE', `/api/connections/${first}`);
    await ana.ask('POST', `/api/repos/${repo.id}/remote`);
    const { message } = await until(
      () => probed(repo.id),
      ({ state }) => state === 'failed',
    );
    // Once the host's id of the repository is known, the message says that it may be deleted.
    expect(message).toMatch(/[Tt]he token of bo (?:on 127\.0\.0\.1:\d+ can't read this|can't see it)/);
  });

  it('is read from any Git host by a user name and a token', async () => {
    const id = await connect(TOKEN, { provider: 'basic', host: host.url, username: 'ana' });
    const repo = await register('repo-1');
    expect(await probed(repo.id)).toMatchObject({ state: 'found' });
    expect((await ana.ask('GET', `/api/repos/${repo.id}`)).data.oauth_connection_id).toBe(id);
    host.state.tokens.clear();
    await ana.ask('POST', `/api/repos/${repo.id}/remote`);
    await until(
      () => probed(repo.id),
      ({ state }) => state === 'failed',
    );
    expect(await stateOf(id)).toBe('refused');
  });

  it('is read as soon as its host is connected', async () => {
    const repo = await register('repo-1');
    expect((await probed(repo.id)).message).toMatch(/private or does not exist/);
    const id = await connect();
    expect(
      await until(
        () => probed(repo.id),
        ({ state }) => state === 'found',
      ),
    ).toMatchObject({ message: null });
    expect((await ana.ask('GET', `/api/repos/${repo.id}`)).data.oauth_connection_id).toBe(id);
  });

  it('never sends its token to another host, nor to another port of its own', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    await connect();
    for (const name of ['127.0.0.1', 'localhost']) {
      const repo = await newRepo(ana, { remote_url: `http://${name}:${port}/acme/repo-1.git` });
      expect(await probed(repo.id)).toMatchObject({ state: 'failed' });
    }
    expect(seenElsewhere.length).toBeGreaterThan(0);
    expect(seenElsewhere.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });
});

describe('a repository without a remote', () => {
  const urlOf = async (id: string) => (await ana.ask('GET', `/api/repos/${id}`)).data.remote_url;
  const registerNamed = (name: string) => newRepo(ana, { name, source_type: 'github', remote_url: null });

  it('is found by its full name, or as the only one of its name that the connection can see', async () => {
    await connect();
    for (const name of ['acme/repo-2', 'repo-3']) {
      const { id } = await registerNamed(name);
      expect(await probed(id), name).toMatchObject({ state: 'found', message: null });
      expect(await urlOf(id)).toBe(`${host.url}/acme/${name.replace('acme/', '')}.git`);
    }
  });

  it('says what it needs otherwise', async () => {
    const { id: unconnected } = await registerNamed('repo-1');
    await ana.ask('POST', `/api/repos/${unconnected}/remote`);
    const start = 'Heimdall does not know where this repository is.';
    const needs = `${start} Connect GitHub in the settings, or set the URL of this repository.`;
    expect(
      await until(
        () => probed(unconnected),
        ({ message }) => message !== null,
      ),
    ).toMatchObject({
      state: 'none',
      message: needs,
    });
    // The second one of the name is on the second page, after others that a search for it finds, too.
    const alike = repositories('many', 120).map((it) => ({ ...it, fullName: `${it.fullName}-docs` }));
    host.state.repositories.push(...alike, ...repositories('other', 1));
    await connect();
    const several = /can see several repositories of its name\. Set its URL, or name it owner\/name\.$/;
    expect(
      await until(
        () => probed(unconnected),
        ({ message }) => message !== needs,
      ),
    ).toMatchObject({
      state: 'none',
      message: expect.stringMatching(several),
    });
    const { id: ghost } = await registerNamed('ghost');
    expect((await probed(ghost)).message).toMatch(/can see no repository of its name/);
  });
});

describe('a push', () => {
  type Scan = { id: string; status: string; commit_sha: string | null };
  const scansOf = async (id: string) =>
    (await ana.ask('GET', `/api/repos/${id}/scans?limit=100`)).data.items as Scan[];
  const ended = (id: string) =>
    until(
      () => scansOf(id),
      (scans) => scans.every(({ status }) => ['completed', 'failed'].includes(status)),
      60_000,
    );
  /** Moves the branch to a commit that it has not had. */
  let moves = 0;
  const move = () => {
    moves += 1;
    const others = Array.from({ length: moves }, (_, index) => `other-${index}`);
    host.git.makeRepository('acme/repo-3.git', commitsOn(...others, 'main'));
    return gitIn(host.git.directory('acme/repo-3.git'), ['rev-parse', 'refs/heads/main']);
  };

  it('starts a scan of its commit; several at once become a scan of the last', async () => {
    await connect();
    const { id } = await register('repo-3', { default_branch: 'main' });
    const first = await scanOf(id);
    const hook = await ana.ask('PUT', `/api/repos/${id}/webhook`, {
      body: { mode: 'manual', provider: 'github' },
    });
    const clone_url = `${host.url}/acme/repo-3.git`;
    const push = (before: unknown, after: unknown) =>
      deliver(server.url, {
        body: pushTo('acme/repo-3', { before, after, repository: { full_name: 'acme/repo-3', clone_url } }),
        secret: String(hook.data.secret),
      });
    const second = move();
    expect((await push(first?.commit_sha, second)).body).toMatchObject({
      data: { outcome: 'scan_requested' },
    });
    expect(await ended(id)).toMatchObject([{ status: 'completed', commit_sha: second }, { id: first?.id }]);

    const commits = [second, move(), move(), move()];
    const last = commits.at(-1);
    const burst = commits.slice(1).map((after, index) => push(commits[index], after));
    for (const { status } of await Promise.all(burst)) expect(status).toBe(202);
    const more = (await ended(id)).slice(0, -2);
    // One that was fetching already is followed by another, as it may have missed the last push.
    expect([1, 2]).toContain(more.length);
    expect(new Set(more.map(({ commit_sha }) => commit_sha))).toEqual(new Set([last]));
    const again = await push(commits[2], last);
    expect(again.body).toMatchObject({ data: { outcome: 'already_scanned' } });
  });
});
