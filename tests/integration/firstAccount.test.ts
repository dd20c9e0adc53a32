import { caller, PASSWORD } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
});
