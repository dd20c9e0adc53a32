import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { insertRepos, repoInState } from '@tests/support/repoRows';
import { scannedRepo } from '@tests/support/scannedRepo';
import { errorAt } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

const bar = (page: Page) => page.getByRole('region', { name: 'Selected repositories' });
const act = (page: Page, action: string) => bar(page).getByRole('button', { name: action }).click();
const select = (page: Page, name: string) => page.getByLabel(`Select ${name}`, { exact: true });
const selected = (page: Page) => page.locator('tbody input:checked').count();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const status = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

/** A user with repositories of these names, in this order of the list, and their ids. */
async function userWith(...names: string[]): Promise<{ user: TestUser; ids: string[] }> {
  const user = await newUser(server.url);
  const ids: string[] = [];
  for (const name of names) ids.push(await repoInState(db(), user, 'found', name));
  return { user, ids };
}

const list = (user: TestUser, view = {}) => open(user, '/repos?sort=name', view);
const scanCount = async (user: TestUser, repoId: string) =>
  (await user.trpc.scan.list.query({ repoId })).items.length;

it('selects by box, range, and keys, and clears the selection', async () => {
  const { user } = await userWith('a', 'b', 'c', 'd', 'e');
  const page = await list(user);
  await select(page, 'b').check();
  await bar(page).getByText('1 selected').waitFor();
  await select(page, 'd').click({ modifiers: ['Shift'] });
  await bar(page).getByText('3 selected').waitFor();
  await select(page, 'b').click({ modifiers: ['Shift'] });
  await expect.poll(() => selected(page)).toBe(0);
  await page.getByLabel('Select all shown').check();
  await bar(page).getByText('5 selected').waitFor();
  await bar(page).getByRole('button', { name: 'Clear the selection' }).click();
  await expect.poll(() => selected(page)).toBe(0);

  await page.locator('body').click({ position: { x: 1, y: 1 } });
  for (const key of ['j', 'j', 'x', 'j', 'j', 'Shift+X']) await page.keyboard.press(key);
  await bar(page).getByText('3 selected').waitFor();
  expect(await select(page, 'a').isChecked()).toBe(false);
  await page.keyboard.press('x');
  await bar(page).getByText('2 selected').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Select or deselect').waitFor();
});

/** Holds the calls of a procedure until they are let go. */
async function hold(page: Page, procedure: string): Promise<() => void> {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/api/trpc/*${procedure}*`, async (route) => {
    await released;
    await route.continue();
  });
  return () => letGo();
}

it('goes on when the page is left, and says at the end what came of it', async () => {
  const { user, ids } = await userWith('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const page = await list(user);
  await page.getByLabel('Select all shown').check();
  const release = await hold(page, 'scan.request');
  await act(page, 'Scan');
  await bar(page).getByText('Queueing 0 of 7').waitFor();
  await user.trpc.repo.delete.mutate({ id: ids[6] ?? '' });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  release();
  await status(page, '6 scans are queued');
  await page.getByText('1 scan was not queued: g (').waitFor();
  for (const id of ids.slice(0, 6)) expect(await scanCount(user, id)).toBe(1);
});

it('keeps what is selected while an action runs', async () => {
  const { user } = await userWith('a', 'b', 'c');
  const page = await list(user);
  for (const name of ['a', 'b']) await select(page, name).check();
  const release = await hold(page, 'scan.request');
  await act(page, 'Scan');
  await bar(page).getByText('Queueing 0 of 2').waitFor();
  await select(page, 'c').check();
  release();
  await bar(page).getByText('1 selected').waitFor();
  expect(await select(page, 'c').isChecked()).toBe(true);
});

it('scans several, names beforehand what can’t be scanned, and afterwards what was refused', async () => {
  const { user, ids } = await userWith('app', 'library');
  await repoInState(db(), user, 'none', 'notes');
  const [other, shared] = [await newUser(server.url), 'shared'];
  const sharedId = await repoInState(db(), other, 'found', shared);
  await other.trpc.member.set.mutate({ id: sharedId, email: user.email, role: 'triager' });
  const page = await list(user);
  await page.getByLabel('Select all shown').check();
  await bar(page).getByText('Scan skips notes (it has no remote)').waitFor();
  await other.trpc.member.set.mutate({ id: sharedId, email: user.email, role: 'viewer' });
  await act(page, 'Scan');
  await status(page, '2 scans are queued');
  const failures = bar(page).getByRole('alert');
  await failures.getByText('1 scan was not queued').waitFor();
  expect(await failures.textContent()).toContain('shared: You do not have access to this repository');
  for (const id of ids) expect(await scanCount(user, id)).toBe(1);
  // What was refused stays selected. One that runs already is no failure.
  await bar(page).getByText('1 selected').waitFor();
  await select(page, 'app').check();
  await select(page, 'shared').uncheck();
  await act(page, 'Scan');
  await status(page, '1 scan is queued');
  await expect.poll(() => bar(page).count()).toBe(0);
  expect(await scanCount(user, ids[0] ?? '')).toBe(1);
});

it('schedules several; what is wrong with an expression is said at its field, and only once', async () => {
  const { user, ids } = await userWith('app', 'library');
  const page = await list(user, { width: 360 });
  await page.getByLabel('Select all shown').check();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await act(page, 'Schedule…');
  const dialog = page.getByRole('dialog', { name: 'Schedule 2 repositories' });
  await dialog.getByLabel('Scan').selectOption('By a cron expression');
  await dialog.getByLabel('Cron expression').fill('* * * * *');
  await dialog.getByLabel('Time zone').fill('Europe/Berlin');
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  expect(await errorAt(page, 'Cron expression')).toContain('at least 15 minutes apart');
  expect(await faultsInBothThemes(page)).toEqual([]);
  await dialog.getByLabel('Cron expression').fill('30 4 * * 1-5');
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await status(page, '2 schedules saved');
  await dialog.waitFor({ state: 'detached' });
  for (const id of ids)
    expect(await user.trpc.schedule.get.query({ id })).toMatchObject({
      ...{ kind: 'cron', cron: '30 4 * * 1-5', timeZone: 'Europe/Berlin' },
    });
});

it('keeps what was typed of a schedule until one is saved', async () => {
  const { user, ids } = await userWith('app', 'gone', 'library');
  const page = await list(user);
  await page.getByLabel('Select all shown').check();
  await act(page, 'Schedule…');
  const dialog = page.getByRole('dialog', { name: 'Schedule 3 repositories' });
  const save = () => dialog.getByRole('button', { name: 'Save schedule' }).click();
  await dialog.getByLabel('Scan').selectOption('By a cron expression');
  await dialog.getByLabel('Time zone').fill('Europe/Berlin');
  const cron = dialog.getByLabel('Cron expression');
  await cron.fill('30 4 * * 1-5');
  await page.route('**/api/trpc/*schedule.set*', (route) => route.abort());
  await save();
  await dialog.getByText('Heimdall can’t be reached.').waitFor();
  expect(await cron.inputValue()).toBe('30 4 * * 1-5');
  await page.unroute('**/api/trpc/*schedule.set*');

  // The first one is gone, so another one says what is wrong with the expression.
  await user.trpc.repo.delete.mutate({ id: ids[0] ?? '' });
  await cron.fill('* * * * *');
  await save();
  expect(await errorAt(page, 'Cron expression')).toContain('at least 15 minutes apart');
  expect(await bar(page).getByRole('alert').count()).toBe(0);
  const written: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('schedule.set'))
      written.push(...(request.postData()?.match(/"id":"[^"]+/g) ?? []));
  });
  await cron.fill('30 4 * * 1-5');
  await save();
  await status(page, '2 schedules saved');
  await dialog.waitFor({ state: 'detached' });
  await bar(page).getByRole('alert').getByText('1 schedule was not saved').waitFor();
  expect(written.map((id) => id.slice(6)).sort()).toEqual([...ids].sort());
});

it('deletes several after their number is typed, skips those of others, and names what was refused', async () => {
  const { user, ids } = await userWith('app', 'gone', 'zoo');
  const { find } = await scannedRepo(db(), user, 'large');
  await find({ title: 'A key' });
  const other = await newUser(server.url);
  const sharedId = await repoInState(db(), other, 'found', 'shared');
  await other.trpc.member.set.mutate({ id: sharedId, email: user.email, role: 'viewer' });
  const page = await list(user);
  for (const name of ['app', 'gone', 'large', 'shared']) await select(page, name).check();
  await act(page, 'Delete…');
  const dialog = page.getByRole('dialog', { name: 'Delete 3 repositories?' });
  const says = dialog.getByRole('status');
  await expect.poll(() => says.textContent()).toBe('This deletes 1 scan and 1 finding. It can’t be undone.');
  await dialog.getByText('Skips shared (only its creator may).').waitFor();
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
    'appEmpty',
    'goneEmpty',
    'large1 scan, 1 finding',
  ]);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('Delete…');

  await page.keyboard.press('Enter');
  const typed = dialog.getByLabel('Type 3 repositories to confirm');
  await expect.poll(() => typed.evaluate((field) => field === document.activeElement)).toBe(true);
  await user.trpc.repo.delete.mutate({ id: ids[1] ?? '' });
  await typed.fill('3 repositories');
  await typed.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await status(page, '2 repositories deleted');
  const failures = bar(page).getByRole('alert');
  await failures.getByText('1 repository was not deleted').waitFor();
  expect(await failures.textContent()).toContain('gone: ');
  const left = (await user.trpc.repo.list.query({})).items.map(({ name }) => name);
  expect(left.sort()).toEqual(['shared', 'zoo']);
  await expect.poll(() => focused(page)).toBe('shared');
  await bar(page).getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => bar(page).count()).toBe(0);
});

it('offers nothing for repositories that one may only view, and at most a hundred at once', async () => {
  const { user } = await userWith('app');
  const other = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'shared');
  await user.trpc.member.set.mutate({ id: repoId, email: other.email, role: 'viewer' });
  const page = await list(other);
  await select(page, 'shared').check();
  await bar(page).getByText('Scan skips shared (your role allows viewing only)').waitFor();
  expect(await bar(page).getByRole('button').allTextContents()).toEqual(['']);

  await insertRepos(db(), user.id, 101);
  const many = await open(user, '/repos?q=repo-');
  for (const shown of [100, 101]) {
    await many.getByRole('button', { name: 'Show 50 more' }).click();
    await expect.poll(() => many.locator('tbody tr').count()).toBe(shown);
  }
  await many.getByLabel('Select all shown').check();
  await bar(many).getByText('At most 100 can be changed at once.').waitFor();
  await select(many, 'repo-0001').uncheck();
  await bar(many).getByRole('button', { name: 'Delete…' }).waitFor();
});
