import { clientsOf, refused } from '@tests/support/providers/clients';
import { SECONDARY_LIMIT } from '@tests/support/providers/github';
import { type KnownToken, repositories } from '@tests/support/providers/host';
import { HOST_KINDS, type LocalHostKind, localHosts } from '@tests/support/providers/localHosts';
import { beforeEach, describe, expect, it } from 'vitest';

/** The clients of providers against local servers that speak their documented APIs. */

const ANA: Record<LocalHostKind, KnownToken> = {
  github: { login: 'ana', id: 7, scopes: ['repo', 'read:org'] },
  gitlab: { login: 'ana', id: 7, scopes: ['read_api', 'read_repository'] },
  gitea: { login: 'ana', id: 7, scopes: ['read:user', 'read:repository'] },
};

const hostOf = localHosts();
beforeEach(() => {
  for (const kind of HOST_KINDS) {
    const { state } = hostOf(kind);
    state.tokens.clear();
    state.tokens.set('good', ANA[kind]);
    state.repositories = repositories('acme', 120);
    state.asked.length = 0;
    state.next.length = 0;
    state.hangs = false;
  }
});

const clientOf = clientsOf(hostOf);
const portOf = (kind: LocalHostKind) => new URL(hostOf(kind).url).host;

describe.each(HOST_KINDS)('%s', (kind) => {
  it('says whose token it is, and what it may do', async () => {
    expect(await clientOf(kind).whoAmI()).toMatchObject({
      id: '7',
      name: 'ana',
      scopes: ANA[kind].scopes,
      lacks: [],
    });
  });

  it('names the scopes that a token lacks', async () => {
    const lacking = { github: ['repo'], gitlab: ['read_api'], gitea: ['read:repository'] };
    const scopes = { github: ['public_repo'], gitlab: ['read_repository'], gitea: ['read:user'] };
    hostOf(kind).state.tokens.set('weak', { ...ANA[kind], scopes: scopes[kind] });
    expect((await clientOf(kind, 'weak').whoAmI()).lacks).toEqual(lacking[kind]);
  });

  it('refuses an unknown token', async () => {
    const message = `The host ${portOf(kind)} does not accept the token.`;
    expect(await refused(clientOf(kind, 'wrong').whoAmI())).toMatchObject({ kind: 'refused', message });
  });

  it('is not asked about names and ids that would lead to another resource', async () => {
    const { state } = hostOf(kind);
    for (const name of [
      '../user',
      '..',
      'acme/..',
      '../../user',
      'acme/./repo-1',
      '/user',
      'user',
      'acme/a b',
    ]) {
      const [client, place] = [clientOf(kind), { fullName: name, account: 'ana' }];
      const denied = {
        kind: 'forbidden',
        message: `There is no repository of this name on ${portOf(kind)}.`,
      };
      expect(await client.getRepository(name)).toBeUndefined();
      expect(await client.getRepositoryById(name)).toBeUndefined();
      expect(await client.listBranches({ fullName: name, cloneUrl: '' })).toEqual([]);
      expect(await refused(client.listIssues(place))).toMatchObject(denied);
      expect(await refused(client.updateIssue(place, 1, {}))).toMatchObject(denied);
      expect(await refused(client.removeWebhook(name, 'https://a'))).toMatchObject(denied);
      expect(await refused(client.ensureDeployKey(name, 'ssh-ed25519 A'))).toMatchObject(denied);
    }
    expect(state.asked).toEqual([]);
  });

  it('lists repositories page by page', async () => {
    const client = clientOf(kind);
    const seen: string[] = [];
    for (let page: number | null = 1; page !== null; ) {
      const found = await client.listRepositories({ page });
      seen.push(...found.items.map(({ fullName }) => fullName));
      page = found.nextPage;
    }
    expect(seen).toEqual(repositories('acme', 120).map(({ fullName }) => fullName));
    const { items } = await client.listRepositories({ page: 1 });
    expect(items[0]).toEqual({
      externalId: '1',
      fullName: 'acme/repo-1',
      cloneUrl: `${hostOf(kind).url}/acme/repo-1.git`,
      defaultBranch: 'main',
      private: true,
      archived: false,
      language: null,
      pushedAt: new Date('2026-11-01T10:00:00Z'),
    });
  });

  it('names the main languages of a page of repositories by at most two requests', async () => {
    const { state } = hostOf(kind);
    state.repositories = [
      ...repositories('acme', 40, { language: 'Go' }),
      { id: 41, fullName: 'acme/empty', private: true, branches: [] },
    ];
    const { items } = await clientOf(kind).listRepositories({ page: 1, q: 'acme' });
    expect(items.slice(0, 40).map(({ language }) => language)).toEqual(Array(40).fill('Go'));
    expect(items[40]?.language).toBeNull();
    // Gitea wants the id of their owner, which is another answer.
    expect(state.asked).toHaveLength({ github: 1, gitlab: 2, gitea: 2 }[kind]);
  });

  it('finds repositories by a part of their names, and by their owners, also on later pages', async () => {
    const { state } = hostOf(kind);
    state.repositories.push(...repositories('other', 2));
    const namesOf = async (query: object) =>
      (await clientOf(kind).listRepositories({ page: 1, ...query })).items.map(({ fullName }) => fullName);
    expect(await namesOf({ q: 'repo-117' })).toEqual(['acme/repo-117']);
    expect(await namesOf({ owner: 'Other' })).toEqual(['other/repo-1', 'other/repo-2']);
    expect(await namesOf({ q: 'nowhere' })).toEqual([]);
  });

  it('gets one repository, and says if there is none', async () => {
    const client = clientOf(kind);
    expect(await client.getRepository('acme/repo-3')).toMatchObject({ externalId: '3' });
    expect(await client.getRepository('acme/none')).toBeUndefined();
  });

  it('lists the branches, more than a page of them', async () => {
    const branches = Array.from({ length: 130 }, (_, index) => `feature/${index}`);
    hostOf(kind).state.repositories = repositories('acme', 1, { branches });
    const listed = { fullName: 'acme/repo-1', cloneUrl: '' };
    expect(await clientOf(kind).listBranches(listed)).toEqual(branches);
  });

  it('says how long a limit lasts, and does not ask again meanwhile', async () => {
    const { state } = hostOf(kind);
    const body = kind === 'github' ? SECONDARY_LIMIT : { message: 'Retry later' };
    const status = kind === 'github' ? 403 : 429;
    state.next.push({ status, body, headers: { 'retry-after': '90' } });
    expect(await refused(clientOf(kind).getRepository('acme/repo-1'))).toMatchObject({
      kind: 'limited',
      retryAfter: 90,
      message: `The host ${portOf(kind)} limits our requests. Try again in 90 seconds.`,
    });
    expect(state.asked).toHaveLength(1);
  });

  it.each([
    ['an internal error', { status: 500, body: {} }, 'reports an internal error. Try again later.'],
    [
      'another website',
      { status: 200, text: '<html>' },
      'does not answer as this provider. Check its address.',
    ],
    [
      'a redirect to another host',
      { status: 302, headers: { location: 'http://localhost:9/x' } },
      'redirects to another place. Check its address.',
    ],
  ])('%s: unavailable, in words', async (_, instead, words) => {
    hostOf(kind).state.next.push(instead, instead, instead);
    const message = `The host ${portOf(kind)} ${words}`;
    expect(await refused(clientOf(kind).whoAmI())).toMatchObject({ kind: 'unavailable', message });
  });

  it('follows a redirect of its own, as of a renamed repository', async () => {
    const { state, url } = hostOf(kind);
    const prefix = { github: '/api/v3/repos/', gitlab: '/api/v4/projects/', gitea: '/api/v1/repos/' }[kind];
    const name = kind === 'gitlab' ? 'acme%2Frepo-2' : 'acme/repo-2';
    state.next.push({ status: 301, headers: { location: `${url}${prefix}${name}` } });
    expect(await clientOf(kind).getRepository('acme/old')).toMatchObject({ fullName: 'acme/repo-2' });
  });

  it('does not connect to a private address that is not allowed', async () => {
    const client = clientOf(kind, 'good', { allowPrivate: false, allowedHosts: [] });
    expect(await refused(client.whoAmI())).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('leads to an address that Heimdall does not connect to'),
    });
    expect(hostOf(kind).state.asked).toEqual([]);
  });
});

describe('github', () => {
  it('learns the permissions of a fine-grained token by what it may do, and when it ends', async () => {
    const { state } = hostOf('github');
    state.tokens.set('fine', { login: 'ana', id: 7, permissions: ['contents'] });
    state.tokens.set('blind', { login: 'ana', id: 7, permissions: [] });
    const expiresAt = new Date('2027-01-31T00:00:00Z');
    expect(await clientOf('github', 'fine').whoAmI()).toMatchObject({ scopes: [], lacks: [], expiresAt });
    expect(await clientOf('github', 'blind').whoAmI()).toMatchObject({ lacks: ['Contents: read-only'] });
  });

  it('waits for a short limit', async () => {
    const { state } = hostOf('github');
    state.next.push({ status: 403, body: SECONDARY_LIMIT, headers: { 'retry-after': '1' } });
    expect(await clientOf('github').getRepository('acme/repo-1')).toMatchObject({ externalId: '1' });
    expect(state.asked).toHaveLength(2);
  });

  it('knows a secondary limit by its words, where no header says how long it lasts', async () => {
    const { state } = hostOf('github');
    state.tokens.set('fine', { login: 'ana', id: 7, permissions: ['contents'] });
    state.next.push({ status: 403, body: SECONDARY_LIMIT, headers: { 'x-ratelimit-remaining': '4000' } });
    const error = await refused(clientOf('github', 'fine').whoAmI());
    expect(error).toMatchObject({ kind: 'limited', message: expect.stringContaining('in 60 seconds') });
  });

  it('says that the primary limit is used up', async () => {
    const reset = Math.floor(Date.now() / 1000) + 600;
    hostOf('github').state.next.push({
      status: 403,
      body: { message: 'API rate limit exceeded for user ID 7.' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
    });
    const error = await refused(clientOf('github').getRepository('acme/repo-1'));
    expect(error).toMatchObject({ kind: 'limited', message: expect.stringContaining('in 10 minutes') });
  });
});

describe('gitlab', () => {
  const project = {
    id: 1,
    path_with_namespace: 'acme/repo-1',
    http_url_to_repo: 'https://a/acme/repo-1.git',
  };

  it.each([
    ['it has no GraphQL', { status: 404 }],
    [
      'it knows no languages',
      { status: 200, body: { errors: [{ message: "Field 'languages' doesn't exist" }] } },
    ],
    ['it limits our requests', { status: 429, headers: { 'retry-after': '90' } }],
    ['it answers with a page', { status: 200, text: '<html>' }],
  ])('lists repositories without their languages where %s', async (_, instead) => {
    const { state } = hostOf('gitlab');
    state.next.push({ status: 200, body: [project] }, instead);
    const { items } = await clientOf('gitlab').listRepositories({ page: 1 });
    expect(items).toMatchObject([{ fullName: 'acme/repo-1', language: null }]);
    expect(state.asked).toEqual([expect.stringMatching(/^.api.v4.projects/), '/api/graphql']);
  });

  it('is not asked for languages of no repositories', async () => {
    const { state } = hostOf('gitlab');
    state.repositories = [];
    expect((await clientOf('gitlab').listRepositories({ page: 1 })).items).toEqual([]);
    expect(state.asked).toHaveLength(1);
  });
});
