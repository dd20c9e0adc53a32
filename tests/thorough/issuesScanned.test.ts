import { readFileSync } from 'node:fs';
import path from 'node:path';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { importSarif } from '@tests/support/imports';
import { isDone, issueRunOf } from '@tests/support/issues';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { connectTo } from '@tests/support/rows';
import { resultAt, sarifOf } from '@tests/support/sarif';
import { findingsOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { groupIn } from '@/domain/issues/rules';

/** From a push to an issue: real scans of private repositories, whose host also has their issues. */

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let host: LocalHost;
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  host = await startHost('gitea');
  const secretKey = readFileSync(path.join(server.dataDir, 'secret-key'), 'utf8').trim();
  worker = await startWorkerHere({ ...server, secretKey });
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  expect(worker?.faults).toEqual([]);
  await worker?.stop();
  await db?.end();
  await host?.git.stop();
});
beforeEach(async () => {
  user = await newUser(server.url);
  host.state.tokens.set('good', { login: 'ana', id: 9 });
  host.state.repositories = repositories('acme', 2);
  host.state.issues.length = 0;
  const body = { provider: 'gitea', host: host.url, token: 'good' };
  expect((await user.ask('POST', '/api/connections', { body })).status).toBe(201);
});

/** A connected repository with these commits, once its first scan is over. Its scans open issues. */
async function issuing(name: string, files: Record<string, string>): Promise<string> {
  host.git.makeRepository(`acme/${name}.git`, commitStream([{ files }]));
  const repo = await newRepo(user, { remote_url: `${host.url}/acme/${name}.git` });
  await scanned(user, repo.id, 30_000);
  const minimum = { issue_auto_create_enabled: true, issue_auto_create_min_severity: 'low' };
  expect((await user.ask('PATCH', `/api/repos/${repo.id}`, { body: minimum })).status).toBe(200);
  return repo.id;
}

/** Scans a repo once more, and waits for what that does to its issues. */
async function scanAndFollow(id: string): Promise<void> {
  expect(await scanAgain(user, id)).toMatchObject({ status: 'completed', complete: true });
  expect(await until(() => issueRunOf(db, id), isDone)).toMatchObject({ message: null });
}
const listed = async (id: string) =>
  (await user.ask('GET', `/api/repos/${id}/issues`)).data.items as Record<string, unknown>[];

describe('a scan', () => {
  it('opens an issue for a secret, closes it when that is gone, and reopens it on its return', async () => {
    const secret = newSecret();
    const bad = { 'settings.py': lineWith(secret) };
    const id = await issuing('repo-1', bad);
    expect(host.state.issues).toEqual([]);
    await scanAndFollow(id);
    const [finding] = await findingsOf(user, id);
    expect(host.state.issues).toHaveLength(1);
    expect(host.state.issues[0]).toMatchObject({
      ...{ repository: 'acme/repo-1', author: 'ana', state: 'open', labels: ['heimdall'] },
      title: expect.stringContaining('settings.py'),
      body: expect.stringContaining(
        `${host.url}/acme/repo-1/src/commit/${finding?.commit_sha}/settings.py#L1`,
      ),
    });
    expect(groupIn(host.state.issues[0]?.body ?? '')).toBe(finding?.group_id);
    expect(JSON.stringify(host.state.issues)).not.toContain(secret);
    expect(await listed(id)).toMatchObject([{ state: 'open', number: 1, finding_ids: [finding?.id] }]);

    // A push that removes it from the tree leaves it in history, where it is no less leaked.
    host.git.makeRepository('acme/repo-1.git', commitStream([{ files: { 'settings.py': null } }], 1));
    await scanAndFollow(id);
    expect(host.state.issues).toMatchObject([{ state: 'open' }]);
    // One that rewrites history removes it.
    host.git.makeRepository('acme/repo-1.git', commitStream([{ files: { 'settings.py': 'import os\n' } }]));
    await scanAndFollow(id);
    expect(await findingsOf(user, id)).toMatchObject([{ status: 'fixed' }]);
    expect(host.state.issues).toMatchObject([
      { number: 1, state: 'closed', comments: [expect.stringMatching(/fixed or dismissed/)] },
    ]);
    expect(await listed(id)).toMatchObject([{ state: 'closed', closed_at: expect.any(String) }]);

    host.git.makeRepository('acme/repo-1.git', commitStream([{ files: bad }], 1));
    await scanAndFollow(id);
    expect(host.state.issues).toMatchObject([{ number: 1, state: 'open' }]);
  });

  it('opens issues for imported findings, with no secret and no mark-up of their texts', async () => {
    const id = await issuing('repo-2', { 'a.py': 'import os\n' });
    const secret = newSecret();
    const text = `Key ${secret} @all <img src=x onerror=alert(1)> [here](https://evil.example) \`x\``;
    const result = resultAt('src/<b>.py', 3, { message: { text }, level: 'error', ruleId: '<i>rule</i>' });
    const help = { text: `Rotate ${secret} at <script>` };
    const rules = [{ id: '<i>rule</i>', shortDescription: { text }, help }];
    await importSarif(
      server.url,
      user,
      id,
      sarifOf([result], { tool: { driver: { name: 'Looker', rules } } }),
    );
    await scanAndFollow(id);
    expect(host.state.issues).toHaveLength(1);
    const { title = '', body = '' } = host.state.issues[0] ?? {};
    expect(title).toContain('Key');
    expect(`${title}${body}`).not.toContain(secret);
    expect(`${title}${body}`).not.toContain('@all');
    // Hosts read no mark-up in titles. In bodies, all that is not code is escaped.
    const outside = body.replace(/`[^`\n]*`/g, '').replace(/^<!-- .* -->/, '');
    expect(outside).not.toMatch(/(?<!\\)<(?!https?:)|(?<!\\)\]\(https:\/\/evil|https:\/\/evil/);
    expect(outside).toContain('\\<img');
  });
});
