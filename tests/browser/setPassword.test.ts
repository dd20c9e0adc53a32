import { newUser, PASSWORD } from '@tests/support/api';
import { startBrowser, type TestBrowser } from '@tests/support/browser';
import { startServer, type TestServer } from '@tests/support/server';
import { open } from '@tests/support/visitor';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let browser: TestBrowser;
beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.stop();
  await server?.stop();
});

it("a one-time link sets the password and signs its owner in; a short password is refused in the server's words", async () => {
  const admin = await newUser(server.url);
  const { data } = await admin.ask('POST', '/api/users', { body: { email: 'invited@example.com' } });
  const { pathname, search } = new URL(String(data.set_password_url));
  const { page, faults } = browser;
  await open(page, server.url + pathname + search);
  const password = page.getByLabel('New password');
  await password.fill('short');
  await page.getByRole('button', { name: 'Set password' }).click();
  expect(await page.locator('form [role=alert]').textContent()).toBe('password must be 8 to 128 characters');
  expect(await password.inputValue()).toBe('short');
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.waitForURL('**/repos');
  const me = await page.evaluate(() => fetch('/api/auth/me').then((answer) => answer.json()));
  expect(me.data).toMatchObject({ email: 'invited@example.com', role: 'user' });
  await open(page, server.url + pathname + search);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  expect(await page.locator('form [role=alert]').textContent()).toBe(
    'token is unknown, used or too old; ask an admin for a new link',
  );
  expect(faults).toEqual([]);
});
