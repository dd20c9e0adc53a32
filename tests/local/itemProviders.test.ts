import { clientsOf, refused } from '@tests/support/providers/clients';
import { type KnownToken, repositories } from '@tests/support/providers/host';
import { rename } from '@tests/support/providers/items';
import { HOST_KINDS, type LocalHostKind, localHosts } from '@tests/support/providers/localHosts';
import { beforeEach, describe, expect, it } from 'vitest';

/** Webhooks, deploy keys and renamed repositories, by clients against local servers that speak the documented APIs. */

const ANA: Record<LocalHostKind, KnownToken> = {
  github: { login: 'ana', id: 7, scopes: ['repo'] },
  gitlab: { login: 'ana', id: 7, scopes: ['api'] },
  gitea: { login: 'ana', id: 7, scopes: ['read:user', 'read:repository', 'write:repository'] },
};

const hostOf = localHosts();
beforeEach(() => {
  for (const kind of HOST_KINDS) {
    const { state } = hostOf(kind);
    state.tokens.set('good', ANA[kind]);
    state.repositories = repositories('acme', 2);
    state.formerNames.clear();
    for (const list of [state.hooks, state.keys, state.next]) list.length = 0;
    state.unchanged = 0;
  }
});

const REPO = 'acme/repo-1';
const KEY = `ssh-ed25519 ${'A'.repeat(68)} heimdall`;
const HOOK = { url: 'https://heimdall.example/api/webhooks/github?id=1', secret: 'a secret' };
const clientOf = clientsOf(hostOf);

describe.each(HOST_KINDS)('%s', (kind) => {
  it('makes a webhook once, changes its secret, and removes it', { timeout: 60_000 }, async () => {
    const { hooks } = hostOf(kind).state;
    hooks.push({ id: 50, repository: REPO, url: 'https://other.example', secret: 'x', events: [] });
    await clientOf(kind).ensureWebhook(REPO, HOOK);
    await clientOf(kind).ensureWebhook(REPO, { ...HOOK, secret: 'another' });
    expect(hooks.slice(1)).toMatchObject([{ repository: REPO, url: HOOK.url, secret: 'another' }]);
    expect(await clientOf(kind).removeWebhook(REPO, HOOK.url)).toBe(true);
    expect(await clientOf(kind).removeWebhook(REPO, HOOK.url)).toBe(false);
    expect(hooks).toMatchObject([{ id: 50 }]);
  });

  it('finds a webhook behind more than a page of others', { timeout: 60_000 }, async () => {
    const { hooks } = hostOf(kind).state;
    for (let id = 1; id <= 130; id++) {
      hooks.push({ id, repository: REPO, url: `https://other.example/${id}`, secret: 'x', events: [] });
    }
    hooks.push({ id: 131, repository: REPO, ...HOOK, events: [] });
    expect(await clientOf(kind).removeWebhook(REPO, HOOK.url)).toBe(true);
    expect(hooks).toHaveLength(130);
  });

  it('adds a deploy key that may only read, once, and removes it', { timeout: 60_000 }, async () => {
    const { keys } = hostOf(kind).state;
    await clientOf(kind).ensureDeployKey(REPO, KEY);
    await clientOf(kind).ensureDeployKey(REPO, KEY);
    expect(keys).toMatchObject([{ title: 'Heimdall', key: KEY.replace(' heimdall', ''), readOnly: true }]);
    expect(await clientOf(kind).removeDeployKey(REPO, KEY)).toBe(true);
    expect(await clientOf(kind).removeDeployKey(REPO, KEY)).toBe(false);
  });

  it('says that the token may not, also where the host says that there is nothing', async () => {
    hostOf(kind).state.tokens.set('good', { ...ANA[kind], manages: false });
    const denied = { kind: 'forbidden', message: expect.stringMatching(/^The token may not do this on/) };
    expect(await refused(clientOf(kind).ensureWebhook(REPO, HOOK))).toMatchObject(denied);
    expect(await refused(clientOf(kind).removeDeployKey(REPO, KEY))).toMatchObject(denied);
  });

  it('follows a renamed repository by its former name and by its id', { timeout: 60_000 }, async () => {
    rename(hostOf(kind).state, REPO, 'new/name');
    const now = { externalId: '1', fullName: 'new/name', cloneUrl: `${hostOf(kind).url}/new/name.git` };
    expect(await clientOf(kind).getRepository(REPO)).toMatchObject(now);
    expect(await clientOf(kind).getRepositoryById('1')).toMatchObject(now);
    expect(await clientOf(kind).getRepositoryById('99')).toBeUndefined();
  });
});

it('GitHub says why it does not take an address', async () => {
  const hook = { ...HOOK, url: 'http://not-public.example/hook' };
  expect(await refused(clientOf('github').ensureWebhook(REPO, hook))).toMatchObject({
    kind: 'forbidden',
    message: expect.stringMatching(/does not accept the address http:\/\/not-public.example.*HEIMDALL_URL/),
  });
});

it('GitHub is asked whether a repository has changed, and its answer is kept until it has', async () => {
  const { state } = hostOf('github');
  state.repositories = repositories('kept', 1);
  const read = () => clientOf('github').getRepository('kept/repo-1');
  const first = await read();
  expect(await read()).toEqual(first);
  expect(state.unchanged).toBe(1);
  state.repositories = repositories('kept', 1, { archived: true });
  expect(await read()).toEqual({ ...first, archived: true });
  expect(state.unchanged).toBe(1);
  // Another token gets no answer that was kept for this one.
  state.tokens.clear();
  expect(await refused(read())).toMatchObject({ kind: 'refused' });
});

it('GitHub is asked whether a page of the list has changed, and keeps the way to the next', async () => {
  const { state } = hostOf('github');
  state.repositories = repositories('listed', 120);
  const list = () => clientOf('github').listRepositories({ page: 1 });
  const first = await list();
  expect(await list()).toEqual(first);
  expect(first).toMatchObject({ nextPage: 2, items: { length: 100 } });
  expect(state.unchanged).toBe(1);
  state.repositories = repositories('listed', 2);
  expect(await list()).toMatchObject({ nextPage: null, items: { length: 2 } });
  expect(state.unchanged).toBe(1);
});
