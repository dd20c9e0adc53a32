import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type Pages, startPages } from '@tests/support/pages';
import {
  connectTo,
  fillRepo,
  insertDeletion,
  insertFinding,
  insertScan,
  UNFINISHED,
} from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { chooseInRow, countLoads, errorAt, open as openPage, reload } from '@tests/support/visitor';
import type pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let db: pg.Client;
let pages: Pages;
let admin: TestUser;
beforeAll(async () => {
  server = await startServer();
  db = await connectTo(server.database.url);
  pages = await startPages(server.url);
  admin = await newUser(server.url);
});
afterEach(async () => {
  await pages.leave();
  expect(pages.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
});

async function open(user: TestUser, path: string): Promise<Page> {
  const page = await pages.open({ token: user.token });
  await openPage(page, server.url + path);
  return page;
}

async function change(id: string, fields: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(fields).map((column, index) => `${column} = $${index + 2}`);
  await db.query(`UPDATE deletions SET ${columns.join(', ')} WHERE id = $1`, [id, ...Object.values(fields)]);
}

const quietRows = (page: Page) => page.getByRole('region', { name: 'Repositories being deleted' });
const receipts = (page: Page) => page.locator('tbody tr');

it('a large repository stays as a quiet row until it is deleted, and then links to its receipt', async () => {
  const owner = await newUser(server.url);
  const { id } = await newRepo(owner, { name: 'large' });
  await newRepo(owner, { name: 'other' });
  await fillRepo(db, id, 2, 600);
  const page = await open(owner, '/repos');
  const loads = countLoads(page);
  expect(await quietRows(page).count()).toBe(0);
  await chooseInRow(page, 'large', 'Delete repository');
  await page.getByLabel('Type large to confirm').fill('large');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete repository' }).click();
  await page.getByRole('status').getByText('large is being deleted').waitFor();
  const bar = quietRows(page).getByRole('progressbar', { name: 'Deletion of large' });
  await bar.waitFor();
  expect(await page.getByRole('link', { name: 'large', exact: true }).count()).toBe(0);
  await quietRows(page).getByText('Deleting; its findings are still being counted').waitFor();

  await change(id, { total: 1_000_000, counts: { findings: 412_000 } });
  await quietRows(page).getByText('Deleting 412,000 of 1,000,000 findings').waitFor();
  expect(await bar.getAttribute('aria-valuenow')).toBe('41');

  const worker = await server.startPart('worker');
  await quietRows(page).waitFor({ state: 'detached', timeout: 50_000 });
  const news = page.getByRole('status').getByText('large is deleted.');
  await news.waitFor();
  expect(loads()).toBe(0);
  await news.getByRole('link', { name: 'See the receipt' }).click();
  await page.getByRole('heading', { level: 1, name: 'Deletions' }).waitFor();
  const receipt = receipts(page).filter({ hasText: 'large' });
  await receipt.getByText('No rows left').waitFor();
  expect(await receipt.textContent()).toMatch(/2 scans.* and .*Deleted/);
  // No worker may finish the deletions that the tests below insert.
  await worker.stop();
});

it('the server renders the quiet rows, stops polling when there are none, and never shows those of other users', async () => {
  const owner = await newUser(server.url);
  await newRepo(owner);
  for (let n = 1; n <= 7; n++) await insertDeletion(db, owner.id, { name: `leaving-${n}`, ...UNFINISHED });
  await insertDeletion(db, admin.id, { name: 'own', ...UNFINISHED });
  // More than the page requests, and newer than its repository.
  for (let n = 1; n <= 25; n++)
    await insertDeletion(db, admin.id, { name: `user-${n}`, kind: 'user', ...UNFINISHED });
  const html = async (user: TestUser) => {
    const answer = await fetch(`${server.url}/repos`, { headers: { cookie: `session=${user.token}` } });
    return answer.text();
  };
  expect(await html(owner)).toContain('Deletion of leaving-7');
  for (const nobodys of [await html(admin), await html(await newUser(server.url))])
    expect(nobodys).not.toContain('leaving-7');
  expect(await html(admin)).toContain('Deletion of own');
  const page = await open(owner, '/repos');
  expect(await quietRows(page).getByRole('progressbar').count()).toBe(5);
  await quietRows(page).getByRole('link', { name: 'See all deletions' }).waitFor();

  await db.query('UPDATE deletions SET finished_at = now(), orphans = 0 WHERE finished_at IS NULL');
  await page.getByText('7 deletions are finished.').waitFor();
  expect(await quietRows(page).count()).toBe(0);
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('deletion.list')) asked += 1;
  });
  await page.waitForTimeout(2_500);
  expect(asked).toBe(0);
});

it('a repository that can’t be counted is deleted when its name is typed', async () => {
  const owner = await newUser(server.url);
  const { id } = await newRepo(owner, { name: 'uncounted' });
  const page = await open(owner, '/repos');
  // Anything that interrupts the counting ends it like this.
  await db.query('ALTER TABLE finding_events RENAME TO hidden_events');
  try {
    await chooseInRow(page, 'uncounted', 'Delete repository');
    await page.getByRole('dialog').getByText('their number is unknown').waitFor();
  } finally {
    await db.query('ALTER TABLE hidden_events RENAME TO finding_events');
  }
  const dialog = page.getByRole('dialog', { name: 'Delete uncounted?' });
  expect(await dialog.getByRole('alert').count()).toBe(0);
  const typed = dialog.getByLabel('Type uncounted to confirm');
  await typed.fill('another');
  await typed.press('Enter');
  expect((await owner.ask('GET', `/api/repos/${id}`)).status).toBe(200);
  await typed.fill('uncounted');
  await dialog.getByRole('button', { name: 'Delete repository' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await owner.ask('GET', `/api/repos/${id}`)).status).toBe(404);
});

it('deletions: none, a running one, and many, 25 at a time', async () => {
  const user = await newUser(server.url);
  const page = await open(user, '/settings');
  await page.getByRole('link', { name: 'See deletions' }).click();
  await page.getByRole('heading', { name: 'Nothing has been deleted' }).waitFor();

  const id = await insertDeletion(db, user.id, { name: 'going', ...UNFINISHED });
  await page.goto(`${server.url}/deletions`);
  await receipts(page).getByText('Deleting', { exact: true }).waitFor();
  await change(id, { finished_at: new Date(), orphans: 0, counts: { scans: 3 } });
  await receipts(page).getByText('No rows left').waitFor();
  expect(await receipts(page).textContent()).toContain('3 scans');
  expect(await receipts(page).textContent()).toContain(user.email);

  for (let n = 0; n < 29; n++) await insertDeletion(db, user.id, { name: `old-${n}` });
  await openPage(page, `${server.url}/deletions`);
  expect(await receipts(page).count()).toBe(25);
  await page.route(/deletion\.list/, (route) => route.abort());
  await page.getByRole('button', { name: 'Show more' }).click();
  const alert = page.locator('main [role=alert]');
  await alert.getByText('Heimdall can’t be reached.').waitFor();
  await page.unroute(/deletion\.list/);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => receipts(page).count()).toBe(30);
});

it('a user is deleted when the e-mail is typed, and leaves the list when the server has answered', async () => {
  const leaving = await newUser(server.url);
  await newRepo(leaving);
  const page = await open(admin, '/users');
  const button = page.getByRole('button', { name: `Delete user ${leaving.email}` });
  const dialog = page.getByRole('dialog', { name: `Delete ${leaving.email}?` });
  await button.click();
  await dialog.getByText('This deletes the account and all its repositories').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.keyboard.press('Enter');
  const typed = dialog.getByLabel(`Type ${leaving.email} to confirm`);
  await typed.fill('somebody-else@example.com');
  await typed.press('Enter');
  expect((await leaving.ask('GET', '/api/auth/me')).status).toBe(200);
  await typed.fill(leaving.email);
  await typed.press('Enter');
  await button.waitFor({ state: 'detached' });
  await dialog.waitFor({ state: 'detached' });
  expect((await leaving.ask('GET', '/api/auth/me')).status).toBe(401);
  await page.getByRole('link', { name: 'See the progress' }).click();
  await receipts(page)
    .filter({ hasText: leaving.email })
    .getByText('1 repository')
    .or(receipts(page).filter({ hasText: leaving.email }).getByText('its repositories first'))
    .waitFor();
});

it('the only admin is not deleted, and the dialog explains it', async () => {
  const page = await open(admin, '/users');
  await page.getByRole('button', { name: `Delete user ${admin.email}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your own account?' });
  await dialog.getByLabel(`Type ${admin.email} to confirm`).fill(admin.email);
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  const refusal = 'This is the only admin. Add another admin first, then delete this one.';
  expect(await dialog.getByRole('alert').textContent()).toBe(refusal);
  expect((await admin.ask('GET', '/api/auth/me')).status).toBe(200);
});

it('retention: the form shows what would be deleted, and only saving applies the rule', async () => {
  const { id: repoId } = await newRepo(admin, { name: 'with-history' });
  const old = { created_at: new Date(Date.now() - 60 * 86_400_000), complete: true };
  const id = await insertScan(db, repoId, old);
  await insertFinding(db, { id, repoId }, { status: 'fixed', updated_at: old.created_at });
  await insertScan(db, repoId, { complete: true });
  const rule = async () => (await admin.trpc.retention.get.query()).days;
  const page = await open(admin, '/settings');
  const days = page.getByLabel('Delete scans older than (days)');
  const show = page.getByRole('button', { name: 'Show what would be deleted' });
  await show.click();
  await page.getByText('Without a number of days nothing is deleted').waitFor();
  await days.fill('many');
  await show.click();
  expect(await errorAt(page, 'Delete scans older than (days)')).toBe(
    'days must be a whole number from 1 to 3650',
  );
  await days.fill('30');
  await show.click();
  await page
    .getByText('A rule of 30 days would delete 1 scan, 1 fixed finding and 0 events in 1 repository.')
    .waitFor();
  expect(await rule()).toBeNull();
  await page.getByRole('button', { name: 'Save rule' }).click();
  await until(rule, (now) => now === 30);
  await reload(page);
  expect(await days.inputValue()).toBe('30');
  await days.fill('');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('status').getByText('Saved: all scans are kept').waitFor();
  expect(await rule()).toBeNull();
});

it('retention is for admins alone', async () => {
  const page = await open(await newUser(server.url), '/settings');
  await page.getByRole('heading', { name: 'Deletions' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Retention' }).count()).toBe(0);
});
