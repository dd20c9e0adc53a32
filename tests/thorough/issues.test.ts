import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { isDone, issueRunOf, ranIssues, requestIssues, tryAgain } from '@tests/support/issues';
import { type HostState, repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { groupIn } from '@/domain/issues/rules';

/** Issues at hosts on loopback that speak the providers' APIs. */

let server: TestServer;
let gitea: LocalHost;
let github: LocalHost;
let host: HostState;
let db: pg.Client;
let ana: TestUser;
beforeAll(async () => {
  [gitea, github] = await Promise.all([startHost('gitea'), startHost('github')]);
  host = gitea.state;
  const env = { HEIMDALL_GITHUB_URL: github.url };
  server = await startServer({ withWorker: true, env });
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  for (const it of [gitea, github]) await it?.git.stop();
});
beforeEach(async () => {
  ana = await newUser(server.url);
  for (const { state } of [gitea, github]) {
    state.tokens.clear();
    state.next.length = 0;
    state.issues.length = 0;
    state.withoutIssues.clear();
    state.repositories = repositories('acme', 2);
    state.tokens.set('good', { login: 'ana', id: 9, scopes: undefined });
  }
  github.state.tokens.set('good', { login: 'ana', id: 9, scopes: ['repo'] });
});

const connect = async (body: object) =>
  expect((await ana.ask('POST', '/api/connections', { body })).status).toBe(201);

/** A connected repo whose scans open issues, and its newest scan. */
async function issuing(of = gitea): Promise<{ id: string; scan: { id: string; repoId: string } }> {
  const provider = of === gitea ? { provider: 'gitea', host: gitea.url } : { provider: 'github' };
  await connect({ ...provider, token: 'good' });
  const { id } = await newRepo(ana, { remote_url: `${of.url}/acme/repo-1.git` });
  const body = { issue_auto_create_enabled: true };
  expect((await ana.ask('PATCH', `/api/repos/${id}`, { body })).status).toBe(200);
  // Its probe asks the host too, whether the token is still good.
  const state = async () => (await ana.ask('GET', `/api/repos/${id}/remote`)).data.state;
  await until(state, (it) => it !== 'pending', 60_000);
  return { id, scan: { id: await insertScan(db, id), repoId: id } };
}
const run = async (id: string) => {
  await requestIssues(db, { id, userId: ana.id });
  return ranIssues(db, id);
};
const setStatus = (id: string, status: string) =>
  db.query('UPDATE findings SET status = $2::finding_status WHERE repo_id = $1', [id, status]);
const listed = async (id: string) =>
  (await ana.ask('GET', `/api/repos/${id}/issues`)).data.items as Record<string, unknown>[];

describe('issues', () => {
  it('are one a group at or above the threshold, of at least medium confidence', async () => {
    const { id, scan } = await issuing();
    const groupId = v7();
    const text = { title: '@all <b>key</b>', file_path: 'src/[a](b).ts', code_snippet: 'SECRET-VALUE' };
    const first = await insertFinding(db, scan, { ...text, severity: 'critical', group_id: groupId });
    const second = await insertFinding(db, scan, { ...text, severity: 'high', group_id: groupId });
    for (const other of [{ severity: 'medium' }, { confidence: 'low' }, { status: 'dismissed' }]) {
      await insertFinding(db, scan, other);
    }
    const dryRun = { method: 'POST', path: `/api/repos/${id}/issues/dry-run` } as const;
    const high = await ana.ask(dryRun.method, dryRun.path, { body: { min_severity: 'high' } });
    const group = {
      group_id: groupId,
      title: text.title,
      severity: 'critical',
      finding_ids: [first, second],
    };
    expect(high.data).toEqual({ would_open: [group], capped: false });
    const medium = await ana.ask(dryRun.method, dryRun.path, { body: { min_severity: 'medium' } });
    expect(medium.data.would_open).toHaveLength(2);
    expect(host.issues).toEqual([]);

    expect(await run(id)).toMatchObject({ message: null });
    expect(host.issues).toHaveLength(1);
    const [issue] = host.issues;
    expect(groupIn(issue?.body ?? '')).toBe(groupId);
    expect(issue?.body).toContain('`src/[a](b).ts:1`');
    expect(issue?.body).not.toMatch(/SECRET-VALUE|@all|<b>/);
    expect(await listed(id)).toMatchObject([
      {
        ...{ group_id: groupId, state: 'open', number: 1, finding_ids: [first, second] },
        url: `${gitea.url}/acme/repo-1/issues/1`,
      },
    ]);
    await run(id);
    expect(host.issues).toHaveLength(1);
  });

  it('of a repository that is cloned by ssh are opened by the connection with its host', async () => {
    const { id } = await newRepo(ana, { remote_url: 'ssh://git@127.0.0.1:2222/acme/repo-1.git' });
    const body = { issue_auto_create_enabled: true };
    expect((await ana.ask('PATCH', `/api/repos/${id}`, { body })).status).toBe(200);
    await insertFinding(db, { id: await insertScan(db, id), repoId: id });
    expect(await run(id)).toMatchObject({ message: expect.stringMatching(/^Issues need a connection/) });
    // Connected later, so that nothing has linked it yet.
    await connect({ provider: 'gitea', host: gitea.url, token: 'good' });
    await tryAgain(db, id);
    expect(await ranIssues(db, id)).toMatchObject({ message: null });
    expect(host.issues).toMatchObject([{ repository: 'acme/repo-1', state: 'open' }]);
    const connections = (await ana.ask('GET', '/api/connections')).data.items as { id: string }[];
    const linked = (await ana.ask('GET', `/api/repos/${id}`)).data.oauth_connection_id;
    expect(linked).toBe(connections[0]?.id);
  });

  it('are 20 after a scan and a summary of the others, which get theirs after the next', async () => {
    const { id, scan } = await issuing();
    for (let group = 0; group < 23; group++) await insertFinding(db, scan, { severity: 'high' });
    const dryRun = await ana.ask('POST', `/api/repos/${id}/issues/dry-run`, {
      body: { min_severity: 'high' },
    });
    expect(dryRun.data).toMatchObject({ capped: true });
    expect(dryRun.data.would_open).toHaveLength(20);
    await run(id);
    const groups = () => host.issues.filter(({ body }) => groupIn(body) !== id);
    const summaries = () => host.issues.filter(({ body }) => groupIn(body) === id);
    expect(groups()).toHaveLength(20);
    const text = expect.stringContaining('at most 20 issues after a scan. 3 more findings');
    expect(summaries()).toMatchObject([{ state: 'open', body: text }]);
    await run(id);
    expect(groups()).toHaveLength(23);
    expect(new Set(groups().map(({ body }) => groupIn(body))).size).toBe(23);
    expect(summaries()).toMatchObject([{ state: 'closed' }]);
  });

  it('are closed with a sentence when all findings are fixed, and reopened on return', async () => {
    const { id, scan } = await issuing();
    await insertFinding(db, scan);
    await run(id);
    await setStatus(id, 'fixed');
    await run(id);
    expect(host.issues).toMatchObject([
      { state: 'closed', comments: [expect.stringMatching(/fixed or dismissed/)] },
    ]);
    expect(await listed(id)).toMatchObject([{ state: 'closed', closed_at: expect.any(String) }]);
    await setStatus(id, 'open');
    await run(id);
    expect(host.issues).toMatchObject([
      { state: 'open', comments: [expect.any(String), expect.any(String)] },
    ]);
    expect(await listed(id)).toMatchObject([{ state: 'open', closed_at: null }]);
  });

  it('that a person has closed as not planned stay so, and dismiss nothing', {
    timeout: 60_000,
  }, async () => {
    const { id, scan } = await issuing(github);
    const finding = await insertFinding(db, scan);
    await run(id);
    Object.assign(github.state.issues[0] ?? {}, { state: 'closed', reason: 'not_planned' });
    await run(id);
    expect(await listed(id)).toMatchObject([{ state: 'not_planned', finding_ids: [finding] }]);
    expect(github.state.issues).toMatchObject([{ state: 'closed', comments: [] }]);
    expect((await ana.ask('GET', `/api/findings/${finding}`)).data.status).toBe('open');
  });

  it('wait for a host that limits requests, as long as it says', async () => {
    const { id, scan } = await issuing();
    await insertFinding(db, scan);
    host.next.push({ status: 429, headers: { 'retry-after': '900' } });
    expect((await run(id))?.message).toMatch(/limits our requests/);
    const { nextTryAt } = await ana.trpc.issue.status.query({ id });
    expect((Date.parse(String(nextTryAt)) - Date.now()) / 1000).toBeGreaterThan(800);
    await tryAgain(db, id);
    await until(() => issueRunOf(db, id), isDone, 60_000);
    expect(host.issues).toHaveLength(1);
  });

  it('wait no longer than their creator wants, who alone may say so', async () => {
    const { id, scan } = await issuing();
    const finding = await insertFinding(db, scan);
    host.next.push({ status: 429, headers: { 'retry-after': '900' } });
    await run(id);
    const other = await newUser(server.url);
    await ana.ask('PUT', `/api/repos/${id}/members`, { body: { user_id: other.id, role: 'triager' } });
    await expect(other.trpc.issue.tryNow.mutate({ id })).rejects.toThrow('You do not have access');
    expect(await other.trpc.issue.ofFinding.query({ id: finding })).toMatchObject({ state: 'pending' });
    expect(await ana.trpc.issue.tryNow.mutate({ id })).toMatchObject({ nextTryAt: null });
    await until(() => issueRunOf(db, id), isDone, 60_000);
    expect(await other.trpc.issue.ofFinding.query({ id: finding })).toMatchObject({
      state: 'open',
      number: 1,
    });
    const outsider = await newUser(server.url);
    await expect(outsider.trpc.issue.ofFinding.query({ id: finding })).rejects.toThrow(
      'You do not have access',
    );
  });

  it('say to reconnect when the token is refused, and go on after that', async () => {
    const { id, scan } = await issuing();
    await insertFinding(db, scan);
    host.tokens.delete('good');
    expect((await run(id))?.message).toMatch(/^Reconnect ana on 127/);
    expect((await ana.ask('GET', '/api/connections')).data.items).toMatchObject([{ state: 'refused' }]);
    host.tokens.set('new', { login: 'ana', id: 9 });
    await connect({ provider: 'gitea', host: gitea.url, token: 'new' });
    await until(() => issueRunOf(db, id), isDone, 60_000);
    expect(host.issues).toHaveLength(1);
  });

  it('say what is missing: the right to open them, issues at all, a connection', async () => {
    const { id, scan } = await issuing();
    await insertFinding(db, scan);
    host.withoutIssues.add('acme/repo-1');
    expect((await run(id))?.message).toMatch(/issues turned off.*write:issue/);
    host.tokens.set('good', { login: 'ana', id: 9, scopes: ['read:user', 'read:repository'] });
    expect((await run(id))?.message).toMatch(/may not do this .* needs the scope write:issue/);
    const { items } = await ana.trpc.connection.list.query({});
    await ana.ask('DELETE', `/api/connections/${items[0]?.id}`);
    expect((await run(id))?.message).toMatch(/need a connection/);
    expect(host.issues).toEqual([]);
  });

  it('of one user do not wait for the host of another', async () => {
    const slow = await issuing();
    await insertFinding(db, slow.scan);
    host.hangs = true;
    await requestIssues(db, { id: slow.id, userId: ana.id });
    await until(
      () => issueRunOf(db, slow.id),
      (it) => it?.worker_id !== null,
      60_000,
    );
    ana = await newUser(server.url);
    const quick = await issuing(github);
    await insertFinding(db, quick.scan);
    expect(await run(quick.id)).toMatchObject({ message: null });
    expect(await issueRunOf(db, slow.id)).toMatchObject({ finished: 0 });
    host.hangs = false;
  });
});
