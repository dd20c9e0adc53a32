import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { accessibilityFaults } from '@tests/support/pageChecks';
import { type Pages, startPages, type View } from '@tests/support/pages';
import { insertRepos, repoInState } from '@tests/support/repoRows';
import { connectTo } from '@tests/support/rows';
import { startServer } from '@tests/support/server';
import { sharedServer } from '@tests/support/sharedServer';
import { open as openPage, reload } from '@tests/support/visitor';
import type pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let pages: Pages;
let hoarder: TestUser;
beforeAll(async () => {
  db = await connectTo(server.database.url);
  pages = await startPages(server.url);
  hoarder = await newUser(server.url);
  await insertRepos(db, hoarder.id, 1_500);
});
afterEach(() => pages.leave());
afterAll(async () => {
  await db?.end();
});

async function open(user: TestUser, path: string, view: View = {}): Promise<Page> {
  const page = await pages.open({ token: user.token, ...view });
  await openPage(page, server.url + path);
  return page;
}

const rows = (page: Page) => page.locator('tbody tr');
const fact = (page: Page) => page.locator('h1 + div');
const names = (page: Page) => rows(page).locator('[data-row]').allTextContents();
const showMore = (page: Page) => page.getByRole('button', { name: 'Show 50 more' });

async function hasRows(page: Page, count: number): Promise<void> {
  await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length === n, count);
}

it('empty: the page shows the form for the first repository, and the same as a curl command', async () => {
  const page = await open(await newUser(server.url), '/repos');
  expect(await page.getByRole('heading', { name: 'Add your first repository' }).isVisible()).toBe(true);
  expect(await page.getByLabel('Paste a Git URL').isVisible()).toBe(true);
  expect(await page.locator('code').first().textContent()).toContain('curl -X POST');
  expect(await fact(page).textContent()).toBe('Nothing is registered yet.');
  expect(await rows(page).count()).toBe(0);
});

it('one: a row, and a text in the singular', async () => {
  const user = await newUser(server.url);
  await repoInState(db, user, 'found', 'only-one');
  const page = await open(user, '/repos');
  expect(await names(page)).toEqual(['only-one']);
  expect(await fact(page).textContent()).toBe('1 repository.');
  expect(await showMore(page).count()).toBe(0);
});

it('many: fifty rows at a time until all are shown', async () => {
  const user = await newUser(server.url);
  await insertRepos(db, user.id, 120);
  const page = await open(user, '/repos?sort=name');
  expect(await fact(page).textContent()).toBe('120 repositories, 12 can’t be reached.');
  await hasRows(page, 50);
  await showMore(page).click();
  await hasRows(page, 100);
  await showMore(page).click();
  await hasRows(page, 120);
  expect(await showMore(page).count()).toBe(0);
  expect(new Set(await names(page)).size).toBe(120);
  expect((await names(page)).at(-1)).toBe('repo-0120');
});

it('too many: the first page holds as many rows as of few, and one of them is found', async () => {
  const answer = await fetch(`${server.url}/repos`, { headers: { cookie: `session=${hoarder.token}` } });
  expect((await answer.text()).match(/data-row/g)).toHaveLength(50);
  const page = await open(hoarder, '/repos');
  expect(await fact(page).textContent()).toBe('1,500 repositories, 150 can’t be reached.');
  await page.getByLabel('Search repositories').fill('repo-1234');
  await hasRows(page, 1);
  expect(await names(page)).toEqual(['repo-1234']);
  await page.getByLabel('Search repositories').fill('nothing-fits');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await hasRows(page, 50);
  await expect.poll(() => page.getByLabel('Search repositories').inputValue()).toBe('');
});

it('order and filter live in the URL: a reload keeps them, and the back button undoes them', async () => {
  const page = await open(hoarder, '/repos');
  await page.getByLabel('Order').selectOption('By name');
  await page.getByRole('link', { name: 'repo-0001' }).waitFor();
  await page.getByLabel('State').selectOption({ label: 'Not reachable (150)' });
  await page.waitForFunction(() => document.querySelector('[data-row]')?.textContent === 'repo-0010');
  const filtered = ['repo-0010', 'repo-0020', 'repo-0030'];
  expect((await names(page)).slice(0, 3)).toEqual(filtered);
  expect(new URL(page.url()).search).toBe('?state=failed&sort=name');
  await reload(page);
  expect((await names(page)).slice(0, 3)).toEqual(filtered);
  expect(await page.getByLabel('State').inputValue()).toBe('failed');
  await page.goBack();
  await page.getByRole('link', { name: 'repo-0001' }).waitFor();
  expect(await page.getByLabel('State').inputValue()).toBe('');
  expect(await page.getByLabel('Order').inputValue()).toBe('name');
});

it('loading: a slow search leaves the rows, marked as busy, until the new ones are there', async () => {
  const page = await open(hoarder, '/repos?sort=name');
  const held: (() => void)[] = [];
  await page.route(/repo\.list/, (route) => void held.push(() => void route.continue()));
  const busy = page.locator('[aria-busy=true]', { has: page.locator('tbody') });
  await page.getByLabel('Search repositories').fill('repo-1499');
  await busy.waitFor();
  await expect.poll(() => held.length).toBe(1);
  expect(await names(page)).toHaveLength(50);
  for (const letThrough of held) letThrough();
  await page.unroute(/repo\.list/);
  await hasRows(page, 1);
  expect(await names(page)).toEqual(['repo-1499']);
  await busy.waitFor({ state: 'detached' });
});

it("no permission: somebody else's repository is refused, with a way on", async () => {
  const { id } = await newRepo(await newUser(server.url));
  const page = await pages.open({ token: hoarder.token });
  expect((await openPage(page, `${server.url}/repos/${id}`))?.status()).toBe(403);
  await page.getByRole('heading', { name: 'You have no access to this page' }).waitFor();
  await page.getByRole('link', { name: 'Go to your repositories' }).click();
  await page.getByRole('heading', { level: 1, name: 'Repositories' }).waitFor();
  expect(pages.faults).toEqual([]);
});

it('error: without the database a search and a page report it, offer another try, and reveal nothing more', async () => {
  const broken = await startServer();
  const itsPages = await startPages(broken.url);
  const user = await newUser(broken.url);
  await newRepo(user);
  const page = await itsPages.open({ token: user.token, theme: 'dark' });
  await openPage(page, `${broken.url}/repos`);
  await broken.database.takeAway();
  await page.getByLabel('Search repositories').fill('web');
  const alert = page.locator('main [role=alert]');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('Failed to list repos: database connection error');
  expect(await page.getByLabel('Search repositories').inputValue()).toBe('web');
  expect(await accessibilityFaults(page)).toEqual([]);
  const again = page.waitForRequest(/repo\.list/);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await again;
  const answer = await openPage(page, `${broken.url}/repos`);
  expect(answer?.status()).toBe(500);
  expect(await answer?.text()).not.toMatch(/prisma|ECONN|postgres|node_modules|\.ts:|socket/i);
  await page.getByRole('heading', { level: 1, name: 'This page could not be loaded' }).waitFor();
  expect(await page.title()).toBe('Not loaded · Heimdall');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  const digest = /log for (\S+)\./.exec((await page.locator('main').textContent()) ?? '')?.[1];
  expect(broken.web.output()).toContain(digest ?? 'a digest');
  expect(await accessibilityFaults(page)).toEqual([]);
  const reloaded = page.waitForResponse(`${broken.url}/repos`);
  await page.getByRole('button', { name: 'Try again' }).click();
  expect((await reloaded).status()).toBe(500);
  await itsPages.leave();
  await broken.stop();
});
