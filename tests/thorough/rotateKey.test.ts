import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { newRepo, newUser, signIn } from '@tests/support/api';
import { deliver, pushTo } from '@tests/support/deliveries';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { readFindingsKey } from '@/domain/installation/service';
import { openDb } from '@/server/db';
import { deriveKey } from '@/server/keys';
import { makeVault } from '@/server/vault';

/** `heimdall rotate-key`, run as a user runs it. */

const [FIRST, SECOND, THIRD] = ['first', 'second', 'third'].map(
  (word) => `a ${word} key of more than 32 characters`,
);
const GOOD = { provider: 'github', token: 'good' };

let server: TestServer;
let host: LocalHost;
beforeAll(async () => {
  host = await startHost('github');
  host.state.tokens.set('good', { login: 'ana', id: 7, scopes: ['repo'] });
  server = await startServer({ env: { HEIMDALL_GITHUB_URL: host.url, HEIMDALL_SECRET_KEY: FIRST ?? '' } });
});
afterAll(async () => {
  await server?.stop();
  await host?.git.stop();
});

async function rotate(from = '', to = ''): Promise<{ code: number; printed: string }> {
  const env: NodeJS.ProcessEnv = {
    ...server.settings,
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    HEIMDALL_SECRET_KEY: from,
    HEIMDALL_NEW_SECRET_KEY: to,
  };
  const args = [path.join(ROOT, 'src/cli/heimdall.mjs'), 'rotate-key'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: '/' });
    return { code: 0, printed: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, printed: stderr };
  }
}

it('keeps connections, webhooks, deploy keys and the identity of findings under another key', async () => {
  const ana = await newUser(server.url);
  const { data } = await ana.ask('POST', '/api/connections', { body: GOOD });
  const repo = await newRepo(ana, { remote_url: 'https://git.example.com/octo/hello.git' });
  const webhook = await ana.ask('PUT', `/api/repos/${repo.id}/webhook`, {
    body: { mode: 'manual', provider: 'github' },
  });
  const bySsh = await newRepo(ana, { remote_url: 'git@git.example.com:octo/hello.git' });
  expect((await ana.ask('GET', `/api/repos/${bySsh.id}/deploy-key`)).status).toBe(200);
  host.state.repositories = repositories('acme', 1);
  const atHost = await newRepo(ana, { remote_url: `${host.url}/acme/repo-1.git` });
  const made = { path: `/api/repos/${atHost.id}/webhook`, body: { mode: 'provider' } };
  expect((await ana.ask('PUT', made.path, { body: made.body })).status).toBe(200);
  const [hook] = structuredClone(host.state.hooks);
  await server.web.stop();

  expect(await rotate(FIRST, '')).toMatchObject({
    code: 78,
    printed: expect.stringContaining('NEW_SECRET_KEY is not set'),
  });
  expect(await rotate(SECOND, THIRD)).toMatchObject({
    code: 78,
    printed: expect.stringContaining('not the one'),
  });
  expect((await rotate(FIRST, SECOND)).printed).toMatch(
    /^The secret key was changed: 5 secrets were encrypted anew\. /,
  );
  expect((await rotate(FIRST, SECOND)).printed).toMatch(/It was done before/);
  expect((await rotate(SECOND, THIRD)).printed).toMatch(/: 6 secrets were encrypted anew\. /);

  const web = await server.startPart('web', { HEIMDALL_SECRET_KEY: THIRD ?? '' });
  const again = await signIn(web.url, ana.email);
  const checked = await again.ask('POST', `/api/connections/${data.id}/check`);
  expect(checked.data).toMatchObject({ id: data.id, state: 'ok' });
  const remade = await again.ask('PUT', made.path, { body: made.body });
  expect(remade.data).toMatchObject({ mode: 'provider', state: 'active' });
  expect(host.state.hooks).toEqual([hook]);
  const push = { body: pushTo('octo/hello'), secret: String(webhook.data.secret) };
  expect((await deliver(web.url, push)).data.outcome).toBe('scan_requested');

  const db = openDb(server.database.url, 1);
  const findingsKey = await readFindingsKey(db, makeVault(THIRD ?? ''), deriveKey(THIRD ?? '', 'findings'));
  const { privateKey } = await db.deployKey.findUniqueOrThrow({ where: { repoId: bySsh.id } });
  await db.$disconnect();
  expect(makeVault(THIRD ?? '').open(privateKey, `deploy key ${bySsh.id}`)).toContain('OPENSSH PRIVATE KEY');
  expect(findingsKey).toBe(deriveKey(FIRST ?? '', 'findings'));
  await expect(server.startPart('web', { HEIMDALL_SECRET_KEY: FIRST ?? '' })).rejects.toThrow();
});
