import { type Caller, caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_SCOPES } from '@/domain/tokens/rules';
import type { TokenScope } from '@/domain/tokens/schema';
import type { ApiDocument } from '@/lib/openapi';

/** Who may make which call on a repo and its contents: every caller × every call. */
const server = sharedServer();

type Ids = { repo: string; scan: string; finding: string; suppression: string; member: string };
type Call = {
  scope: TokenScope;
  /** A second scope that a token needs. */
  also?: TokenScope;
  /** Whether it can be made only once on what it changes, or hinders other calls. */
  once?: true;
  /** The statuses of an allowed call; by default a success. */
  allowed?: number[];
  /** The path as OpenAPI documents it, and what it is called with. */
  path: string;
  ask: (ids: Ids) => [path: string, body?: unknown];
};

const repo = (under: string) => (ids: Ids) => [`/api/repos/${ids.repo}${under}`] as [string];
const scan = (under: string) => (ids: Ids) => [`/api/scans/${ids.scan}${under}`] as [string];

const finding = (under: string, body: unknown) => (ids: Ids) =>
  [`/api/findings/${ids.finding}${under}`, body] as [string, unknown];

const CALLS: Record<string, Call> = {
  'get repo': { scope: 'repos:read', path: 'GET /api/repos/{id}', ask: repo('') },
  'deletion preview': {
    scope: 'repos:read',
    path: 'GET /api/repos/{id}/deletion-preview',
    ask: repo('/deletion-preview'),
  },
  'get remote': { scope: 'repos:read', path: 'GET /api/repos/{id}/remote', ask: repo('/remote') },
  'deploy key': {
    scope: 'repos:read',
    path: 'GET /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
  },
  branches: { scope: 'repos:read', path: 'GET /api/repos/{id}/branches', ask: repo('/branches') },
  members: { scope: 'repos:read', path: 'GET /api/repos/{id}/members', ask: repo('/members') },
  scans: { scope: 'scans:read', path: 'GET /api/repos/{id}/scans', ask: repo('/scans') },
  'get scan': { scope: 'scans:read', path: 'GET /api/scans/{id}', ask: scan('') },
  coverage: { scope: 'scans:read', path: 'GET /api/scans/{id}/coverage', ask: scan('/coverage') },
  sarif: {
    scope: 'scans:read',
    also: 'findings:read',
    path: 'GET /api/scans/{id}/sarif',
    ask: scan('/sarif'),
  },
  stream: {
    scope: 'scans:read',
    also: 'findings:read',
    path: 'GET /api/scans/{id}/progress/stream',
    ask: scan('/progress/stream'),
  },
  findings: { scope: 'findings:read', path: 'GET /api/repos/{id}/findings', ask: repo('/findings') },
  'all findings of the repo': {
    scope: 'findings:read',
    path: 'GET /api/findings',
    ask: ({ repo: id }) => [`/api/findings?repo_id=${id}`],
  },
  'findings of a scan': {
    scope: 'findings:read',
    path: 'GET /api/scans/{id}/findings',
    ask: scan('/findings'),
  },
  'export of the repo': {
    scope: 'findings:read',
    path: 'GET /api/repos/{id}/findings/export',
    ask: repo('/findings/export?format=json'),
  },
  'export of a scan': {
    scope: 'findings:read',
    path: 'GET /api/scans/{id}/findings/export',
    ask: scan('/findings/export?format=json'),
  },
  'export of all findings of the repo': {
    scope: 'findings:read',
    path: 'GET /api/findings/export',
    ask: ({ repo: id }) => [`/api/findings/export?format=json&repo_id=${id}`],
  },
  'get finding': {
    scope: 'findings:read',
    path: 'GET /api/findings/{id}',
    ask: (ids) => [`/api/findings/${ids.finding}`],
  },
  events: {
    scope: 'findings:read',
    path: 'GET /api/findings/{id}/events',
    ask: (ids) => [`/api/findings/${ids.finding}/events`],
  },
  'set status': {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/status',
    ask: finding('/status', { status: 'confirmed' }),
  },
  'set severity': {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/severity',
    ask: finding('/severity', { severity: 'low' }),
  },
  assign: {
    scope: 'findings:write',
    path: 'PATCH /api/findings/{id}/assignee',
    ask: (ids) => [`/api/findings/${ids.finding}/assignee`, { assignee_id: ids.member }],
  },
  comment: {
    scope: 'findings:write',
    path: 'POST /api/findings/{id}/comment',
    ask: finding('/comment', { comment: 'seen' }),
  },
  triage: {
    scope: 'findings:write',
    path: 'POST /api/findings/triage',
    ask: (ids) => ['/api/findings/triage', { ids: [ids.finding], status: 'confirmed' }],
  },
  suppressions: {
    scope: 'findings:read',
    path: 'GET /api/repos/{repo_id}/suppressions',
    ask: repo('/suppressions'),
  },
  suppress: {
    once: true,
    scope: 'findings:write',
    path: 'POST /api/repos/{repo_id}/suppressions',
    ask: ({ repo: id }) => [`/api/repos/${id}/suppressions`, { path: 'docs/', reason: 'samples' }],
  },
  'suppress no longer': {
    once: true,
    scope: 'findings:write',
    path: 'DELETE /api/repos/{repo_id}/suppressions/{id}',
    ask: (ids) => [`/api/repos/${ids.repo}/suppressions/${ids.suppression}`],
  },
  'packages of the repo': {
    scope: 'findings:read',
    path: 'GET /api/packages',
    ask: ({ repo: id }) => [`/api/packages?repo_id=${id}`],
  },
  'bill of materials': { scope: 'findings:read', path: 'GET /api/repos/{id}/sbom', ask: repo('/sbom') },
  issues: { scope: 'findings:read', path: 'GET /api/repos/{id}/issues', ask: repo('/issues') },
  'dry run of issues': {
    scope: 'findings:read',
    path: 'POST /api/repos/{id}/issues/dry-run',
    ask: ({ repo: id }) => [`/api/repos/${id}/issues/dry-run`, { min_severity: 'high' }],
  },
  'get schedule': { scope: 'repos:read', path: 'GET /api/repos/{id}/schedule', ask: repo('/schedule') },
  schedule: {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/schedule',
    ask: ({ repo: id }) => [`/api/repos/${id}/schedule`, { kind: 'daily' }],
  },
  'get webhook': { scope: 'repos:read', path: 'GET /api/repos/{id}/webhook', ask: repo('/webhook') },
  deliveries: { scope: 'repos:read', path: 'GET /api/repos/{id}/deliveries', ask: repo('/deliveries') },
  'turn webhook on': {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/webhook',
    ask: ({ repo: id }) => [`/api/repos/${id}/webhook`, { mode: 'manual' }],
  },
  'turn webhook off': {
    once: true,
    scope: 'repos:write',
    path: 'DELETE /api/repos/{id}/webhook',
    ask: repo('/webhook'),
  },
  'request scan': { once: true, scope: 'scans:write', path: 'POST /api/repos/{id}/scan', ask: repo('/scan') },
  'import results': {
    once: true,
    scope: 'scans:write',
    path: 'POST /api/repos/{id}/sarif',
    ask: ({ repo: id }) => [`/api/repos/${id}/sarif`, { version: '2.1.0', runs: [] }],
  },
  'cancel scan': {
    once: true,
    scope: 'scans:write',
    path: 'POST /api/scans/{id}/cancel',
    ask: scan('/cancel'),
  },
  rename: {
    scope: 'repos:write',
    path: 'PATCH /api/repos/{id}',
    ask: ({ repo: id }) => [`/api/repos/${id}`, { name: 'renamed' }],
  },
  probe: { scope: 'repos:write', path: 'POST /api/repos/{id}/remote', ask: repo('/remote') },
  'add deploy key': {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
    // Nobody here has a connection, by which it would be added.
    allowed: [409],
  },
  'new deploy key': {
    scope: 'repos:write',
    path: 'POST /api/repos/{id}/deploy-key',
    ask: repo('/deploy-key'),
  },
  share: {
    scope: 'repos:write',
    path: 'PUT /api/repos/{id}/members',
    ask: (ids) => [`/api/repos/${ids.repo}/members`, { user_id: ids.member, role: 'viewer' }],
  },
  'end sharing': {
    once: true,
    scope: 'repos:write',
    path: 'DELETE /api/repos/{id}/members/{user_id}',
    ask: (ids) => [`/api/repos/${ids.repo}/members/${ids.member}`],
  },
  'delete repo': { once: true, scope: 'repos:write', path: 'DELETE /api/repos/{id}', ask: repo('') },
};

const VIEWER: readonly TokenScope[] = ['repos:read', 'scans:read', 'findings:read'];
/** What each kind of user may do. */
const RIGHTS: Record<'creator' | 'viewer' | 'triager' | 'outsider' | 'admin', readonly TokenScope[]> = {
  creator: TOKEN_SCOPES,
  viewer: VIEWER,
  triager: [...VIEWER, 'scans:write', 'findings:write'],
  outsider: [],
  admin: [],
};
type Who = keyof typeof RIGHTS;
const USERS = Object.keys(RIGHTS) as Who[];

let db: pg.Client;
let users: Record<Who, TestUser>;
let other: TestUser;
beforeAll(async () => {
  db = await connectTo(server.database.url);
  const [creator, viewer, triager, outsider] = [await make(), await make(), await make(), await make()];
  users = { creator, viewer, triager, outsider, admin: server.admin };
  other = await make();
});
afterAll(async () => {
  await db?.end();
});
const make = () => newUser(server.url);

/** A repo with an open scan, a finding, a suppression and a webhook, which the creator shares. */
async function sharedRepo({ creator, viewer, triager } = users): Promise<Ids> {
  // By ssh, as only such a repo has a deploy key, and its branches are not asked for.
  const { id } = await newRepo(creator, { remote_url: 'git@git.example.com:team/my-web-app.git' });
  for (const [user, role] of [
    [viewer, 'viewer'],
    [triager, 'triager'],
    [other, 'viewer'],
  ] as const) {
    const answer = await creator.ask('PUT', `/api/repos/${id}/members`, { body: { user_id: user.id, role } });
    expect(answer.status).toBe(200);
  }
  const scanId = await insertScan(db, id, { status: 'ingesting' });
  const finding = await insertFinding(db, { id: scanId, repoId: id });
  const body = { path: 'tests/', reason: 'fixtures' };
  const { data } = await creator.ask('POST', `/api/repos/${id}/suppressions`, { body });
  await creator.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'manual' } });
  return { repo: id, scan: scanId, finding, suppression: String(data.id), member: other.id };
}

/** For reads and refusals. Its scan is over, so that its stream ends. */
let forReads: Promise<Ids> | undefined;
/** For changes that can be made again. */
let forChanges: Promise<Ids> | undefined;

async function endedRepo(): Promise<Ids> {
  const ids = await sharedRepo();
  await db.query(`UPDATE scans SET status = 'failed' WHERE id = $1`, [ids.scan]);
  return ids;
}

function repoFor({ scope, once }: Call, isAllowed: boolean): Promise<Ids> {
  if (!isAllowed || scope.endsWith(':read')) {
    forReads ??= endedRepo();
    return forReads;
  }
  if (once) return sharedRepo();
  forChanges ??= sharedRepo();
  return forChanges;
}

const tokens = new Map<string, Promise<Caller>>();
function tokenOf(who: Who, scopes: TokenScope[]): Promise<Caller> {
  const key = [who, ...scopes].join();
  const token = tokens.get(key) ?? withToken(server.url, users[who], scopes);
  tokens.set(key, token);
  return token;
}

/** The status, and the message of a refusal. */
async function answerOf(who: Caller, call: Call, isAllowed: boolean): Promise<[number, unknown]> {
  const [path, body] = call.ask(await repoFor(call, isAllowed));
  const method = call.path.split(' ')[0] ?? '';
  const answer = await who.ask(method, path, body === undefined ? {} : { body });
  return [answer.status, answer.body.message];
}

/** Expects an answer or a refusal, as a role decides. */
async function expectRight(who: Who, as: Caller, call: Call): Promise<void> {
  const isAllowed = RIGHTS[who].includes(call.scope);
  const answer = await answerOf(as, call, isAllowed);
  if (isAllowed) expect(call.allowed ?? [200, 201, 202], `${who}: ${answer}`).toContain(answer[0]);
  else expect(answer, who).toEqual(NO_ACCESS);
}

const NO_ACCESS = [403, 'You do not have access to this repository'];

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  it('is answered to those whose role allows it, and refused to others', async () => {
    for (const who of USERS) await expectRight(who, users[who], call);
    const nobody = await answerOf(caller(server.url), call, false);
    expect(nobody).toEqual([401, 'Authentication required']);
  });

  it('needs the scope of a token and the role of its user', async () => {
    for (const who of ['creator', 'viewer', 'triager', 'outsider'] as const) {
      const others = TOKEN_SCOPES.filter((it) => it !== call.scope);
      const lacking = await tokenOf(who, others);
      const lacks = [403, `This token lacks the scope ${call.scope}`];
      expect(await answerOf(lacking, call, false), who).toEqual(lacks);
      const having = await tokenOf(who, [call.scope, ...(call.also ? [call.also] : [])]);
      await expectRight(who, having, call);
    }
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
