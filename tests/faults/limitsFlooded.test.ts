import { PASSWORD } from '@tests/support/api';
import { callerAt, failedSignIn, newUserAt, startLimited } from '@tests/support/limited';
import type { TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The limits that only hundreds of requests reach. The others are in tests/thorough/limits.test.ts. */
let server: TestServer;
beforeAll(async () => {
  server = await startLimited();
});
afterAll(() => server?.stop());

describe('an IPv6 client', () => {
  it('has 50 failed sign-ins in all of its /48, and what is refused is not counted', async () => {
    const signIn = (address: string, email: string) => failedSignIn(server.url, address, email);
    const attempt = (n: number) => signIn(`2001:db8:2:${n.toString(16)}::1`, 'site@example.com');
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => attempt(n)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await signIn('2001:db8:3::1', 'site@example.com')).status).toBe(401);
    expect((await signIn('2001:db8:2:1::1', 'another@example.com')).status).toBe(401);
  });

  it('registers and asks as its /64, too', async () => {
    const register = (n: number) =>
      callerAt(server.url, `2001:db8:4:1::${n.toString(16)}`).ask('POST', '/api/auth/register', { body: {} });
    const answers = await Promise.all(Array.from({ length: 125 }, (_, n) => register(n)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 429]));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(120);
  });
});

it('two web processes share the counts of failed sign-ins and registrations', async () => {
  const second = (await server.startPart('web')).url;
  const either = (n: number) => (n % 2 ? second : server.url);
  for (let n = 0; n < 10; n++) {
    expect((await failedSignIn(either(n), '192.0.2.80', 'shared@example.com')).status).toBe(401);
  }
  for (const node of [server.url, second]) {
    const refused = await failedSignIn(node, '192.0.2.80', 'shared@example.com');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(240);
  }
  const register = (n: number) => {
    const body = { email: `both${n}@example.com`, password: PASSWORD };
    return callerAt(either(n), '192.0.2.81').ask('POST', '/api/auth/register', { body });
  };
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => register(n)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
});

/** The statuses of 1,210 requests of a new user; undefined if they took longer than the minute of the limit. */
async function statusesOfMany(address: string): Promise<number[] | undefined> {
  const cookie = `session=${await newUserAt(server.url, address)}`;
  const ask = (n: number) =>
    callerAt(server.url, `198.51.100.${n % 200}`, { cookie }).ask('GET', '/api/auth/me');
  const answers: number[] = [];
  const start = Date.now();
  for (let n = 0; n < 1210; n += 55) {
    const batch = await Promise.all(Array.from({ length: 55 }, (_, i) => ask(n + i)));
    answers.push(...batch.map(({ status }) => status));
  }
  return Date.now() - start < 60_000 ? answers : undefined;
}

it('1,200 requests a minute of a user, whatever the address', async () => {
  const addresses = ['192.0.2.40', '192.0.2.41', '192.0.2.42', '192.0.2.43'];
  let answers: number[] | undefined;
  // On a busy machine they may take longer.
  for (const address of addresses) answers ??= await statusesOfMany(address);
  if (!answers) throw new Error('no 1,210 requests were answered within a minute');
  expect(answers.filter((status) => status === 200)).toHaveLength(1200);
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
});
