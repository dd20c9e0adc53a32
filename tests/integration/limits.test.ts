import { caller, newUser, PASSWORD, until } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { startWorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: TestServer;
beforeAll(async () => {
  // Behind a trusted proxy, a test can send requests from any number of addresses.
  server = await startServer({
    env: { HEIMDALL_RATE_LIMITS: 'on', TRUST_PROXY: 'true', HEIMDALL_OPEN_REGISTRATION: 'true' },
  });
});
afterAll(() => server?.stop());

const from = (address: string, credential: Record<string, string> = {}) =>
  caller(server.url, { ...credential, 'x-forwarded-for': address });

async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const answers: number[] = [];
  for (let n = 0; n < times; n++) answers.push((await ask()).status);
  return answers;
}

it('120 requests a minute of an address without a valid credential; the next is refused, a user of the address is not', async () => {
  const user = await newUserFrom('192.0.2.1');
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

const failedSignIn = (address: string, email: string, url = server.url) =>
  caller(url, { 'x-forwarded-for': address }).ask('POST', '/api/auth/login', {
    body: { email, password: 'wrong' },
  });

describe('an IPv6 client', () => {
  it('has one count of failed sign-ins, whichever address of its /64 it uses', async () => {
    const attempt = (n: number) => failedSignIn(`2001:db8:1:1::${n.toString(16)}`, 'v6@example.com');
    const answers: number[] = [];
    for (let n = 1; n <= 40; n++) answers.push((await attempt(n)).status);
    expect(answers).toEqual([...Array(10).fill(401), ...Array(30).fill(429)]);
    expect((await failedSignIn('2001:db8:1:2::1', 'v6@example.com')).status).toBe(401);
  });

  it('has 50 failed sign-ins in all of its /48, and what is refused is not counted', async () => {
    const attempt = (n: number) => failedSignIn(`2001:db8:2:${n.toString(16)}::1`, 'site@example.com');
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => attempt(n)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await failedSignIn('2001:db8:3::1', 'site@example.com')).status).toBe(401);
    expect((await failedSignIn('2001:db8:2:1::1', 'another@example.com')).status).toBe(401);
  });

  it('that is an IPv4 address in another form counts as that address', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await failedSignIn('192.0.2.60', 'mapped@example.com')).status).toBe(401);
      expect((await failedSignIn('::ffff:192.0.2.60', 'mapped@example.com')).status).toBe(401);
    }
    expect((await failedSignIn('192.0.2.60', 'mapped@example.com')).status).toBe(429);
    expect((await failedSignIn('::ffff:192.0.2.61', 'mapped@example.com')).status).toBe(401);
  });

  it('registers and asks as its /64, too', async () => {
    const register = (n: number) =>
      from(`2001:db8:4:1::${n.toString(16)}`).ask('POST', '/api/auth/register', { body: {} });
    const answers = await Promise.all(Array.from({ length: 125 }, (_, n) => register(n)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 429]));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(120);
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

describe('two web processes', () => {
  it('share the counts of failed sign-ins and registrations', async () => {
    const second = (await server.startPart('web')).url;
    for (let n = 0; n < 10; n++) {
      const node = n % 2 ? second : server.url;
      expect((await failedSignIn('192.0.2.80', 'shared@example.com', node)).status).toBe(401);
    }
    for (const node of [server.url, second]) {
      const refused = await failedSignIn('192.0.2.80', 'shared@example.com', node);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(240);
    }
    const register = (n: number) =>
      caller(n % 2 ? second : server.url, { 'x-forwarded-for': '192.0.2.81' }).ask(
        'POST',
        '/api/auth/register',
        { body: { email: `both${n}@example.com`, password: PASSWORD } },
      );
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => register(n)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('keep no address and no account in the shared counts, and a worker deletes expired ones', async () => {
    await failedSignIn('192.0.2.90', 'kept@example.com');
    const db = await connectTo(server.database.url);
    const { rows } = await db.query<{ key: string }>('SELECT * FROM rate_limits');
    expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2|example\.com/);
    await db.query(`UPDATE rate_limits SET expires_at = now() - interval '1 second'`);
    const worker = await startWorkerHere(server);
    const left = async () => (await db.query('SELECT 1 FROM rate_limits')).rowCount;
    expect(await until(left, (count) => count === 0, 30_000)).toBe(0);
    await worker.stop();
    await db.end();
  });
});

it('sign-ins that succeed are not counted', async () => {
  const email = 'busy@example.com';
  await from('192.0.2.20').ask('POST', '/api/auth/register', { body: { email, password: PASSWORD } });
  const signIn = () =>
    from('192.0.2.20').ask('POST', '/api/auth/login', { body: { email, password: PASSWORD } });
  expect(new Set(await statuses(12, signIn))).toEqual(new Set([200]));
});

it('10 wrong passwords to a change of it from an address; the right one is then refused too', async () => {
  const token = await newUserFrom('192.0.2.50');
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

it('1,200 requests a minute of a user, whatever the address', async () => {
  const token = await newUserFrom('192.0.2.40');
  const ask = (n: number) =>
    from(`198.51.100.${n % 200}`, { cookie: `session=${token}` }).ask('GET', '/api/auth/me');
  const answers: number[] = [];
  for (let n = 0; n < 1210; n += 55) {
    const batch = await Promise.all(Array.from({ length: 55 }, (_, i) => ask(n + i)));
    answers.push(...batch.map(({ status }) => status));
  }
  expect(answers.filter((status) => status === 200)).toHaveLength(1200);
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
});

/** Registers a user. The installation's first account is made separately. */
async function newUserFrom(address: string): Promise<string> {
  const body = { email: `${address}@example.com`, password: PASSWORD };
  const answer = await from(address).ask('POST', '/api/auth/register', { body });
  return String(answer.data.token);
}

beforeAll(async () => {
  await newUser(server.url);
});
