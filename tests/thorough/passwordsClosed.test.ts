import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { caller, newUser, PASSWORD, type TestUser } from '@tests/support/api';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';

/** An installation whose users sign in by a provider only. */

const EVIL = 'https://evil.example/x';
let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startServer({
    env: {
      HEIMDALL_PASSWORD_SIGN_IN: 'false',
      // Nothing listens there.
      HEIMDALL_GITLAB_URL: 'http://127.0.0.1:9',
      HEIMDALL_GITLAB_CLIENT_ID: 'heimdall',
      HEIMDALL_GITLAB_CLIENT_SECRET: 'a secret',
      HEIMDALL_OIDC_ISSUER: 'http://10.0.0.1',
      HEIMDALL_OIDC_CLIENT_ID: 'heimdall',
      HEIMDALL_OIDC_CLIENT_SECRET: 'a secret',
      HEIMDALL_LOG_LEVEL: 'silent',
    },
  });
  // The first account is created by a password all the same.
  admin = await newUser(server.url);
});
afterAll(() => server?.stop());

const closed = {
  success: false,
  code: 403,
  message: 'Sign-in by password is closed. Sign in with a provider.',
};
const anyone = () => caller(server.url);

describe('HEIMDALL_PASSWORD_SIGN_IN=false', () => {
  it('closes sign-in and registration by password, whatever the password', async () => {
    for (const password of [PASSWORD, 'a wrong password']) {
      const answer = await anyone().ask('POST', '/api/auth/login', {
        body: { email: admin.email, password },
      });
      expect(answer.body).toEqual(closed);
    }
    const body = { email: 'new@example.com', password: PASSWORD };
    expect((await anyone().ask('POST', '/api/auth/register', { body })).body).toEqual(closed);
  });

  it('shows no form, but the buttons', async () => {
    const page = await (await fetch(`${server.url}/login`)).text();
    expect(page).not.toContain('type="password"');
    expect(page).toContain('GitLab');
    expect(await (await fetch(`${server.url}/register`)).text()).toContain('Registration is closed');
  });

  it('has a way back by the command line', async () => {
    const env = { ...server.settings, NODE_ENV: 'production' as const, PATH: process.env.PATH };
    const run = (email: string) =>
      promisify(execFile)(
        process.execPath,
        [path.join(ROOT, 'src/cli/heimdall.mjs'), 'sign-in-link', email],
        { env, cwd: '/' },
      );
    await expect(run('nobody@example.com')).rejects.toMatchObject({
      code: 78,
      stderr: 'heimdall: No account has the address nobody@example.com.\n',
    });
    const { stdout } = await run(admin.email.toUpperCase());
    const token = /\/set-password\?token=(\S+)/.exec(stdout)?.[1];
    const body = { token, password: PASSWORD };
    expect((await anyone().ask('POST', '/api/auth/set-password', { body })).status).toBe(200);
    expect((await anyone().ask('POST', '/api/auth/set-password', { body })).status).toBe(400);
  });
});

describe('POST /api/auth/signin', () => {
  async function start(provider: string, callbackUrl = '/'): Promise<string> {
    const csrf = await fetch(`${server.url}/api/auth/csrf`);
    const cookie = csrf.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, callbackUrl, json: 'true' });
    const answer = await fetch(`${server.url}/api/auth/signin/${provider}`, {
      ...{ method: 'POST', body, headers: { cookie }, redirect: 'manual' },
    });
    expect(answer.headers.getSetCookie().join()).not.toContain('evil');
    return ((await answer.json()) as { url: string }).url;
  }

  it('leads to the provider with state and PKCE, whatever callbackUrl says', async () => {
    const { origin, searchParams } = new URL(await start('gitlab', EVIL));
    expect(origin).toBe('http://127.0.0.1:9');
    expect(searchParams.get('scope')).toBe('read_user');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('state')).toMatch(/^\S{20,}$/);
  });

  it('does not ask a provider at a private address', async () => {
    expect(new URL(await start('oidc')).search).toBe('?error=private');
  });
});
