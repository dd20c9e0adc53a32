import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { caller, PASSWORD } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { deriveKey } from '@/server/keys';

const SECRET = 'a secret key of more than 32 characters';
const closed = { HEIMDALL_OPEN_REGISTRATION: 'false', HEIMDALL_SECRET_KEY: SECRET };
const account = (name: string) => ({ email: `${name}@example.com`, password: PASSWORD });

describe('an installation without an account', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { ...closed, TRUST_PROXY: 'false' } });
  });
  afterEach(async () => {
    const db = await connectTo(server.database.url);
    await db.query('DELETE FROM users');
    await db.end();
  });
  afterAll(() => server?.stop());

  it('makes exactly one of several first accounts the admin, and then registration is closed', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const register = (name: string) =>
      caller(server.url).ask('POST', '/api/auth/register', { body: account(name) });
    const answers = await Promise.all(names.map(register));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    const first = answers.find(({ status }) => status === 201);
    expect(first?.data.user).toMatchObject({ role: 'admin' });
    const late = await register('late');
    expect(late.body).toEqual({ success: false, code: 403, message: 'Registration is closed' });
  });

  it('asks for the set-up token unless peer and Host are this machine', async () => {
    const ask = (headers: Record<string, string>, fields: object = {}) =>
      caller(server.url).ask('POST', '/api/auth/register', {
        body: { ...account('first'), ...fields },
        headers,
      });
    const refused = { success: false, code: 403, message: 'The set-up token is missing or wrong' };
    const proxied = { 'x-forwarded-for': '127.0.0.1' };
    expect((await ask(proxied)).body).toEqual(refused);
    expect((await ask(proxied, { setup_token: 'wrong' })).body).toEqual(refused);
    const trpc = caller(server.url, proxied).trpc.account.register.mutate(account('first'));
    await expect(trpc).rejects.toMatchObject({ message: refused.message });
    const token = deriveKey(SECRET, 'set-up token');
    expect((await ask(proxied, { setup_token: token })).data.user).toMatchObject({ role: 'admin' });
  });

  it('has a web process that is started alone print the address and, until there is one, the set-up token', async () => {
    const printed = async (expected: RegExp) => {
      const child = spawn('npm', ['run', '--silent', 'start:web'], {
        cwd: ROOT,
        env: {
          ...process.env,
          ...closed,
          PORT: '0',
          DATABASE_URL: server.database.url,
          HEIMDALL_DATA_DIR: server.dataDir,
          HEIMDALL_DRAIN_GRACE_SECONDS: '0',
        },
      });
      const pieces: string[] = [];
      child.stdout.on('data', (piece) => pieces.push(String(piece)));
      const exited = once(child, 'exit');
      await expect.poll(() => pieces.join(''), { timeout: 60_000 }).toMatch(expected);
      child.kill('SIGTERM');
      await exited;
      return pieces.join('');
    };
    const token = deriveKey(SECRET, 'set-up token');
    const line = `Set-up token for the first account: ${token}`;
    expect(await printed(/^Set-up token.*\n/m)).toMatch(
      new RegExp(`^Heimdall is ready at http://localhost:\\d+\n${line}$`, 'm'),
    );
    await caller(server.url).ask('POST', '/api/auth/register', { body: account('first') });
    expect(await printed(/^Heimdall is ready at .*\n/m)).not.toContain('Set-up token');
  });
});

it('an installation that is reached from elsewhere requires the set-up token of everyone', async () => {
  const server = await startServer({ env: { ...closed, HEIMDALL_URL: 'https://heimdall.example.com' } });
  const ask = (fields: object) =>
    caller(server.url).ask('POST', '/api/auth/register', { body: { ...account('first'), ...fields } });
  try {
    expect((await ask({})).status).toBe(403);
    expect((await ask({ setup_token: deriveKey(SECRET, 'set-up token') })).status).toBe(201);
  } finally {
    await server.stop();
  }
});
