import { readFileSync } from 'node:fs';
import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { readCsv } from '@tests/support/exports';
import { accessibilityFaults, sidewaysScroll } from '@tests/support/pageChecks';
import { findMany, scannedRepo } from '@tests/support/scannedRepo';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

async function userWithFindings() {
  const user = await newUser(server.url);
  const repo = await scannedRepo(db(), user, 'payments-api');
  await repo.find({
    title: 'AWS key',
    severity: 'critical',
    file_path: 'deploy/prod.tfvars',
    line_start: 41,
  });
  await repo.find({ title: 'DB_PASSWORD', severity: 'high', file_path: 'src/db.ts' });
  await repo.find({ title: 'Gone', severity: 'low', status: 'fixed' });
  return { user, repo };
}

/** Chooses a format in the menu, and reads the file that the browser saves. */
async function chosen(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: label }).click();
  return readFileSync(await (await saved).path(), 'utf8');
}

it('what the list shows is saved in the chosen format, with its filters and its order', async () => {
  const { user } = await userWithFindings();
  const page = await open(user, '/findings?sort=path');
  const rows = readCsv(await chosen(page, 'Table (CSV)'));
  expect(rows.map(({ title }) => title)).toEqual(['AWS key', 'DB_PASSWORD']);
  await page.getByText('Exported 2 findings.').waitFor();
});

it('an export shows how many of all findings are written, and when all are', async () => {
  const user = await newUser(server.url);
  await findMany(db(), await scannedRepo(db(), user, 'large'), 10_000);
  const page = await open(user, '/findings');
  await page.getByText('10,000 findings', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Data (JSON)' }).click();
  const bar = page.getByRole('progressbar', { name: 'Export' });
  await expect
    .poll(() => bar.getAttribute('aria-valuetext'), { interval: 50 })
    .toMatch(/^[1-9][\d,]* of 10,000 findings$/);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(JSON.parse(readFileSync(await (await saved).path(), 'utf8'))).toHaveLength(10_000);
  await page.getByText('Exported 10,000 findings.').waitFor();
  await bar.waitFor({ state: 'detached' });
});

it('the findings of a repository and of a scan are saved, also by keyboard alone', async () => {
  const { user, repo } = await userWithFindings();
  const page = await open(user, `/repos/${repo.repoId}?status=fixed`);
  expect(JSON.parse(await chosen(page, 'Data (JSON)'))).toMatchObject([{ title: 'Gone' }]);
  const scan = await open(user, `/scans/${repo.scanId}?status=any`);
  await scan.getByRole('button', { name: 'Export' }).focus();
  await scan.keyboard.press('Enter');
  await scan.getByText('Export 3 findings').waitFor();
  const focused = () => scan.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe('Report to print (HTML)');
  for (const next of ['Table (CSV)', 'Data (JSON)', 'For other tools (SARIF)']) {
    await scan.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe(next);
  }
  const saved = scan.waitForEvent('download');
  await scan.keyboard.press('Enter');
  const { runs } = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
  expect(runs[0].results).toHaveLength(3);
});

it.each(['light', 'dark'] as const)(
  'the open menu is accessible, also on a phone, when %s',
  async (theme) => {
    const { user } = await userWithFindings();
    const page = await open(user, '/findings', { theme, width: 360 });
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Report to print (HTML)' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toEqual([]);
  },
);

it('a selection is copied as Markdown', async () => {
  const { user } = await userWithFindings();
  const page = await open(user);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByLabel('Select all shown').check();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('Copied 2 findings as Markdown').waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^- \*\*Critical\*\* \[AWS key\]\(http.*\): `deploy\/prod\.tfvars:41` in payments-api$/,
  );
});

/** The report of all findings, opened from a file as its reader does, and what the browser blocked in it. */
async function report(user: TestUser, width: number) {
  const page = await open(user, '/findings?status=any');
  const html = await chosen(page, 'Report to print (HTML)');
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  await page.setViewportSize({ width, height: 900 });
  await page.route('**/report.html', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await page.goto(`${server.url}/report.html`);
  return { page, messages };
}

it.each([1280, 360])('the report is accessible and keeps to its policy at %i pixels', async (width) => {
  const { user } = await userWithFindings();
  const { page, messages } = await report(user, width);
  await page.getByRole('heading', { name: '3 findings' }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('960px');
  expect(await page.getByRole('img', { name: 'Critical: 1 open' }).count()).toBe(1);
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(messages).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});
