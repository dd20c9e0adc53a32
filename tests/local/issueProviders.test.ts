import { clientsOf, refused } from '@tests/support/providers/clients';
import { type KnownToken, repositories } from '@tests/support/providers/host';
import { HOST_KINDS, type LocalHostKind, localHosts } from '@tests/support/providers/localHosts';
import { beforeEach, describe, expect, it } from 'vitest';

/** Issues by the clients of providers, against local servers that speak their documented APIs. */

const ANA: Record<LocalHostKind, KnownToken> = {
  github: { login: 'ana', id: 7, scopes: ['repo'] },
  gitlab: { login: 'ana', id: 7, scopes: ['api'] },
  gitea: { login: 'ana', id: 7, scopes: ['read:user', 'read:repository', 'write:issue'] },
};

const hostOf = localHosts();
beforeEach(() => {
  for (const kind of HOST_KINDS) {
    const { state } = hostOf(kind);
    state.tokens.set('good', ANA[kind]);
    state.repositories = repositories('acme', 1);
    state.issues.length = 0;
    state.asked.length = 0;
    state.next.length = 0;
    state.withoutIssues.clear();
    state.onIssue = undefined;
  }
});

const place = { fullName: 'acme/repo-1', account: 'ana' };
const issue = { title: 'T', body: 'B <b>', label: 'heimdall' };
const clientOf = clientsOf(hostOf);

describe.each(HOST_KINDS)('%s', (kind) => {
  it('opens an issue with its label, lists, changes and comments it', { timeout: 60_000 }, async () => {
    const { state, url } = hostOf(kind);
    const made = await clientOf(kind).createIssue(place, issue);
    const page = kind === 'gitlab' ? '/-/issues/1' : '/issues/1';
    expect(made).toEqual({
      ...{ number: 1, title: 'T', body: 'B <b>', state: 'open' },
      url: `${url}/acme/repo-1${page}`,
    });
    expect(state.issues).toMatchObject([{ labels: ['heimdall'], author: 'ana', body: 'B <b>' }]);
    expect(await clientOf(kind).listIssues(place)).toEqual([made]);
    const change = { title: 'N', state: 'closed', comment: 'Fixed' } as const;
    await clientOf(kind).updateIssue(place, 1, change);
    expect(state.issues).toMatchObject([{ title: 'N', body: 'B <b>', state: 'closed', comments: ['Fixed'] }]);
    // GitHub alone says why one was closed.
    const closed = kind === 'github' ? 'closed' : 'not_planned';
    expect(await clientOf(kind).listIssues(place)).toMatchObject([{ state: closed }]);
    await clientOf(kind).updateIssue(place, 1, { state: 'open' });
    expect(await clientOf(kind).listIssues(place)).toMatchObject([{ state: 'open' }]);
  });

  it('lists all pages, and only what its account has opened', async () => {
    const { state } = hostOf(kind);
    const known = { repository: 'acme/repo-1', title: 'T', body: '', labels: [], comments: [] };
    for (let number = 1; number <= 230; number++) {
      state.issues.push({ ...known, number, author: 'ana', state: 'open', reason: null });
    }
    state.issues.push({ ...known, number: 231, author: 'eve', state: 'open', reason: null });
    const numbers = (await clientOf(kind).listIssues(place)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
  });

  it('sends an issue once, also if the host fails', { timeout: 60_000 }, async () => {
    const { state } = hostOf(kind);
    state.onIssue = async () => 'lost';
    expect(await refused(clientOf(kind).createIssue(place, issue))).toMatchObject({ kind: 'unavailable' });
    expect(state.issues).toHaveLength(1);
  });
});

it.each(['github', 'gitea'] as const)('%s says that issues are turned off', async (kind) => {
  hostOf(kind).state.withoutIssues.add('acme/repo-1');
  expect(await refused(clientOf(kind).listIssues(place))).toMatchObject({
    kind: 'forbidden',
    message: expect.stringMatching(/has its issues turned off/),
  });
});

it('GitHub says that an issue was closed as not planned', async () => {
  const { state } = hostOf('github');
  await clientOf('github').createIssue(place, issue);
  Object.assign(state.issues[0] ?? {}, { state: 'closed', reason: 'not_planned' });
  expect(await clientOf('github').listIssues(place)).toMatchObject([{ state: 'not_planned' }]);
});
