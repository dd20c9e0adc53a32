import { caller, newRepo, PASSWORD } from '@tests/support/api';
import { startBrowser, type TestBrowser } from '@tests/support/browser';
import { commitsOn, type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo, fillRepo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { callerOf, chooseInRow, countLoads, open, reload } from '@tests/support/visitor';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

/** The first hour on a new installation, in order: one browser, one user. */

let git: GitServer;
let server: TestServer;
let browser: TestBrowser;
beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true, env: { HEIMDALL_OPEN_REGISTRATION: 'false' } });
  browser = await startBrowser(server.url);
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
});
afterAll(async () => {
  await browser?.stop();
  await server?.stop();
  await git?.stop();
});
afterEach(() => {
  expect(browser.faults).toEqual([]);
});

it('a new installation shows the form for the first account, and then for the first repository', async () => {
  const { page } = browser;
  await open(page, server.url);
  expect(new URL(page.url()).pathname).toBe('/register');
  await page.getByRole('heading', { level: 1, name: 'Welcome to Heimdall' }).waitFor();
  // On the same machine no set-up token is needed.
  expect(await page.getByLabel('Set-up token').count()).toBe(0);
  await page.getByLabel('E-mail').fill('admin@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the admin account' }).click();

  await page.waitForURL(`${server.url}/`);
  await page.getByRole('heading', { name: 'Add your first repository' }).waitFor();
  expect(await page.getByLabel('Paste a Git URL').isVisible()).toBe(true);
  expect(await page.locator('code', { hasText: /^curl -X POST / }).textContent()).toContain(
    `/api/repos \\\n  -H 'Authorization: Bearer hmd_`,
  );
  const me = await (await callerOf(browser.context, server.url)).ask('GET', '/api/auth/me');
  expect(me.data).toMatchObject({ email: 'admin@example.com', role: 'admin' });
});

it('a registered repository’s branch and commit appear on its page without a reload, and can be copied', async () => {
  const { page } = browser;
  const sha = git.makeRepository('my-web-app.git', commitsOn('trunk', 'main'));
  const release = git.hold('my-web-app.git');
  await open(page, `${server.url}/repos`);
  const loads = countLoads(page);
  await page.getByLabel('Paste a Git URL').fill(git.url('my-web-app.git'));
  expect(await page.getByLabel('Name').inputValue()).toBe('my-web-app');
  await page.getByText('Heimdall will find the default branch').waitFor();
  await page.getByRole('button', { name: 'Add repository' }).click();

  await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
  await page.getByText('Checking the default branch and its newest commit.').waitFor();
  release();
  const facts = page.getByRole('main');
  await facts.getByText(sha.slice(0, 7), { exact: true }).waitFor();
  await facts.getByText('main', { exact: true }).waitFor();
  expect(await page.getByText('Checking the default branch').count()).toBe(0);
  expect(loads()).toBe(0);

  await page.getByRole('button', { name: 'Copy the commit SHA of my-web-app' }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sha);
});

it('the list follows a probe as well', async () => {
  const { page, context } = browser;
  const sha = git.makeRepository('second.git', commitsOn('main'));
  const release = git.hold('second.git');
  await newRepo(await callerOf(context, server.url), { name: 'second', remote_url: git.url('second.git') });
  await open(page, `${server.url}/repos`);
  const loads = countLoads(page);
  const row = page.getByRole('row', { name: /second/ });
  await row.getByText('Checking').last().waitFor();
  release();
  await row.getByText(sha.slice(0, 7)).last().waitFor();
  expect(await row.getByText('Checking').count()).toBe(0);
  expect(loads()).toBe(0);
});

it('a new name is shown in the heading, the breadcrumbs and the title at once', async () => {
  const { page } = browser;
  await open(page, `${server.url}/repos`);
  await page.getByRole('link', { name: 'second' }).click();
  await page.getByRole('navigation', { name: 'Repository' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Name', { exact: true }).fill('renamed');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'renamed' }).waitFor();
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByText('renamed').waitFor();
  await page.waitForFunction(() => document.title === 'renamed · Heimdall');
  await page.getByRole('link', { name: 'Repositories' }).first().click();
  await page.getByRole('link', { name: 'renamed' }).waitFor();
  expect(await page.getByRole('link', { name: 'second' }).count()).toBe(0);
});

it('an API token is shown once, works until it is revoked, and then no more', async () => {
  const { page } = browser;
  await open(page, `${server.url}/settings`);
  await page.getByLabel('Token name').fill('ci');
  await page.getByLabel('repos:read').check();
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = String(await page.getByText(/^hmd_\S+$/).textContent());
  const script = caller(server.url, { authorization: `Bearer ${token}` });
  const listed = await script.ask('GET', '/api/repos');
  expect(listed.status).toBe(200);
  expect(JSON.stringify(listed.body.data)).toContain('"my-web-app"');

  await reload(page);
  await page.getByRole('button', { name: 'Revoke ci' }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke ci' }).click();
  await page.getByRole('button', { name: 'Revoke permanently' }).click();
  await page.getByText('There is no token yet.').waitFor();
  expect((await script.ask('GET', '/api/repos')).status).toBe(401);
});

it('a repository leaves the list when the server has deleted it, and not before', async () => {
  const { page, context } = browser;
  const admin = await callerOf(context, server.url);
  const repo = await newRepo(admin, { name: 'short-lived' });
  await open(page, `${server.url}/repos`);
  const link = page.getByRole('link', { name: 'short-lived' });
  const dialog = page.getByRole('dialog', { name: 'Delete short-lived?' });
  await chooseInRow(page, 'short-lived', 'Delete repository');
  await dialog.getByText('This deletes 0 scans and 0 findings. It can’t be undone.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await admin.ask('GET', `/api/repos/${repo.id}`)).status).toBe(200);

  // The request is delayed, as on a slow line.
  let letThrough = () => {};
  const slow = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/trpc/repo.delete*', async (route) => {
    await slow;
    await route.continue();
  });
  await chooseInRow(page, 'short-lived', 'Delete repository');
  await dialog.getByText('It can’t be undone.').waitFor();
  await dialog.getByRole('button', { name: 'Delete repository' }).click();
  await dialog.getByRole('button', { name: 'Deleting…' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: 'short-lived', includeHidden: true }).count()).toBe(1);
  letThrough();
  await link.waitFor({ state: 'detached' });
  await dialog.waitFor({ state: 'detached' });
  expect((await admin.ask('GET', `/api/repos/${repo.id}`)).status).toBe(404);
  await page.unrouteAll({ behavior: 'wait' });
});

it('a repository with findings is deleted only when its name is typed, and the dialog shows their number', async () => {
  const { page, context } = browser;
  const admin = await callerOf(context, server.url);
  const repo = await newRepo(admin, { name: 'full' });
  const db = await connectTo(server.database.url);
  await fillRepo(db, repo.id, 2, 617);
  await db.end();
  await open(page, `${server.url}/repos/${repo.id}?tab=settings`);
  await page.getByRole('button', { name: 'Delete repository' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete full?' });
  await dialog.getByText('This deletes 2 scans and 1,234 findings. It can’t be undone.').waitFor();
  const name = dialog.getByLabel('Type full to confirm');
  const button = dialog.getByRole('button', { name: 'Delete repository' });
  await name.fill('ful');
  // By keyboard, which would still reach a button that only looks disabled.
  await name.press('Enter');
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  expect((await admin.ask('GET', `/api/repos/${repo.id}`)).status).toBe(200);
  await name.fill('full');
  await button.click();
  await page.waitForURL('**/repos');
  await page.getByRole('link', { name: 'my-web-app' }).waitFor();
  expect(await page.getByRole('link', { name: 'full' }).count()).toBe(0);
  expect((await admin.ask('GET', `/api/repos/${repo.id}`)).status).toBe(404);
});

it('a missing remote is reported, and is found by trying again once it exists', async () => {
  const { page } = browser;
  await open(page, `${server.url}/repos/new`);
  await page.getByLabel('Paste a Git URL').fill(git.url('later.git'));
  await page.getByRole('button', { name: 'Add repository' }).click();
  await page.getByText('Not reachable').waitFor();
  const notice = page.getByRole('main').getByRole('alert');
  expect(await notice.textContent()).toContain(
    'There is no repository at this address on 127.0.0.1. Check the address.',
  );
  const sha = git.makeRepository('later.git', commitsOn('main'));
  await notice.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(sha.slice(0, 7), { exact: true }).waitFor();
  expect(await page.getByText('Not reachable').count()).toBe(0);
});
