import { newUser, type TestUser } from '@tests/support/api';
import { freePort } from '@tests/support/freePort';
import { accessibilityFaults, faultsInBothThemes, sidewaysScroll } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { CLIENT, type OAuthHost, startOAuthHost } from '@tests/support/providers/oauthHost';
import { type OidcHost, startOidc } from '@tests/support/providers/oidc';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

/** Sign-in by providers on loopback, through the whole flow. */

let server: TestServer;
let oidc: OidcHost;
let hosts: OAuthHost;
let pages: Pages;
let admin: TestUser;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  [oidc, hosts] = await Promise.all([startOidc(`${url}/api/auth/callback/oidc`), startOAuthHost()]);
  server = await startServer({
    env: {
      PORT: String(port),
      HEIMDALL_URL: url,
      HEIMDALL_LOG_LEVEL: 'silent',
      HEIMDALL_OPEN_REGISTRATION: 'false',
      HEIMDALL_ALLOWED_EMAIL_DOMAINS: 'Allowed.example',
      HEIMDALL_GITHUB_URL: hosts.url,
      HEIMDALL_GITHUB_CLIENT_ID: CLIENT.id,
      HEIMDALL_GITHUB_CLIENT_SECRET: CLIENT.secret,
      HEIMDALL_GITLAB_URL: hosts.url,
      HEIMDALL_GITLAB_CLIENT_ID: CLIENT.id,
      HEIMDALL_GITLAB_CLIENT_SECRET: CLIENT.secret,
      HEIMDALL_OIDC_ISSUER: oidc.url,
      HEIMDALL_OIDC_CLIENT_ID: CLIENT.id,
      HEIMDALL_OIDC_CLIENT_SECRET: CLIENT.secret,
      HEIMDALL_OIDC_NAME: 'Acme',
    },
  });
  admin = await newUser(url);
  pages = await startPages(url);
});
afterEach(async () => {
  // Only the way to the provider leaves the server.
  const faults = pages.faults.splice(0).filter((it) => !it.includes(oidc.url) && !it.includes(hosts.url));
  await pages.leave();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await server?.stop();
  await Promise.all([oidc?.stop(), hosts?.stop()]);
});

const button = (page: Page, name: string) => page.getByRole('button', { name });
async function start(name: string, path = '/login', width = 1280): Promise<Page> {
  const page = await pages.open({ width });
  await openPage(page, `${url}${path}`);
  await button(page, `Continue with ${name}`).click();
  return page;
}
const invite = (email: string) => admin.ask('POST', '/api/users', { body: { email } });
const emailOf = (page: Page) =>
  page.evaluate(async () => (await (await fetch('/api/auth/me')).json()).data.email);
const atHost = (id: number, email: string, verified = true) => {
  hosts.github = { id, login: `octo${id}`, emails: [{ email, primary: true, verified }] };
  hosts.gitlab = {
    id,
    username: `tanuki${id}`,
    email,
    confirmed_at: verified ? '2026-01-01T00:00:00Z' : null,
  };
};

describe('sign-in by a provider', () => {
  it('lets in an invited user, and leads to the page that was asked for', async () => {
    await invite('ana@acme.example');
    oidc.account = { sub: 'ana', email: 'Ana@acme.example', verified: true };
    const page = await pages.open({ width: 360 });
    await openPage(page, `${url}/rules`);
    await button(page, 'Continue with Acme').waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await button(page, 'Continue with Acme').click();
    await page.waitForURL(`${url}/rules`);
    expect(await emailOf(page)).toBe('ana@acme.example');
    // From now on the identity counts, not the address.
    oidc.account = { sub: 'ana', email: 'other@acme.example', verified: false };
    const again = await start('Acme');
    await again.waitForURL(`${url}/`);
    expect(await emailOf(again)).toBe('ana@acme.example');
  });

  it.each([
    ['Acme', 'closed', 'nobody@acme.example', true, 'Registration is closed.'],
    [
      'Acme',
      'unverified',
      'eve@allowed.example',
      false,
      'The provider has not verified your e-mail address.',
    ],
    [
      'GitHub',
      'unverified',
      'eve@allowed.example',
      false,
      'The provider has not verified your e-mail address.',
    ],
    [
      'GitLab',
      'unverified',
      'eve@allowed.example',
      false,
      'The provider has not verified your e-mail address.',
    ],
  ])('%s: refuses who is %s', async (name, _why, email, verified, sentence) => {
    oidc.account = { sub: email, email, verified };
    atHost(66, email, verified);
    const page = await start(name);
    await page.getByRole('alert').getByText(sentence).waitFor();
    const { items } = await admin.trpc.account.listUsers.query({});
    expect(items.map((user) => user.email)).not.toContain(email);
  });

  it('does not join an account that only has a password', async () => {
    oidc.account = { sub: 'mallory', email: admin.email, verified: true };
    const page = await start('Acme');
    await page.getByRole('alert').getByText('An account with your address exists.').waitFor();
  });

  it('says that a sign-in was cancelled', async () => {
    oidc.account = undefined;
    const page = await start('Acme');
    await page.getByRole('alert').getByText('The sign-in was cancelled at the provider.').waitFor();
  });

  it('creates an account of an allowed domain, joins a second provider, and keeps the last one', async () => {
    atHost(7, 'bo@allowed.example');
    const page = await start('GitHub');
    await page.waitForURL(`${url}/`);
    const second = await start('GitLab', '/login?next=/settings', 360);
    await second.waitForURL(`${url}/settings`);
    expect(await emailOf(second)).toBe('bo@allowed.example');
    expect(hosts.scopes).toContain('read:user user:email');
    expect(hosts.scopes).toContain('read_user');
    await second.getByRole('heading', { name: 'Sign-in providers' }).waitFor();
    expect(await sidewaysScroll(second)).toEqual([]);
    expect(await accessibilityFaults(second)).toEqual([]);
    await button(second, 'Disconnect GitHub (octo7)').click();
    await button(second, 'Disconnect GitHub (octo7)').waitFor({ state: 'detached' });
    await button(second, 'Disconnect GitLab (tanuki7)').click();
    await second.getByText('This is your only way to sign in.').waitFor();
  });

  it('connects a provider from the settings, whose account nobody else can then connect', async () => {
    atHost(8, 'whatever@elsewhere.example', false);
    const page = await pages.open({ token: admin.token });
    await openPage(page, `${url}/settings`);
    await button(page, 'Connect GitHub').click();
    await button(page, 'Disconnect GitHub (octo8)').waitFor();
    await invite('carl@acme.example');
    oidc.account = { sub: 'carl', email: 'carl@acme.example', verified: true };
    const other = await start('Acme', '/login?next=/settings');
    await other.waitForURL(`${url}/settings`);
    await button(other, 'Connect GitHub').click();
    await other.getByText('That account of the provider belongs to another user here.').waitFor();
    const byGithub = await start('GitHub');
    await byGithub.waitForURL(`${url}/`);
    expect(await emailOf(byGithub)).toBe(admin.email);
  });
});

describe('a callback', () => {
  const unfinished = (page: Page) => page.getByText('The sign-in could not be finished.').waitFor();

  it('works once, and in the browser that began', async () => {
    atHost(9, 'dora@allowed.example');
    const page = await pages.open();
    await openPage(page, `${url}/login`);
    const callback = page.waitForRequest((request) => request.url().includes('/api/auth/callback/github'));
    await button(page, 'Continue with GitHub').click();
    const used = (await callback).url();
    await page.waitForURL(`${url}/`);
    await page.context().clearCookies({ name: 'session' });
    await openPage(page, used);
    await unfinished(page);

    const visitor = await pages.open();
    await openPage(visitor, `${url}/login`);
    let unused = '';
    // The way there ends in this browser, and goes on in another one.
    await visitor.route(`${hosts.url}/login/oauth/authorize?**`, async (route) => {
      const answer = await fetch(route.request().url(), { redirect: 'manual' });
      unused = answer.headers.get('location') ?? '';
      await route.abort();
    });
    const stopped = visitor.waitForEvent('requestfailed');
    await button(visitor, 'Continue with GitHub').click();
    await stopped;
    const victim = await pages.open();
    await openPage(victim, unused);
    await unfinished(victim);
  });

  it('with another nonce is refused', async () => {
    oidc.account = { sub: 'ana', email: 'ana@acme.example', verified: true };
    const page = await pages.open();
    await page.route(`${oidc.url}/auth?**`, (route) => {
      const changed = new URL(route.request().url());
      changed.searchParams.set('nonce', 'another');
      return route.continue({ url: changed.href });
    });
    await openPage(page, `${url}/login`);
    await button(page, 'Continue with Acme').click();
    await unfinished(page);
  });

  it('leads to no other site', async () => {
    oidc.account = { sub: 'ana', email: 'ana@acme.example', verified: true };
    for (const next of ['https://evil.example', '//evil.example', '/.//evil.example', '/\\evil.example']) {
      const page = await start('Acme', `/login?next=${encodeURIComponent(next)}`);
      await page.waitForURL(`${url}/`);
    }
    for (const callbackUrl of ['https://evil.example/x', '//evil.example']) {
      const page = await start('Acme', `/login?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      await page.waitForURL(`${url}/`);
    }
  });
});
