import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import { beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let user: TestUser;
beforeAll(async () => {
  user = await newUser(server.url);
});

/** A page as sent by the server, before any script has run. */
async function open(path: string, token?: string, headers: Record<string, string> = {}) {
  const cookie: Record<string, string> = token === undefined ? {} : { cookie: `session=${token}` };
  const response = await fetch(server.url + path, { headers: { ...cookie, ...headers }, redirect: 'manual' });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

describe('an anonymous reader', () => {
  it.each([
    '/repos',
    '/repos/new',
    '/settings',
    '/settings/advisories',
    '/settings/connections',
    '/settings/connections/abc',
    '/users',
    '/docs',
    '/packages',
    '/rules',
    '/rules/stripe-access-token',
    '/repos/new?several=1',
    '/repos/abc',
    '/scans/abc',
    '/findings/abc',
  ])('who opens %s is led to the sign-in, and from there back', async (path) => {
    const { status, headers } = await open(path);
    expect([status, headers.get('location')]).toEqual([307, `/login?next=${encodeURIComponent(path)}`]);
  });

  it('is redirected from / to the sign-in, and a user from there to /', async () => {
    expect((await open('/')).headers.get('location')).toBe('/login');
    expect((await open('/login', user.token)).headers.get('location')).toBe('/');
    expect((await open('/login?next=%2Fdocs', user.token)).headers.get('location')).toBe('/docs');
    expect((await open('/login?next=%2F%2Fevil.example.com', user.token)).headers.get('location')).toBe('/');
  });
});

it("answers 404 for unknown data and 403 for another user's, with none of it in the page", async () => {
  const secret = await newRepo(user, { name: 'a-secret-name' });
  const other = await newUser(server.url);
  for (const path of ['/repos/abc', '/scans/abc', '/findings/abc', '/no/such/page']) {
    const { status, html } = await open(path, user.token);
    expect(status).toBe(404);
    expect(html).toContain('<h1 class="text-xl font-semibold">There is nothing here</h1>');
  }
  expect((await open('/no/such/page')).status).toBe(404);
  const refused = await open(`/repos/${secret.id}`, other.token);
  expect(refused.status).toBe(403);
  expect(refused.html).toContain('You have no access to this page</h1>');
  expect(refused.html).not.toContain('a-secret-name');
  expect((await open('/users', other.token)).status).toBe(403);
  expect((await open('/users', server.admin.token)).status).toBe(200);
});

it('rendering a page does not renew the session: only a call can renew the cookie too', async () => {
  const db = await connectTo(server.database.url);
  const owner = await newUser(server.url);
  await db.query(`UPDATE sessions SET expires_at = now() + interval '5 days' WHERE user_id = $1`, [owner.id]);
  const daysAhead = async () => {
    const { rows } = await db.query<{ expires_at: Date }>(
      'SELECT expires_at FROM sessions WHERE user_id = $1',
      [owner.id],
    );
    return Math.round(((rows[0]?.expires_at.getTime() ?? 0) - Date.now()) / 86_400_000);
  };
  expect((await open('/repos', owner.token)).status).toBe(200);
  expect(await daysAhead()).toBe(5);
  await owner.trpc.account.me.query();
  expect(await daysAhead()).toBe(7);
  await db.end();
});

it("shows the reader's own address in the API reference", async () => {
  const { html } = await open('/docs', user.token);
  expect(html).toContain(`curl http://${new URL(server.url).host}/api/repos`);
});

it('writes the chosen theme into the page, and no other text', async () => {
  const root = async (theme: string) =>
    /<html[^>]*>/.exec((await open('/login', undefined, { cookie: `theme=${theme}` })).html)?.[0];
  expect(await root('dark')).toContain('data-theme="dark"');
  expect(await root('light')).toContain('data-theme="light"');
  expect(await root('"><script>')).not.toContain('data-theme');
});

it('runs only scripts with the nonce of its own policy', async () => {
  const { headers, html } = await open('/repos', user.token);
  const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
  expect(nonce).toBeDefined();
  const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
});
