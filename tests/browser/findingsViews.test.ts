import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults } from '@tests/support/pageChecks';
import { scannedRepo } from '@tests/support/scannedRepo';
import { reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const focusIs = (page: Page, title: string) => expect.poll(() => focused(page)).toBe(title);
const tabs = (page: Page) => page.getByRole('navigation', { name: 'Views' }).getByRole('link');
const current = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).locator('[aria-current=page]');
const BUILT_IN = ['Unresolved', 'Needs triage', 'Critical and high', 'Mine', 'Fixed this week', 'All'];

const fixed = { severity: 'low', status: 'fixed' };
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function userWithFindings() {
  const user = await newUser(server.url);
  const { find, repoId } = await scannedRepo(db(), user, 'my-web-app');
  const ids = {
    gone: await find({ ...fixed, title: 'Gone', file_path: 'src/old.ts', fixed_at: daysAgo(3) }),
    ancient: await find({ ...fixed, title: 'Ancient', file_path: 'src/older.ts', fixed_at: daysAgo(10) }),
    slack: await find({ title: 'Slack token', severity: 'medium', file_path: 'src/notify.ts' }),
    key: await find({ title: 'AWS key', severity: 'critical', file_path: 'deploy/prod.tfvars' }),
  };
  return { user, repoId, ids };
}

it('the present filters are saved as a view, which is renamed and deleted', async () => {
  const { user } = await userWithFindings();
  const page = await open(user);
  expect(await tabs(page).allTextContents()).toEqual(BUILT_IN);
  expect(await page.getByRole('button', { name: 'Save view' }).count()).toBe(0);
  await page.getByRole('complementary', { name: 'Filters' }).getByLabel('Medium').check();
  await page.getByRole('button', { name: 'Save view' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Middling');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page).textContent()).toBe('Middling');
  await tabs(page).getByText('All').click();
  await expect.poll(() => current(page).textContent()).toBe('All');
  await reload(page);
  await tabs(page).getByText('Middling').click();
  await expect.poll(() => new URL(page.url()).search).toBe('?severity=medium');

  await page.getByRole('button', { name: 'Actions for the view Middling' }).click();
  await page.getByRole('menuitem', { name: 'Rename view' }).click();
  await dialog.getByLabel('Name').fill('Medium ones');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page).textContent()).toBe('Medium ones');
  await page.getByRole('button', { name: 'Actions for the view Medium ones' }).click();
  await page.getByRole('menuitem', { name: 'Delete view' }).click();
  await expect.poll(() => tabs(page).allTextContents()).toEqual(BUILT_IN);
  await page.getByRole('button', { name: 'Save view' }).waitFor();
});

it('the menu counts critical and high findings, and a decision changes it', async () => {
  const { user } = await userWithFindings();
  const page = await open(user, '/findings?status=any');
  const link = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Findings', exact: true });
  const description = () =>
    link.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent);
  await expect.poll(description).toContain('1 open critical and high findings');
  await page.getByRole('link', { name: 'AWS key' }).focus();
  await page.keyboard.press('f');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(description).toBeUndefined();
});

it('a view of an age stays one: it is current once it is saved, and tomorrow', async () => {
  const { user } = await userWithFindings();
  const page = await open(user);
  await page.getByRole('complementary', { name: 'Filters' }).getByLabel('Up to 7 days').click();
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('This week');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page).textContent()).toBe('This week');
  await expect.poll(() => page.getByRole('button', { name: 'Save view' }).count()).toBe(0);
  const [view] = (await user.trpc.view.list.query({})).items;
  expect(view?.filter.firstSeenAfter).toBe('7d');
});

it('more repositories than are listed at first can be chosen', async () => {
  const user = await newUser(server.url);
  for (let n = 0; n < 14; n += 1) {
    const { find } = await scannedRepo(db(), user, `repo-${String(n).padStart(2, '0')}`);
    await find({ title: `Key ${n}` });
  }
  const page = await open(user);
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const boxes = filters.getByRole('group', { name: 'Repository' }).getByRole('checkbox');
  await expect.poll(() => boxes.count()).toBe(12);
  await filters.getByRole('button', { name: 'Show all 14' }).click();
  await expect.poll(() => boxes.count()).toBe(14);
  await boxes.last().check();
  await page.getByText('1 finding', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('the command palette finds findings, lists of them and repositories by any letters', async () => {
  const { user, ids, repoId } = await userWithFindings();
  const page = await open(user, '/settings');
  const find = async (text: string, entry: string) => {
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(text);
    await page.getByRole('option', { name: entry }).first().waitFor();
    await expect.poll(() => page.getByRole('option', { selected: true }).textContent()).toContain(entry);
    await page.keyboard.press('Enter');
  };
  await find('critical', 'Findings: critical and high');
  await page.waitForURL('**/findings?severity=critical,high');
  await find('mwa', 'my-web-app');
  await page.waitForURL(`**/repos/${repoId}`);
  await find('notify.ts', 'Slack token');
  await page.waitForURL(`**/findings/${ids.slack}`);
  await find('aws prod', 'AWS key');
  await page.waitForURL(`**/findings/${ids.key}`);
  await find('dependenc', 'Dependencies');
  await page.waitForURL('**/packages');
  await find('connections', 'Connections');
  await page.waitForURL('**/settings/connections');
  await find('triage', 'Findings: needs triage');
  await page.waitForURL('**/findings?status=open');
});

it('from the list to a dismissed and to a fixed finding by keyboard alone', async () => {
  const { user, ids } = await userWithFindings();
  const page = await open(user);
  await page.keyboard.press('j');
  await focusIs(page, 'AWS key');
  await page.keyboard.press('Enter');
  const panel = (name: string) => page.getByRole('region', { name, exact: true });
  await panel('AWS key').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss AWS key' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await panel('Slack token').waitFor();
  await focusIs(page, 'Slack token');
  const dismissed = { status: 'dismissed', statusReason: 'Revoked' };
  await expect.poll(() => user.trpc.finding.byId.query({ id: ids.key })).toMatchObject(dismissed);
  await page.keyboard.press('Escape');
  // Back through the filters to the tabs.
  for (let steps = 0; (await focused(page)) !== 'Fixed this week'; steps++) {
    expect(steps).toBeLessThan(60);
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Gone' }).waitFor();
  expect(await page.getByRole('link', { name: 'Ancient' }).count()).toBe(0);
  await page.keyboard.press('j');
  await focusIs(page, 'Gone');
  await page.keyboard.press('o');
  await panel('Gone').getByText('no longer present').waitFor();
});
