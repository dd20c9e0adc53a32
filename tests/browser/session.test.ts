import { newRepo, newUser, PASSWORD, signIn } from '@tests/support/api';
import { startBrowser, type TestBrowser } from '@tests/support/browser';
import { startServer, type TestServer } from '@tests/support/server';
import { sharedServer } from '@tests/support/sharedServer';
import { callerOf, errorAt, formError, goBack, open, signInAs } from '@tests/support/visitor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveKey } from '@/server/keys';

const WRONG = 'Invalid email or password';

describe('where everyone may register', () => {
  const server = sharedServer();
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startBrowser(server.url);
  });
  afterAll(async () => {
    await browser?.stop();
  });

  it('a wrong password is refused in the server’s words, and the e-mail stays', async () => {
    const { email } = await newUser(server.url);
    const { page, faults } = await browser.visit();
    await open(page, `${server.url}/login`);
    await signInAs(page, email, 'wrong horse battery');
    expect(await formError(page).textContent()).toBe(WRONG);
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.url}/`);
    expect(faults).toEqual([]);
  });

  it('signing in leads back to the very page that asked for it', async () => {
    const user = await newUser(server.url);
    const { id } = await newRepo(user);
    const { page, faults } = await browser.visit();
    await open(page, `${server.url}/repos/${id}`);
    const asked = new URL(page.url());
    expect(asked.pathname + asked.search).toBe(`/login?next=${encodeURIComponent(`/repos/${id}`)}`);
    await signInAs(page, user.email, PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/repos/${id}`);
    expect(faults).toEqual([]);
  });

  it.each(['//evil.example.com', '/\\evil.example.com', 'https://evil.example.com/'])(
    'signing in never leads to another site, as to %s',
    async (next) => {
      const { email } = await newUser(server.url);
      const { page, faults } = await browser.visit();
      await open(page, `${server.url}/login?next=${encodeURIComponent(next)}`);
      await signInAs(page, email, PASSWORD);
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      expect(page.url()).toBe(`${server.url}/`);
      expect(faults).toEqual([]);
    },
  );

  it('going back from the dashboard does not lead to a form that has been sent', async () => {
    const { email } = await newUser(server.url);
    const { page, faults } = await browser.visit();
    await open(page, `${server.url}/login`);
    await signInAs(page, email, PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await goBack(page);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('the user’s other session is listed, and refused once it is ended', async () => {
    const user = await newUser(server.url);
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const other = await signIn(server.url, user.email, { headers: { 'user-agent': firefox } });
    const { page, faults } = await browser.visit({ token: user.token });
    await open(page, `${server.url}/settings`);
    const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
    expect(await sessions.count()).toBe(2);
    const present = sessions.filter({ hasText: 'This session' });
    expect(await present.count()).toBe(1);
    expect(await present.getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the session of Firefox on Linux' }).click();
    await sessions.filter({ hasText: 'Firefox' }).waitFor({ state: 'detached' });
    expect(await sessions.count()).toBe(1);
    expect((await other.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await user.ask('GET', '/api/auth/me')).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it('a new password requires the current one, and ends the other sessions', async () => {
    const user = await newUser(server.url);
    const other = await signIn(server.url, user.email);
    const { page, context, faults } = await browser.visit({ token: user.token });
    await open(page, `${server.url}/settings`);
    const current = page.getByLabel('Current password');
    await current.fill('wrong horse battery');
    await page.getByLabel('New password').fill('another long password');
    await page.getByRole('button', { name: 'Change password' }).click();
    expect(await errorAt(page, 'Current password')).toBe('current_password is wrong');
    expect((await other.ask('GET', '/api/auth/me')).status).toBe(200);
    await current.fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed').waitFor();
    await page.getByRole('button', { name: 'Revoke all others' }).waitFor({ state: 'detached' });
    expect(await current.inputValue()).toBe('');
    expect((await other.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await (await callerOf(context, server.url)).ask('GET', '/api/auth/me')).status).toBe(200);
    await signIn(server.url, user.email, { password: 'another long password' });
    expect(faults).toEqual([]);
  });
});

describe('where people come from elsewhere and registration is closed', () => {
  const SECRET = 'a secret key of more than 32 characters';
  let server: TestServer;
  let browser: TestBrowser;
  beforeAll(async () => {
    const env = {
      HEIMDALL_OPEN_REGISTRATION: 'false',
      HEIMDALL_SECRET_KEY: SECRET,
      HEIMDALL_URL: 'https://heimdall.example.com',
    };
    server = await startServer({ env });
    browser = await startBrowser(server.url);
  });
  afterAll(async () => {
    await browser?.stop();
    await server?.stop();
  });

  it('the first account needs the set-up token, and nobody can create another one', async () => {
    const { page, faults } = browser;
    await open(page, `${server.url}/register`);
    await page.getByLabel('E-mail').fill('admin@example.com');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the admin account' }).click();
    expect(await errorAt(page, 'Set-up token')).toBe('The set-up token is missing or wrong');
    await page.getByLabel('Set-up token').fill('wrong');
    await page.getByRole('button', { name: 'Create the admin account' }).click();
    expect(await errorAt(page, 'Set-up token')).toBe('The set-up token is missing or wrong');
    expect(await page.getByLabel('Password').inputValue()).toBe(PASSWORD);
    await page.getByLabel('Set-up token').fill(deriveKey(SECRET, 'set-up token'));
    await page.getByRole('button', { name: 'Create the admin account' }).click();
    await page.waitForURL(`${server.url}/`);

    const anonymous = await browser.visit();
    await open(anonymous.page, `${server.url}/register`);
    await anonymous.page.getByRole('heading', { level: 1, name: 'Registration is closed' }).waitFor();
    expect(await anonymous.page.getByRole('textbox').count()).toBe(0);
    await anonymous.page.getByRole('link', { name: 'Sign in' }).click();
    await anonymous.page.getByText('An admin can create one for you.').waitFor();
    expect(await anonymous.page.getByRole('link', { name: 'Register' }).count()).toBe(0);
    expect([...faults, ...anonymous.faults]).toEqual([]);
  });
});
