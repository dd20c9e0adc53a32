import { newRepo, newUser, PASSWORD, signIn, type TestUser } from '@tests/support/api';
import { startBrowser, type TestBrowser, type Visitor } from '@tests/support/browser';
import { hydrated } from '@tests/support/chromium';
import { sharedServer } from '@tests/support/sharedServer';
import { chooseInRow, countLoads, formError, goBack, open, signInAs, signOut } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = sharedServer();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.stop();
});

let user: TestUser;
let visitor: Visitor;
let page: Page;
beforeEach(async () => {
  user = await newUser(server.url);
  visitor = await browser.visit({ token: user.token });
  page = visitor.page;
});
afterEach(async () => {
  expect(visitor.faults).toEqual([]);
  await visitor.leave();
});

const REPOSITORY = 'https://git.example.com/team/my-web-app.git';
const remote = () => page.getByLabel('Paste a Git URL');
const add = () => page.getByRole('button', { name: 'Add repository' });
const dialog = () => page.getByRole('dialog', { name: 'Your session has ended' });

describe('a session that ends while the user is typing', () => {
  /** Types, and ends the session from outside, as on another machine. */
  async function typeAndLoseSession(): Promise<void> {
    await open(page, `${server.url}/repos/new`);
    await remote().fill(REPOSITORY);
    await page.getByLabel('Name').fill('mine');
    expect((await user.ask('POST', '/api/auth/logout')).status).toBe(200);
    await add().click();
    await dialog().waitFor();
  }

  it('is requested over the page, and the input is kept', async () => {
    await typeAndLoseSession();
    const loads = countLoads(page);
    expect(await dialog().getByLabel('E-mail').inputValue()).toBe(user.email);
    await dialog().getByLabel('Password').fill('wrong horse battery');
    await dialog().getByRole('button', { name: 'Sign in' }).click();
    await dialog().getByText('Invalid email or password').waitFor();
    await dialog().getByLabel('Password').fill(PASSWORD);
    await dialog().getByRole('button', { name: 'Sign in' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await remote().inputValue()).toBe(REPOSITORY);
    expect(await page.getByLabel('Name').inputValue()).toBe('mine');
    // No error is left, and the page was not reloaded.
    expect(await formError(page).count()).toBe(0);
    await add().click();
    await page.getByRole('heading', { level: 1, name: 'mine' }).waitFor();
    expect(loads()).toBe(0);
  });

  it('is requested over another dialog, which continues afterwards', async () => {
    // Without a remote, so that the page polls nothing: the click must be the first call that is refused.
    const { id } = await newRepo(user, { source_type: 'github', remote_url: undefined });
    await open(page, `${server.url}/repos`);
    await chooseInRow(page, 'my-web-app', 'Delete repository');
    const deletion = page.getByRole('dialog', { name: 'Delete my-web-app?' });
    await deletion.getByText('It can’t be undone.').waitFor();
    await user.ask('POST', '/api/auth/logout');
    await deletion.getByRole('button', { name: 'Delete repository' }).click();
    await dialog().waitFor();
    // By keyboard alone, as the dialog below would have kept the focus.
    await dialog().locator('[type=password]:focus').waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await deletion.getByRole('button', { name: 'Delete repository' }).click();
    await page.getByRole('heading', { name: 'Add your first repository' }).waitFor();
    const again = await signIn(server.url, user.email);
    expect((await again.ask('GET', `/api/repos/${id}`)).status).toBe(404);
  });

  it('shows none of the owner’s data to another user who signs in there', async () => {
    const other = await newUser(server.url);
    await newRepo(other, { name: 'of the other' });
    await typeAndLoseSession();
    await dialog().getByLabel('E-mail').fill(other.email);
    await dialog().getByLabel('Password').fill(PASSWORD);
    const loaded = page.waitForEvent('load');
    await dialog().getByRole('button', { name: 'Sign in' }).click();
    await loaded;
    await hydrated(page);
    await page.getByRole('button', { name: `Account of ${other.email}` }).waitFor();
    expect(await dialog().count()).toBe(0);
    expect(await remote().inputValue()).toBe('');
    expect(await page.getByLabel('Name').inputValue()).toBe('');
    expect(await page.content()).not.toContain(user.email);
    await page.getByRole('link', { name: 'Repositories' }).first().click();
    await page.getByRole('link', { name: 'of the other' }).waitFor();
  });
});

describe('of two tabs', () => {
  it('the one that shows a repository reports that the other has deleted it', async () => {
    const { id } = await newRepo(user);
    await open(page, `${server.url}/repos/${id}?tab=settings`);
    const second = await visitor.context.newPage();
    await open(second, `${server.url}/repos`);
    await chooseInRow(second, 'my-web-app', 'Delete repository');
    await second.getByRole('dialog').getByRole('button', { name: 'Delete repository' }).click();
    await second.getByRole('heading', { name: 'Add your first repository' }).waitFor();

    await page.bringToFront();
    await page.getByLabel('Name', { exact: true }).fill('renamed');
    await page.getByRole('button', { name: 'Save changes' }).click();
    const refusal = `Repo '${id}' not found`;
    expect(await formError(page).textContent()).toBe(refusal);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('renamed');
    await page.getByRole('button', { name: 'Delete repository' }).click();
    await page.getByRole('dialog').getByText(refusal).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });

  it('the one asks to sign in when the other has signed out', async () => {
    await open(page, `${server.url}/repos/new`);
    const second = await visitor.context.newPage();
    await open(second, `${server.url}/repos`);
    await signOut(second);
    await page.bringToFront();
    await remote().fill(REPOSITORY);
    await add().click();
    await dialog().waitFor();
    expect(await remote().inputValue()).toBe(REPOSITORY);
  });

  it('neither continues as one user when another has signed in', async () => {
    const other = await newUser(server.url);
    await newRepo(user, { name: 'of the first' });
    await newRepo(other, { name: 'of the other' });
    await open(page, `${server.url}/settings`);
    const second = await visitor.context.newPage();
    await open(second, `${server.url}/repos`);
    await signOut(second);
    await signInAs(second, other.email, PASSWORD);
    await second.getByRole('link', { name: 'of the other' }).waitFor();
    await page.bringToFront();
    const loaded = page.waitForEvent('load');
    await page.getByRole('link', { name: 'Repositories' }).first().click();
    // A full load clears the memory of the page.
    await loaded;
    await page.getByRole('link', { name: 'of the other' }).waitFor();
    expect(await page.content()).not.toContain('of the first');
    expect(await page.content()).not.toContain(user.email);
  });
});

it('going back after signing out shows no data', async () => {
  await newRepo(user, { name: 'confidential' });
  await open(page, `${server.url}/repos`);
  await page.getByRole('link', { name: 'confidential' }).click();
  await page.getByRole('heading', { level: 1, name: 'confidential' }).waitFor();
  await signOut(page);
  await goBack(page);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.content()).not.toContain('confidential');
  await goBack(page);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.content()).not.toContain('confidential');
});
