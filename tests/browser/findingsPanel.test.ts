import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, isStill, sidewaysScroll } from '@tests/support/pageChecks';
import { scannedRepo } from '@tests/support/scannedRepo';
import { goBack, open as openPage, reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const focusIs = (page: Page, title: string) => expect.poll(() => focused(page)).toBe(title);
const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

async function userWithThree() {
  const user = await newUser(server.url);
  const { find } = await scannedRepo(db(), user, 'app');
  const ids = {
    third: await find({ title: 'Third', severity: 'low', description: 'Somebody may use it.' }),
    second: await find({ title: 'Second', severity: 'medium', evidence: ['Its checksum is right.'] }),
    first: await find({ title: 'First', code_snippet: 'const key = 1;', snippet_line: 1 }),
  };
  return { user, ids };
}

it('a finding opens beside the list by key; j, k, reload, back and Escape work as in the list', async () => {
  const { user, ids } = await userWithThree();
  const page = await open(user);
  const shownId = () => new URL(page.url()).searchParams.get('finding');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await panel(page, 'First').getByRole('heading', { name: 'Code' }).waitFor();
  expect(shownId()).toBe(ids.first);
  await page.keyboard.press('j');
  await panel(page, 'Second').getByText('Its checksum is right.').waitFor();
  await focusIs(page, 'Second');
  expect(shownId()).toBe(ids.second);
  await reload(page);
  await panel(page, 'Second').getByText('Its checksum is right.').waitFor();
  // Nothing has the focus, and the keys go on from the open finding.
  await page.keyboard.press('j');
  await panel(page, 'Third').getByText('Somebody may use it.').waitFor();
  await page.keyboard.press('Enter');
  expect(await panel(page, 'Third').evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await panel(page, 'Third').waitFor({ state: 'detached' });
  await focusIs(page, 'Third');
  expect(shownId()).toBeNull();
  await goBack(page);
  await panel(page, 'Third').waitFor();
  await panel(page, 'Third').getByRole('link', { name: 'Open the page' }).click();
  await page.waitForURL(`**/findings/${ids.third}*`);
});

it('what is decided in the list moves the open finding along, and what is decided beside it stays', async () => {
  const { user, ids } = await userWithThree();
  const page = await open(user, '/findings?status=open');
  await page.getByRole('link', { name: 'First' }).click();
  await panel(page, 'First').waitFor();
  await page.keyboard.press('c');
  await panel(page, 'Second').waitFor();
  await focusIs(page, 'Second');
  // The list shows a decision before it is stored.
  await expect
    .poll(async () => (await user.trpc.finding.byId.query({ id: ids.first })).status)
    .toBe('confirmed');
  const beside = panel(page, 'Second');
  await beside.getByRole('button', { name: 'Confirm' }).click();
  await beside.getByRole('list', { name: 'State' }).getByText('Confirmed').waitFor();
  await page
    .getByRole('list', { name: 'Findings', exact: true })
    .getByText('Second')
    .waitFor({ state: 'detached' });
  expect(await beside.isVisible()).toBe(true);
});

it('u undoes the last change, wherever it was made: in the list, or beside it', async () => {
  const { user, ids } = await userWithThree();
  const page = await open(user);
  const statusOf = async (id: string) => (await user.trpc.finding.byId.query({ id })).status;
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect.poll(() => statusOf(ids.first)).toBe('confirmed');
  await page.getByRole('link', { name: 'Second' }).click();
  const beside = panel(page, 'Second');
  await beside.getByRole('button', { name: 'Confirm' }).click();
  await beside.getByRole('list', { name: 'State' }).getByText('Confirmed').waitFor();
  await page.keyboard.press('u');
  await expect.poll(() => statusOf(ids.second)).toBe('open');
  expect(await statusOf(ids.first)).toBe('confirmed');
  await beside.getByLabel('Severity').selectOption('Critical');
  await page.getByText('Changed the severity to critical').waitFor();
  await beside.getByRole('button', { name: 'Confirm' }).focus();
  await page.keyboard.press('u');
  await expect
    .poll(async () => (await user.trpc.finding.byId.query({ id: ids.second })).severity)
    .toBe('medium');
});

it('where there is no room beside the list, the page opens', async () => {
  const { user, ids } = await userWithThree();
  const page = await open(user, '/findings', { width: 1000 });
  await page.getByRole('link', { name: 'First' }).click();
  await page.waitForURL(`**/findings/${ids.first}*`);
  await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
  await openPage(page, `${server.url}/findings?finding=${ids.second}`);
  await page.getByRole('heading', { level: 1, name: 'Second' }).waitFor();
});

it('a finding that is gone is said in its place', async () => {
  const { user } = await userWithThree();
  const page = await open(user, '/findings?finding=0198c7e1-2f7b-7a51-9d43-0d2a3c4b5e6f');
  await page.getByText(/not found/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/not found/).waitFor({ state: 'detached' });
});

it.each(['light', 'dark'] as const)('list and open finding are accessible in the %s theme', async (theme) => {
  const { user, ids } = await userWithThree();
  const page = await open(user, `/findings?finding=${ids.first}`, { theme });
  await page.getByLabel('Select Second').check();
  await page.getByRole('region', { name: 'Selected findings' }).waitFor();
  await page.waitForFunction(isStill);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toEqual([]);
});
