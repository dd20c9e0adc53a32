import { PASSWORD } from '@tests/support/api';
import { startBrowser, type TestBrowser } from '@tests/support/browser';
import { sharedServer } from '@tests/support/sharedServer';
import { open } from '@tests/support/visitor';
import { afterAll, beforeAll, expect, it } from 'vitest';

const server = sharedServer();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.stop();
});

it("a one-time link sets the password and signs its owner in; a short password is refused in the server's words", async () => {
  const { data } = await server.admin.ask('POST', '/api/users', { body: { email: 'invited@example.com' } });
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
  await page.waitForURL(`${server.url}/`);
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
