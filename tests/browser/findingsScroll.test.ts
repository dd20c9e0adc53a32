import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { findMany, scannedRepo } from '@tests/support/scannedRepo';
import { goBack } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const focusIs = (page: Page, title: string) => expect.poll(() => focused(page)).toBe(title);
const rows = (page: Page) => page.getByRole('list', { name: 'Findings', exact: true }).getByRole('listitem');

/** Scrolls to the end of what is loaded. */
const toEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));

it('a long list loads its rows while it is scrolled, renders few of them, and back finds the place', async () => {
  const user = await newUser(server.url);
  await findMany(db(), await scannedRepo(db(), user, 'large'), 1_000);
  const page = await open(user, '/findings', { width: 1000 });
  await rows(page).first().waitFor();
  const wanted = rows(page).getByText('Key 400', { exact: true });
  await expect
    .poll(async () => {
      await toEnd(page);
      return wanted.count();
    })
    .toBe(1);
  expect(await rows(page).count()).toBeLessThan(100);
  await wanted.click();
  await page.getByRole('heading', { level: 1, name: 'Key 400' }).waitFor();
  await goBack(page);
  await expect.poll(() => wanted.isVisible()).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(10_000);
  // The row that was opened has the focus, and the keys go on from it.
  await focusIs(page, 'Key 400');
  await page.keyboard.press('j');
  await focusIs(page, 'Key 401');
});

it('the keys go through rows that are not loaded yet, and a selected row stays selected out of sight', async () => {
  const user = await newUser(server.url);
  await findMany(db(), await scannedRepo(db(), user, 'long'), 120);
  const page = await open(user);
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  for (let row = 2; row <= 70; row++) {
    await page.keyboard.press('j');
    await focusIs(page, `Key ${row}`);
  }
  await page.keyboard.press('x');
  await page.getByText('2 selected').waitFor();
  await page.mouse.wheel(0, -100_000);
  await rows(page).getByText('Key 1', { exact: true }).waitFor();
  // The row with the focus is still there.
  await focusIs(page, 'Key 70');
  await page.keyboard.press('j');
  await focusIs(page, 'Key 71');
});

it('300 findings are triaged with fewer than two actions each', async () => {
  const user = await newUser(server.url);
  const role = "CASE WHEN n % 5 < 2 THEN 'test' WHEN n % 5 = 2 THEN 'docs' ELSE 'product' END";
  const repo = await scannedRepo(db(), user, 'messy');
  await findMany(db(), repo, 300, { role });
  const page = await open(user, '/findings?status=open');
  let actions = 0;
  const press = async (key: string) => {
    actions += 1;
    await page.keyboard.press(key);
  };
  const act = async (action: Promise<void>) => {
    actions += 1;
    await action;
  };
  const left = async () => {
    const { total } = await user.trpc.finding.facets.query({ status: ['open'] });
    return total;
  };
  const filters = page.getByRole('complementary', { name: 'Filters' });
  const bar = page.getByRole('region', { name: 'Selected findings' });
  for (const [kind, after] of [
    ['Test code', 180],
    ['Docs', 120],
  ] as const) {
    await act(filters.getByLabel(kind, { exact: false }).check());
    await expect.poll(() => rows(page).getByText(kind, { exact: false }).count()).toBeGreaterThan(10);
    await act(page.getByLabel('Select all shown').check());
    await act(bar.getByRole('button', { name: /^Select all \d+ findings that match/ }).click());
    await press('d');
    await page.getByRole('dialog').waitFor();
    await press('Enter');
    await expect.poll(left).toBe(after);
    // Filters and rows move until the page knows it, too.
    await expect.poll(() => rows(page).count()).toBe(0);
    await act(filters.getByLabel(kind, { exact: false }).click());
    await page.getByText(`${after} findings`, { exact: true }).waitFor();
  }
  await expect.poll(() => rows(page).count()).toBeGreaterThan(10);
  await press('j');
  for (let n = 0; n < 120; n++) {
    const row = await page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('data-item'));
    // Every third one is no risk.
    if (n % 3 === 0) {
      await press('d');
      await page.getByRole('dialog').waitFor();
      await press('Enter');
    } else await press('c');
    if (n === 119) break;
    await page.waitForFunction((before) => {
      const now = document.activeElement?.closest('li')?.getAttribute('data-item');
      return now && now !== before;
    }, row);
  }
  await expect.poll(left).toBe(0);
  expect(actions).toBeLessThan(2 * 300);
  expect(actions).toBe(173);
});
