import { newRepo, newUser, PASSWORD, type TestUser } from '@tests/support/api';
import { hydrated } from '@tests/support/chromium';
import { dashboardPages } from '@tests/support/dashboardPages';
import { repoInState } from '@tests/support/repoRows';
import { insertFinding, insertScan } from '@tests/support/rows';
import { open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open, pages } = dashboardPages();

async function userWith(...names: string[]): Promise<TestUser> {
  const user = await newUser(server.url);
  // Newest first: the last one made is the first row.
  for (const name of names.toReversed()) await repoInState(db(), user, 'found', name);
  return user;
}

/** The accessible name of the focused element; none if the page itself has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
  });
}

const focusIs = (page: Page, name: string) => expect.poll(() => focused(page)).toBe(name);

/** Whether the focus is visible. */
function outlined(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
}

/** Presses Tab until an element has the focus. The focus must be visible on each element before it, too. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 40) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here !== 'nothing') expect(await outlined(page), `the focus is seen on ${here}`).toBe(true);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`Tab led to ${passed.join(', ')}`);
}

async function arrivesAt(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

it('a newcomer signs in and adds the first repository', async () => {
  const user = await newUser(server.url);
  const page = await pages().open();
  await openPage(page, server.url);
  await focusIs(page, 'E-mail');
  await page.keyboard.type(user.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await arrivesAt(page, 'Overview');
  await page.getByLabel('Paste a Git URL').waitFor();
  await hydrated(page);
  await tabTo(page, 'Paste a Git URL');
  await page.keyboard.type('https://git.example.com/team/parser.git');
  await focusIs(page, 'Paste a Git URL');
  await tabTo(page, 'Add repository');
  await page.keyboard.press('Enter');
  await arrivesAt(page, 'parser');
});

it('the first Tab offers to skip what is the same on each page', async () => {
  const page = await open(await userWith('alpha'), '/repos');
  await page.keyboard.press('Tab');
  await focusIs(page, 'Skip to the content');
  expect(await page.getByText('Skip to the content').boundingBox()).toMatchObject({ x: 8, y: 8 });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.keyboard.press('Tab');
  await focusIs(page, 'Add repository');
});

it('the palette opens, finds and navigates; Escape returns the focus', async () => {
  const page = await open(await userWith('alpha', 'beta', 'gamma'), '/repos');
  await tabTo(page, 'Add repository');
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  expect(await focused(page)).toBe('Search and commands');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusIs(page, 'Add repository');
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('bet');
  const hit = page.getByRole('option', { name: 'beta' });
  await expect.poll(() => hit.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await arrivesAt(page, 'beta');
});

it('slash focuses the search, j and k move through the rows, Enter opens', async () => {
  const page = await open(await userWith('alpha', 'beta', 'gamma'), '/repos');
  await page.keyboard.press('/');
  await focusIs(page, 'Search repositories');
  await page.keyboard.type('a/j');
  expect(await page.getByLabel('Search repositories').inputValue()).toBe('a/j');
  await page.getByText('No matching repository').waitFor();
  for (let n = 0; n < 3; n++) await page.keyboard.press('Backspace');
  await page.getByRole('link', { name: 'alpha' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  for (const [key, name] of [
    ['j', 'alpha'],
    ['j', 'beta'],
    ['j', 'gamma'],
    ['j', 'gamma'],
    ['k', 'beta'],
  ]) {
    await page.keyboard.press(String(key));
    expect(await focused(page)).toBe(name);
    expect(await outlined(page)).toBe(true);
  }
  await page.keyboard.press('Enter');
  await arrivesAt(page, 'beta');
});

it("a row's menu opens by Enter and by the arrow, and returns the focus", async () => {
  const page = await open(await userWith('alpha'), '/repos');
  await tabTo(page, 'Actions for alpha');
  for (const key of ['Enter', 'ArrowDown', 'Space']) {
    await page.keyboard.press(key);
    await page.getByRole('menu').waitFor();
    await focusIs(page, 'Open');
    await page.keyboard.press('ArrowDown');
    await focusIs(page, 'Scan now');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await focusIs(page, 'Actions for alpha');
  }
  await page.keyboard.press('Enter');
  await focusIs(page, 'Open');
  await page.keyboard.press('r');
  await focusIs(page, 'Rename and settings');
  await page.keyboard.press('Enter');
  await arrivesAt(page, 'alpha');
  await page.getByRole('heading', { name: 'Danger zone' }).waitFor();
});

it('the delete dialog keeps the focus, returns it, and leaves it in the page after the deletion', async () => {
  const user = await userWith('alpha', 'beta');
  const { id } = await newRepo(user, { name: 'scanned' });
  await insertFinding(db(), { id: await insertScan(db(), id), repoId: id });
  const page = await open(user, '/repos');
  await tabTo(page, 'Actions for scanned');
  const ask = async () => {
    await page.keyboard.press('Enter');
    await focusIs(page, 'Open');
    await page.keyboard.press('End');
    await focusIs(page, 'Delete repository');
    await page.keyboard.press('Enter');
    await page.getByText('This deletes 1 scan and 1 finding.').waitFor();
  };
  await ask();
  const inside = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  const cycle = new Set<string>();
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(true);
    expect(await outlined(page)).toBe(true);
    cycle.add(await focused(page));
  }
  expect(cycle).toEqual(new Set(['Type scanned to confirm', 'Cancel', 'Delete repository', 'Close']));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusIs(page, 'Actions for scanned');
  await ask();
  await tabTo(page, 'Delete repository');
  await page.keyboard.press('Enter');
  expect(await inside()).toBe(true);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await focusIs(page, 'Type scanned to confirm');
  await page.keyboard.type('scanned');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'scanned', exact: true }).waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.keyboard.press('j');
  expect(await focused(page)).toBe('alpha');
});

it('the theme is chosen in its menu, at once and for later pages', async () => {
  const page = await open(await userWith('alpha'), '/repos');
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await tabTo(page, 'Theme');
  await page.keyboard.press('Enter');
  await focusIs(page, 'Follow the system');
  await page.keyboard.press('End');
  await focusIs(page, 'Dark');
  await page.keyboard.press('Enter');
  await focusIs(page, 'Theme');
  await expect.poll(background).toBe('rgb(12, 14, 18)');
  await page.reload();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await background()).toBe('rgb(12, 14, 18)');
});
