import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, brokenWords, layoutShifts, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { insertFinding, insertScan, pointToScans } from '@tests/support/rows';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

/** A repo that has been scanned, and a function that adds findings to it. */
async function scannedRepo(user: TestUser, name: string, complete = true) {
  const repoId = await repoInState(db(), user, 'found', name);
  const id = await insertScan(db(), repoId, { complete, completed_at: new Date() });
  await pointToScans(db());
  return { repoId, find: (fields: Record<string, unknown>) => insertFinding(db(), { id, repoId }, fields) };
}

const cards = (page: Page) =>
  page.getByRole('list', { name: 'Open findings by severity' }).getByRole('listitem').allTextContents();

it('leads from the sentence and the list of what to fix first to a finding that is dismissed', async () => {
  const user = await newUser(server.url);
  const { find } = await scannedRepo(user, 'payments-api');
  await find({
    title: 'AWS key',
    severity: 'critical',
    fix_summary: 'Deactivate it in IAM.\nThen delete it.',
  });
  await find({ title: 'A token', severity: 'high' });
  const page = await open(user, '/');
  await page.getByText('1 critical and 1 high findings need you.').waitFor();
  await page.getByText('Deactivate it in IAM.').waitFor();
  const ages = page.getByRole('region', { name: 'Age and time to fix' });
  await ages.getByText('The oldest is AWS key, first seen').waitFor();
  expect(await ages.getByRole('definition').first().textContent()).toBe('1');
  await page
    .getByRole('region', { name: 'Fix first' })
    .getByRole('link', { name: 'AWS key' })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'AWS key' }).waitFor();
  await page.getByRole('button', { name: 'Dismiss…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Used in tests').check();
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect
    .poll(async () => (await user.trpc.overview.get.query()).open)
    .toEqual({ critical: 0, high: 1, medium: 0, low: 0 });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByText('1 high finding needs you.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'You dismissed AWS key in payments-api' }).waitFor();
  await page.getByRole('link', { name: 'Scan of payments-api: nothing new' }).waitFor();
  await page.getByRole('link', { name: 'Work through them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor();
  expect(new URL(page.url()).search).toBe('?severity=critical,high');
});

it('shows the numbers of each chart as a table too', async () => {
  const user = await newUser(server.url);
  const { repoId, find } = await scannedRepo(user, 'payments-api');
  await find({ severity: 'critical' });
  const day = "(now() AT TIME ZONE 'UTC')::date";
  await db().query(`INSERT INTO finding_days VALUES ($1, ${day}, 'critical', 3, 2, 1)`, [repoId]);
  const page = await open(user, '/');
  const history = page.getByRole('region', { name: 'Open findings, 90 days', exact: true });
  await history.locator('svg.recharts-surface').waitFor();
  await history.getByRole('button', { name: 'Open findings, 90 days as a table' }).click();
  const rows = await history.getByRole('row').allTextContents();
  expect(rows).toHaveLength(91);
  expect(rows[1]).toMatch(/1000$/);
  expect(rows[2]).toMatch(/0000$/);
  const weeks = page.getByRole('region', { name: 'New and fixed', exact: true });
  await weeks.getByRole('button', { name: 'New and fixed as a table' }).click();
  expect((await weeks.getByRole('row').allTextContents())[1]).toMatch(/32$/);
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('is all clear only if everything was scanned completely', async () => {
  const user = await newUser(server.url);
  await scannedRepo(user, 'whole');
  const page = await open(user, '/');
  await page.getByText('All clear.').waitFor();
  await page.getByText('1 repository, scanned completely within 24 hours.').waitFor();
  await scannedRepo(user, 'cut-short', false);
  const partial = await open(user, '/');
  await partial.getByText('No finding is open, but not everything was scanned.').waitFor();
  expect(await partial.getByText('All clear').count()).toBe(0);
  await partial.getByRole('region', { name: 'Not known' }).getByRole('link', { name: 'cut-short' }).waitFor();
});

it('shows no numbers where nothing was scanned, and the form where there is no repository', async () => {
  const user = await newUser(server.url);
  const empty = await open(user, '/');
  await empty.getByRole('heading', { name: 'Add your first repository' }).waitFor();
  await repoInState(db(), user, 'found', 'new');
  const page = await open(user, '/');
  await page.getByText('Nothing has been scanned yet.').waitFor();
  expect(await cards(page)).toEqual(
    ['Critical', 'High', 'Medium', 'Low'].map((word) => `${word}–Not scanned yet`),
  );
});

it('says that the first scan failed, and shows no numbers then', async () => {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'broken');
  await insertScan(db(), repoId, { status: 'failed', complete: false, completed_at: new Date() });
  const page = await open(user, '/');
  await page.getByText('The first scan failed.').waitFor();
  await page.getByRole('link', { name: 'Scan of broken failed' }).waitFor();
  expect(await cards(page)).toEqual(
    ['Critical', 'High', 'Medium', 'Low'].map((word) => `${word}–Not scanned yet`),
  );
  // What an import has found is known all the same.
  const id = await insertScan(db(), repoId, {
    scan_type: 'import',
    complete: true,
    completed_at: new Date(),
  });
  await insertFinding(db(), { id, repoId }, { severity: 'critical' });
  const known = await open(user, '/');
  await known.getByText('1 critical finding needs you.').waitFor();
  expect(await cards(known)).toEqual([
    expect.stringMatching(/^Critical1/),
    ...['High', 'Medium', 'Low'].map((word) => `${word}–Not scanned yet`),
  ]);
});

it.each([
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const)('is accessible, fits and does not move at %i pixels in the %s theme', async (width, theme) => {
  const user = await newUser(server.url);
  const { find } = await scannedRepo(user, 'a-repository-with-a-name-that-is-longer-than-its-column', false);
  for (const severity of ['critical', 'high', 'medium', 'low'])
    await find({ severity, title: `Key ${severity}` });
  await repoInState(db(), user, 'failed', 'lost');
  const page = await open(user, '/', { width, theme });
  await page.locator('svg.recharts-surface').nth(1).waitFor();
  expect(await layoutShifts(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(await brokenWords(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});
