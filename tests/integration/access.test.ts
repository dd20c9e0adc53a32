import { type Caller, caller, newUser, type TestUser, withToken } from '@tests/support/api';
import { CALLS } from '@tests/support/repoCalls';
import { repoRights, USERS } from '@tests/support/repoRights';
import { sharedServer } from '@tests/support/sharedServer';
import { describe, expect, it } from 'vitest';
import { TOKEN_SCOPES } from '@/domain/tokens/rules';
import type { TokenScope } from '@/domain/tokens/schema';
import type { ApiDocument } from '@/lib/openapi';

/** Who may make which call on a repo and its contents: every caller × every call. */
const server = sharedServer();
const { users, sharedRepo, answerOf, expectRight } = repoRights();
const make = () => newUser(server.url);

const tokens = new Map<TokenScope, Promise<Caller>>();
function tokenWithout(scope: TokenScope): Promise<Caller> {
  const others = TOKEN_SCOPES.filter((it) => it !== scope);
  const token = tokens.get(scope) ?? withToken(server.url, users.creator, others);
  tokens.set(scope, token);
  return token;
}

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  it('is answered to those whose role allows it, and refused to others', async () => {
    for (const who of USERS) await expectRight(who, users[who], call);
    const nobody = await answerOf(caller(server.url), call, false);
    expect(nobody).toEqual([401, 'Authentication required']);
  });

  it('is refused to a token of its creator without the scope', async () => {
    const lacking = await tokenWithout(call.scope);
    expect(await answerOf(lacking, call, false)).toEqual([403, `This token lacks the scope ${call.scope}`]);
  });
});

/** Calls that name no repo, each about what belongs to the caller; those of Git hosts are signed. */
const OWN = [
  ...['GET /api/repos', 'POST /api/repos', 'GET /api/views', 'POST /api/views', 'DELETE /api/views/{id}'],
  ...['GET /api/scans', 'GET /api/overview', 'POST /api/findings/triage/undo', 'GET /api/jobs/{id}'],
  ...['GET /api/connections', 'POST /api/connections', 'DELETE /api/connections/{id}'],
  ...['POST /api/connections/{id}/check', 'GET /api/connections/{id}/repositories'],
  ...['POST /api/connections/{id}/repositories'],
  ...['GET /api/advisories/sources', 'POST /api/advisories/import', 'GET /api/advisories/imports/{id}'],
  ...['GET /api/deletions', 'GET /api/deletions/{id}', 'GET /api/health', 'GET /api/openapi.json'],
  ...['POST /api/webhooks/github', 'POST /api/webhooks/gitlab', 'POST /api/webhooks/gitea'],
];

it('the table has every call on a repo or its contents', async () => {
  const { body } = await users.creator.ask('GET', '/api/openapi.json');
  const documented = Object.entries((body as ApiDocument).paths)
    .filter(([path]) => !/^\/api\/(auth|users|sessions|tokens|retention)\b/.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
  const listed = [...Object.values(CALLS).map(({ path }) => path), ...OWN];
  expect(documented.filter((call) => !listed.includes(call))).toEqual([]);
});

describe('shared repos stand in every list', () => {
  it.each(['viewer', 'triager'] as const)('of a %s, and in no list of others', async (who) => {
    const [creator, viewer, triager] = [await make(), await make(), await make()];
    const mine = { ...users, creator, viewer, triager };
    const ids = await sharedRepo(mine);
    const seenBy = async (user: TestUser) => {
      const items = async (path: string) =>
        ((await user.ask('GET', path)).data.items as { id: string }[]).map(({ id }) => id);
      const { total } = await user.trpc.repo.summary.query();
      return {
        newest: (await items('/api/repos?limit=100')).includes(ids.repo),
        oldest: (await items('/api/repos?limit=100&sort=oldest')).includes(ids.repo),
        name: (await items('/api/repos?limit=100&sort=name')).includes(ids.repo),
        byIds: (await user.trpc.repo.byIds.query({ ids: [ids.repo] })).map(({ id }) => id),
        overviews: (await user.trpc.scan.overviews.query({ repoIds: [ids.repo] })).map(
          ({ repoId }) => repoId,
        ),
        scans: (await items('/api/scans?limit=100')).includes(ids.scan),
        findings: (await items('/api/findings?limit=100')).includes(ids.finding),
        total,
      };
    };
    const seen = { newest: true, oldest: true, name: true, scans: true, findings: true };
    const lists = { ...seen, byIds: [ids.repo], overviews: [ids.repo] };
    expect(await seenBy(creator)).toMatchObject(lists);
    expect(await seenBy(mine[who])).toMatchObject(lists);
    const facets = await mine[who].ask('GET', '/api/findings?facets=true');
    expect(facets.data.facets).toMatchObject({ repo_id: { [ids.repo]: 1 } });
    const unseen = { newest: false, oldest: false, name: false, scans: false, findings: false };
    const none = { ...unseen, byIds: [], overviews: [], total: 0 };
    expect(await seenBy(users.outsider)).toEqual(none);
  });
});
