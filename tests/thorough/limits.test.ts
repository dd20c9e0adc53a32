import { PASSWORD, until } from '@tests/support/api';
import { callerAt, failedSignIn as failedSignInTo, newUserAt, startLimited } from '@tests/support/limited';
import { connectTo } from '@tests/support/rows';
import type { TestServer } from '@tests/support/server';
import { startWorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The limits that hundreds of requests reach are in tests/faults/limitsFlooded.test.ts. */
let server: TestServer;
beforeAll(async () => {
  server = await startLimited();
});
afterAll(() => server?.stop());

const from = (address: string, credential?: Record<string, string>) =>
  callerAt(server.url, address, credential);
const failedSignIn = (address: string, email: string) => failedSignInTo(server.url, address, email);

async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const answers: number[] = [];
  for (let n = 0; n < times; n++) answers.push((await ask()).status);
  return answers;
}

it('120 requests a minute of an address without a valid credential; the next is refused, a user of the address is not', async () => {
  const user = await newUserAt(server.url, '192.0.2.1');
  const anonymous = from('192.0.2.2');
  expect(new Set(await statuses(120, () => anonymous.ask('GET', '/api/repos')))).toEqual(new Set([401]));
  const refused = await anonymous.ask('GET', '/api/repos');
  expect(refused.body).toMatchObject({
    success: false,
    code: 429,
    message: expect.stringMatching(/^Too many requests; try again in \d+ seconds$/),
  });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await from('192.0.2.2', { cookie: 'session=wrong' }).ask('GET', '/api/repos')).status).toBe(429);
  expect((await from('192.0.2.2', { cookie: `session=${user}` }).ask('GET', '/api/repos')).status).toBe(200);
  expect((await anonymous.ask('GET', '/api/health')).status).toBe(200);
  expect((await from('192.0.2.3').ask('GET', '/api/repos')).status).toBe(401);
});

it('10 failed sign-ins to an account from an address; neither locks the other out', async () => {
  const email = 'target@example.com';
  await from('192.0.2.10').ask('POST', '/api/auth/register', {
    body: { email, password: PASSWORD, setup_token: 'x' },
  });
  const signIn = (address: string, password: string, who = email) =>
    from(address).ask('POST', '/api/auth/login', { body: { email: who, password } });
  expect((await signIn('192.0.2.10', PASSWORD)).status).toBe(200);
  expect(new Set(await statuses(10, () => signIn('192.0.2.10', 'wrong')))).toEqual(new Set([401]));
  expect((await signIn('192.0.2.10', PASSWORD)).status).toBe(429);
  expect((await signIn('192.0.2.11', PASSWORD)).status).toBe(200);
  expect((await signIn('192.0.2.10', 'wrong', 'other@example.com')).status).toBe(401);
});

it('a sign-in that can not be uncounted is a sign-in', async () => {
  const email = 'counted@example.com';
  await from('192.0.2.12').ask('POST', '/api/auth/register', { body: { email, password: PASSWORD } });
  const db = await connectTo(server.database.url);
  await db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.points < OLD.points THEN RAISE 'full'; END IF; RETURN NEW; END $$`);
  await db.query('CREATE TRIGGER refuse BEFORE UPDATE ON rate_limits FOR EACH ROW EXECUTE FUNCTION refuse()');
  try {
    const body = { email, password: PASSWORD };
    expect((await from('192.0.2.12').ask('POST', '/api/auth/login', { body })).status).toBe(200);
  } finally {
    await db.query('DROP TRIGGER refuse ON rate_limits');
    await db.end();
  }
});

it("next-auth's session counts as any other request, by user or by address", async () => {
  const user = await newUserAt(server.url, '192.0.2.13');
  const session = (cookie: string) =>
    from('192.0.2.14', { cookie: `session=${cookie}` }).ask('GET', '/api/auth/session');
  expect(new Set(await statuses(120, () => session('wrong')))).toEqual(new Set([200]));
  expect((await session('wrong')).body).toMatchObject({ code: 429 });
  expect((await session(user)).body).toMatchObject({ user: { email: '192.0.2.13@example.com' } });
});

describe('an IPv6 client', () => {
  it('has one count of failed sign-ins, whichever address of its /64 it uses', async () => {
    const attempt = (n: number) => failedSignIn(`2001:db8:1:1::${n.toString(16)}`, 'v6@example.com');
    const answers: number[] = [];
    for (let n = 1; n <= 40; n++) answers.push((await attempt(n)).status);
    expect(answers).toEqual([...Array(10).fill(401), ...Array(30).fill(429)]);
    expect((await failedSignIn('2001:db8:1:2::1', 'v6@example.com')).status).toBe(401);
  });

  it('that is an IPv4 address in another form counts as that address', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await failedSignIn('192.0.2.60', 'mapped@example.com')).status).toBe(401);
      expect((await failedSignIn('::ffff:192.0.2.60', 'mapped@example.com')).status).toBe(401);
    }
    expect((await failedSignIn('192.0.2.60', 'mapped@example.com')).status).toBe(429);
    expect((await failedSignIn('::ffff:192.0.2.61', 'mapped@example.com')).status).toBe(401);
  });
});

it('an account that does not exist is locked like one that does', async () => {
  const known = 'known@example.com';
  await from('192.0.2.70').ask('POST', '/api/auth/register', { body: { email: known, password: PASSWORD } });
  for (const email of [known, 'unknown@example.com']) {
    const answers = await statuses(12, () => failedSignIn('192.0.2.70', email));
    expect(answers, email).toEqual([...Array(10).fill(401), 429, 429]);
  }
});

it('the counts in the database hold no address and no account, and a worker deletes expired ones', async () => {
  await failedSignIn('192.0.2.90', 'kept@example.com');
  const db = await connectTo(server.database.url);
  const { rows } = await db.query<{ key: string }>('SELECT * FROM rate_limits');
  expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2|example\.com/);
  await db.query(`UPDATE rate_limits SET expires_at = now() - interval '1 second'`);
  const worker = await startWorkerHere(server);
  const left = async () => (await db.query('SELECT 1 FROM rate_limits')).rowCount;
  expect(await until(left, (count) => count === 0)).toBe(0);
  await worker.stop();
  await db.end();
});

it('sign-ins that succeed are not counted', async () => {
  const email = 'busy@example.com';
  await from('192.0.2.20').ask('POST', '/api/auth/register', { body: { email, password: PASSWORD } });
  const signIn = () =>
    from('192.0.2.20').ask('POST', '/api/auth/login', { body: { email, password: PASSWORD } });
  expect(new Set(await statuses(12, signIn))).toEqual(new Set([200]));
});

it('10 wrong passwords to a change of it from an address; the right one is then refused too', async () => {
  const token = await newUserAt(server.url, '192.0.2.50');
  const change = async (address: string, currentPassword: string) => {
    const { account } = from(address, { cookie: `session=${token}` }).trpc;
    const input = { currentPassword, newPassword: PASSWORD };
    return account.changePassword.mutate(input).then(
      () => 'changed',
      (error: Error) => error.message.replace(/\d+/, 'n'),
    );
  };
  expect(await change('192.0.2.50', PASSWORD)).toBe('changed');
  for (let n = 0; n < 10; n++) expect(await change('192.0.2.50', 'wrong')).toBe('current_password is wrong');
  expect(await change('192.0.2.50', PASSWORD)).toBe('Too many requests; try again in n seconds');
  expect(await change('192.0.2.51', PASSWORD)).toBe('changed');
});

it('20 registrations an hour from an address', async () => {
  const register = (name: string) =>
    from('192.0.2.30').ask('POST', '/api/auth/register', {
      body: { email: `${name}@example.com`, password: PASSWORD },
    });
  const answers = await Promise.all(Array.from({ length: 21 }, (_, n) => register(`many${n}`)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});
