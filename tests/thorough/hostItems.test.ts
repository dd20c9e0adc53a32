import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { deliver, pushTo } from '@tests/support/deliveries';
import { commitsOn } from '@tests/support/gitServer';
import { failedRemoval, receiptOf, removeNow } from '@tests/support/hostItems';
import { type KnownRepository, repositories } from '@tests/support/providers/host';
import { rename } from '@tests/support/providers/items';
import { HOST_KINDS, type LocalHostKind, localHosts } from '@tests/support/providers/localHosts';
import { connectTo } from '@tests/support/rows';
import { scanAgain, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** Webhooks and deploy keys that Heimdall makes at hosts on loopback, which speak the providers' APIs. */

const hostOf = localHosts();
let server: TestServer;
let db: pg.Client;
/** The first account. */
let admin: TestUser;
let ana: TestUser;
beforeAll(async () => {
  server = await startServer({ withWorker: true });
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
});

const TOKEN = {
  github: { login: 'ana', id: 9, scopes: ['repo'] },
  gitlab: { login: 'ana', id: 9, scopes: ['api', 'read_repository'] },
  gitea: { login: 'ana', id: 9 },
};

beforeEach(async () => {
  ana = await newUser(server.url);
  for (const kind of HOST_KINDS) {
    const { state } = hostOf(kind);
    Object.assign(state, { hangs: false, fails: false });
    for (const list of [state.next, state.hooks, state.keys, state.asked]) list.length = 0;
    state.tokens.clear();
    state.formerNames.clear();
    state.repositories = repositories('acme', 2);
    state.tokens.set('good', TOKEN[kind]);
  }
});

const connect = async (kind: LocalHostKind) => {
  const body = { provider: kind, host: hostOf(kind).url, token: 'good' };
  const { status, data } = await ana.ask('POST', '/api/connections', { body });
  expect(status).toBe(201);
  return String(data.id);
};
const register = async (kind: LocalHostKind) =>
  (await newRepo(ana, { remote_url: `${hostOf(kind).url}/acme/repo-1.git` })).id;
const hookPath = (id: string) => `/api/repos/${id}/webhook`;
const PROVIDER = { body: { mode: 'provider' } };

/** A connected repo with a webhook at its host. */
async function hooked(kind: LocalHostKind): Promise<{ id: string; connection: string }> {
  const connection = await connect(kind);
  const id = await register(kind);
  const made = await ana.ask('PUT', hookPath(id), PROVIDER);
  expect([made.status, made.body.message]).toEqual([200, undefined]);
  return { id, connection };
}
/** The body of a push to the repository, as each host names it. */
function pushAt(kind: LocalHostKind) {
  const clone_url = `${hostOf(kind).url}/acme/repo-1.git`;
  const places = { repository: { clone_url }, project: { git_http_url: clone_url }, object_kind: 'push' };
  return pushTo('acme/repo-1', places);
}
const remove = async (id: string) => expect((await ana.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
const hooksAre = (kind: LocalHostKind, count: number) =>
  until(
    async () => hostOf(kind).state.hooks.length,
    (length) => length === count,
    60_000,
  );

it('a webhook is not hidden by older ones of others at its path', async () => {
  const { id } = await hooked('github');
  const [{ url = '', secret = '' } = {}] = hostOf('github').state.hooks;
  // As if twenty others had been first.
  const bob = await newUser(server.url);
  for (let n = 0; n < 20; n++) {
    const other = await newRepo(bob, { remote_url: `${hostOf('github').url}/acme/repo-1.git` });
    await bob.ask('PUT', hookPath(other.id), { body: { mode: 'manual', provider: 'github' } });
  }
  await db.query("UPDATE webhooks SET created_at = now() + interval '1 hour' WHERE repo_id = $1", [id]);
  const body = pushAt('github');
  expect((await deliver(server.url, { provider: 'github', body, secret })).status).toBe(401);
  const webhook = new URL(url).searchParams.get('id') ?? '';
  const sent = await deliver(server.url, { provider: 'github', body, secret, webhook });
  expect(sent.data.outcome).toBe('scan_requested');
  expect((await deliver(server.url, { provider: 'github', body, secret: 'wrong', webhook })).status).toBe(
    401,
  );
});

describe.each(HOST_KINDS)('a webhook made at %s', (kind) => {
  it('reports pushes with a secret of its own, and is made once', async () => {
    const { id } = await hooked(kind);
    const { state } = hostOf(kind);
    expect(state.hooks).toHaveLength(1);
    const [{ url = '', secret = '', events } = {}] = state.hooks;
    expect(JSON.stringify(events)).toMatch(/push/);
    const { data } = await ana.ask('GET', hookPath(id));
    expect(data).toMatchObject({ mode: 'provider', provider: kind, url, secret: null, state: 'active' });
    const again = await ana.ask('PUT', hookPath(id), PROVIDER);
    expect(again.data).toEqual(data);
    expect(state.hooks).toEqual([{ id: 1, repository: 'acme/repo-1', url, secret, events }]);
    const webhook = new URL(url).searchParams.get('id') ?? '';
    const sent = await deliver(server.url, { provider: kind, body: pushAt(kind), secret, webhook });
    expect(sent.data.outcome).toBe('scan_requested');
    expect((await ana.ask('GET', hookPath(id))).data.state).toBe('receiving');
    expect((await ana.ask('PUT', hookPath(id), PROVIDER)).data.state).toBe('receiving');
  });

  it('is made again when it is missing there, and removed when it is turned off or made by hand', async () => {
    const { id } = await hooked(kind);
    const { state } = hostOf(kind);
    const [{ url = '', secret = '' } = {}] = state.hooks;
    state.hooks.length = 0;
    await ana.ask('PUT', hookPath(id), PROVIDER);
    expect(state.hooks).toMatchObject([{ url, secret }]);
    const manual = await ana.ask('PUT', hookPath(id), { body: { mode: 'manual' } });
    expect(manual.data).toMatchObject({ mode: 'manual', state: 'waiting', secret: expect.any(String) });
    await hooksAre(kind, 0);
    await ana.ask('PUT', hookPath(id), PROVIDER);
    expect(state.hooks[0]?.url).not.toBe(url);
    expect((await ana.ask('DELETE', hookPath(id))).status).toBe(200);
    await hooksAre(kind, 0);
    // Nothing is left of what was removed.
    const rows = () => db.query('SELECT outcome FROM host_items WHERE made_for_id = $1', [id]);
    await until(rows, ({ rowCount }) => rowCount === 0, 60_000);
  });

  it('that could not be removed is said to be there, until another try removes it', async () => {
    const { id } = await hooked(kind);
    const { state } = hostOf(kind);
    const faultIs = (fits: (message: unknown) => boolean) =>
      until(async () => (await ana.ask('GET', hookPath(id))).data.message, fits, 60_000);
    state.tokens.set('good', { ...TOKEN[kind], manages: false });
    await ana.ask('DELETE', hookPath(id));
    expect(await faultIs((it) => it !== null)).toMatch(/Remove the webhook .* of acme\/repo-1 on 127/);
    state.tokens.set('good', TOKEN[kind]);
    await ana.ask('PUT', hookPath(id), PROVIDER);
    await faultIs((it) => it === null);
    await hooksAre(kind, 1);
  });

  it('that the token may not make is refused with what it needs', async () => {
    await connect(kind);
    const id = await register(kind);
    hostOf(kind).state.tokens.set('good', { ...TOKEN[kind], manages: false });
    const { body } = await ana.ask('PUT', hookPath(id), PROVIDER);
    expect(body).toMatchObject({ code: 409, message: expect.stringMatching(/may not do this .* needs the/) });
    expect((await ana.ask('GET', hookPath(id))).data).toMatchObject({ mode: null, state: 'off' });
    expect((await db.query('SELECT FROM host_items WHERE made_for_id = $1', [id])).rowCount).toBe(0);
  });

  it('is removed when its repo is deleted, also if that was renamed; the receipt says so', async () => {
    const { id } = await hooked(kind);
    rename(hostOf(kind).state, 'acme/repo-1', 'new/name');
    hostOf(kind).state.fails = true;
    await remove(id);
    await failedRemoval(db, id);
    hostOf(kind).state.fails = false;
    expect(await receiptOf(ana, id, 'pending')).toMatchObject([
      { kind: 'webhook', state: 'pending', repository: 'acme/repo-1', message: expect.any(String) },
    ]);
    await removeNow(db);
    expect(await receiptOf(ana, id, 'removed')).toMatchObject([{ state: 'removed', message: null }]);
    expect(hostOf(kind).state.hooks).toEqual([]);
    const { rows } = await db.query('SELECT secret, token FROM host_items WHERE made_for_id = $1', [id]);
    expect(rows).toEqual([{ secret: null, token: null }]);
  });
});

describe('the removal of a deleted repo’s webhook', () => {
  it('says what was already gone, there or with the repository', async () => {
    const { id } = await hooked('gitea');
    hostOf('gitea').state.hooks.length = 0;
    await remove(id);
    expect(await receiptOf(ana, id, 'gone')).toMatchObject([{ state: 'gone', message: null }]);
    const other = await register('gitea');
    await ana.ask('PUT', hookPath(other), PROVIDER);
    hostOf('gitea').state.repositories = [];
    await remove(other);
    const [item] = await receiptOf(ana, other, 'gone');
    expect(item?.message).toMatch(/deleted there, or the token can not see it/);
  });

  it('that the host refuses says why, and what its user can do', async () => {
    const { id } = await hooked('gitea');
    hostOf('gitea').state.tokens.set('good', { ...TOKEN.gitea, manages: false });
    await remove(id);
    const [item] = await receiptOf(ana, id, 'refused');
    expect(item?.message).toMatch(/scope write:repository.*Remove the webhook .* of acme\/repo-1 on 127/);
  });

  it('needs a connection, or the token of one that was deleted while it waited', async () => {
    const gone = await hooked('gitea');
    await ana.ask('DELETE', `/api/connections/${gone.connection}`);
    await remove(gone.id);
    const [item] = await receiptOf(ana, gone.id, 'disconnected');
    expect(item?.message).toMatch(/no connection to this host any more\. Remove the webhook/);

    const waits = await hooked('github');
    hostOf('github').state.fails = true;
    await remove(waits.id);
    await failedRemoval(db, waits.id);
    hostOf('github').state.fails = false;
    await ana.ask('DELETE', `/api/connections/${waits.connection}`);
    await removeNow(db);
    expect(await receiptOf(ana, waits.id, 'removed')).toHaveLength(1);
    expect(hostOf('github').state.hooks).toEqual([]);
  });

  it('follows from the deletion of its user', async () => {
    const { id } = await hooked('gitlab');
    expect((await admin.ask('DELETE', `/api/users/${ana.id}`)).status).toBe(200);
    expect(await receiptOf(admin, id, 'removed')).toHaveLength(1);
    expect(hostOf('gitlab').state.hooks).toEqual([]);
  });

  it('of one user waits for no host of another', async () => {
    const slow = await hooked('gitlab');
    hostOf('gitlab').state.hangs = true;
    await remove(slow.id);
    const held = () =>
      db.query('SELECT FROM host_items WHERE made_for_id = $1 AND worker_id IS NOT NULL', [slow.id]);
    await until(held, ({ rowCount }) => rowCount === 1, 60_000);
    ana = await newUser(server.url);
    const quick = await hooked('gitea');
    await remove(quick.id);
    expect(await receiptOf(ana, quick.id, 'removed')).toHaveLength(1);
    expect((await db.query('SELECT outcome FROM host_items WHERE made_for_id = $1', [slow.id])).rows).toEqual(
      [{ outcome: null }],
    );
  });
});

describe.each(HOST_KINDS)('a deploy key at %s', (kind) => {
  const sshRepo = async () => {
    await connect(kind);
    return (await newRepo(ana, { remote_url: 'ssh://git@127.0.0.1:2222/acme/repo-1.git' })).id;
  };
  const bare = (line: unknown) => String(line).split(' ').slice(0, 2).join(' ');

  it('is added once, read-only, replaced by a new one, and removed with its repo', async () => {
    const id = await sshRepo();
    const { keys } = hostOf(kind).state;
    const path = `/api/repos/${id}/deploy-key`;
    const added = await ana.ask('PUT', path);
    expect([added.status, added.body.message]).toEqual([200, undefined]);
    expect(keys).toMatchObject([{ title: 'Heimdall', readOnly: true, key: bare(added.data.public_key) }]);
    await ana.ask('PUT', path);
    expect(keys).toHaveLength(1);
    expect(await ana.trpc.deployKey.get.query({ id })).toMatchObject({
      addedTo: expect.stringMatching(/^127/),
    });

    const made = await ana.ask('POST', path);
    await until(
      async () => keys.map(({ key }) => key),
      (all) => all.length === 1 && all[0] === bare(made.data.public_key),
      60_000,
    );
    await remove(id);
    // The former key is listed too if its removal ended after that.
    const receipt = await receiptOf(ana, id, 'removed');
    expect(new Set(receipt.map(({ kind: it }) => it))).toEqual(new Set(['deploy_key']));
    expect(keys).toEqual([]);
  });

  it('that the token may not add is refused with what it needs', async () => {
    const id = await sshRepo();
    hostOf(kind).state.tokens.set('good', { ...TOKEN[kind], manages: false });
    const { body } = await ana.ask('PUT', `/api/repos/${id}/deploy-key`);
    expect(body).toMatchObject({ code: 409, message: expect.stringMatching(/may not do this .* needs the/) });
    expect(await ana.trpc.deployKey.get.query({ id })).toMatchObject({ addedTo: null });
  });
});

describe.each(['github', 'gitea'] as const)('a repository that is renamed at %s', (kind) => {
  const factsOf = (id: string) => ana.trpc.repo.byId.query({ id });
  const probe = async (id: string) => {
    await ana.ask('POST', `/api/repos/${id}/remote`);
    return until(
      () => factsOf(id),
      ({ remote }) => remote.state !== 'pending',
      60_000,
    );
  };

  it('is followed by its id, and said to be archived or gone', async () => {
    const { state, git, url } = hostOf(kind);
    git.makeRepository('acme/repo-1.git', commitsOn('main'));
    git.makeRepository('new/name.git', commitsOn('main'));
    await connect(kind);
    const id = await register(kind);
    const settled = ({ remote }: { remote: { state: string } }) => remote.state !== 'pending';
    const found = await until(() => factsOf(id), settled, 60_000);
    expect(found).toMatchObject({ remote: { state: 'found' }, remoteFormerUrl: null, remoteArchived: false });
    const { rows } = await db.query('SELECT external_id FROM repos WHERE id = $1', [id]);
    expect(rows).toEqual([{ external_id: '1' }]);
    // The first scan, which the probe has requested, may have read the former name.
    await scanned(ana, id);

    rename(state, 'acme/repo-1', 'new/name');
    // Another repository may have the former name.
    state.repositories = [
      ...state.repositories,
      { ...repositories('acme', 1)[0], id: 77 } as KnownRepository,
    ];
    await scanAgain(ana, id);
    expect(await factsOf(id)).toMatchObject({
      remoteUrl: `${url}/new/name.git`,
      remoteFormerUrl: `${url}/acme/repo-1.git`,
    });

    state.repositories = state.repositories.map((it) => ({ ...it, archived: true }));
    expect(await probe(id)).toMatchObject({ remoteArchived: true, remote: { state: 'found' } });
    state.tokens.set('good', { ...TOKEN[kind], sees: [] });
    const gone = await probe(id);
    expect(gone.remote).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^The repository new\/name was deleted on 127/),
    });
  });
});
