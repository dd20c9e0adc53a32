import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { faultsInBothThemes, layoutShifts, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import {
  changeScan,
  coverageOf,
  insertFinding,
  insertScan,
  insertStages,
  pointToScans,
} from '@tests/support/rows';
import { chooseInRow, countLoads, open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

/** Scans in the dashboard. No worker runs: the tests write its rows. */

const { server, db, open, pages } = dashboardPages();

type Running = { user: TestUser; repoId: string; id: string };

/** A repo whose scan is in the tree stage. */
async function runningScan(name = 'app'): Promise<Running> {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', name);
  const id = await insertScan(db(), repoId, { status: 'static_analysis', started_at: new Date() });
  await insertStages(db(), id, 'tree');
  return { user, repoId, id };
}

async function complete({ id }: Running, fields: Record<string, unknown> = {}): Promise<void> {
  const counts = { finding_count: 15, new_count: 3, fixed_count: 5 };
  const whole = coverageOf({ complete: true, skipped: [], limitsHit: [] });
  await changeScan(db(), id, {
    ...{ status: 'completed', complete: true, completed_at: new Date(), coverage: whole },
    ...counts,
    ...fields,
  });
}

const progress = (page: Page) => page.getByRole('region', { name: 'Progress' });
const stage = (page: Page, name: string) => progress(page).getByRole('listitem').filter({ hasText: name });

it('the list shows the last scan of each repository and its open findings by severity, and follows scans', async () => {
  const scan = await runningScan('watched');
  await repoInState(db(), scan.user, 'found', 'untouched');
  const partial = await repoInState(db(), scan.user, 'found', 'cut-short');
  const times = { started_at: new Date(Date.now() - 65_000), completed_at: new Date() };
  const partialScan = await insertScan(db(), partial, { complete: false, ...times });
  for (const status of ['open', 'confirmed', 'fixed'])
    await insertFinding(db(), { id: partialScan, repoId: partial }, { severity: 'critical', status });
  await pointToScans(db());
  const page = await open(scan.user, '/repos');
  const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(`^Select ${name}`) });
  // The last scan, and the open findings. Known numbers are a text for each severity that has any.
  const cells = async (name: string) => {
    const shown = rowOf(name).getByRole('cell').filter({ visible: true });
    const list = shown.getByRole('list', { name: 'Open findings by severity' }).getByRole('listitem');
    const [scan = '', risk = ''] = (await shown.allTextContents()).slice(3, 5);
    const numbers = await list.allTextContents();
    return [scan, ...(numbers.length > 0 ? numbers : [risk])];
  };
  expect(await cells('untouched')).toEqual(['Not scanned yetScan now untouched', 'Not known']);
  expect(await cells('cut-short')).toEqual([
    expect.stringMatching(/^Partial.*Took 1 min 5 s$/),
    '2c critical',
  ]);
  expect(await cells('watched')).toEqual([expect.stringMatching(/^Running/), 'Not known']);
  const loads = countLoads(page);
  await insertFinding(db(), { id: scan.id, repoId: scan.repoId }, { severity: 'low' });
  await expect.poll(() => cells('watched')).toEqual([expect.stringMatching(/^Running/), '1l low']);
  await complete(scan);
  await expect.poll(() => cells('watched')).toEqual([expect.stringMatching(/^Complete/), '1l low']);
  expect(loads()).toBe(0);
});

it('on a phone the list still shows scans, without scrolling sideways', async () => {
  const scan = await runningScan('a-repository-with-a-name-that-is-longer-than-any-phone-is-wide');
  await insertFinding(db(), scan, { severity: 'low' });
  const page = await open(scan.user, '/repos', { width: 360 });
  const numbers = page.getByRole('list', { name: 'Open findings by severity' }).filter({ visible: true });
  await numbers.getByText('1l low', { exact: true }).waitFor();
  expect(await page.getByText('Running').first().isVisible()).toBe(true);
  expect(await sidewaysScroll(page)).toEqual([]);
});

it.each(['the scan', 'the list of scans'])('%s: a growing time moves nothing on a phone', async (which) => {
  const scan = await runningScan();
  // Seen to get wider.
  const begun = { started_at: new Date(Date.now() - 54_000) };
  await changeScan(db(), scan.id, begun);
  await changeScan(db(), scan.id, begun, 'tree');
  const path = which === 'the scan' ? `/scans/${scan.id}` : `/repos/${scan.repoId}?tab=scans`;
  const page = await open(scan.user, path, { width: 360 });
  await page.getByRole('listitem').getByText('1 min').last().waitFor();
  expect(await layoutShifts(page)).toEqual([]);
});

it('a scan is requested in the row’s menu, and the row shows it', async () => {
  const user = await newUser(server.url);
  await repoInState(db(), user, 'found', 'app');
  const page = await open(user, '/repos');
  await chooseInRow(page, 'app', 'Scan now');
  await page.getByRole('status').getByText('A scan of app is queued').waitFor();
  await page.getByRole('cell', { name: /^Queued/ }).waitFor();
});

it.each([1280, 360])('at %d pixels a row without a scan requests one, and keeps the focus', async (width) => {
  const user = await newUser(server.url);
  await repoInState(db(), user, 'found', 'app');
  await repoInState(db(), user, 'none', 'bare');
  const page = await open(user, '/repos', { width });
  const buttons = page.getByRole('button', { name: /^Scan now/ }).filter({ visible: true });
  expect(await buttons.allTextContents()).toEqual(['Scan now app']);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await buttons.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('A scan of app is queued').waitFor();
  await page
    .getByRole('link', { name: /^Queued/ })
    .filter({ visible: true })
    .waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('app');
});

it('a scan is requested on the repository’s page or by its palette, shown live there, and links to its page', async () => {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'app');
  const page = await open(user, `/repos/${repoId}`);
  await page.getByRole('button', { name: 'Scan now' }).waitFor();
  await page.keyboard.press('Control+K');
  await page.getByRole('option', { name: 'Scan now' }).click();
  await progress(page).getByText('Waiting for a worker.').waitFor();
  await page.getByRole('link', { name: 'Watch the scan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Scan', exact: true }).waitFor();
  expect((await user.trpc.scan.list.query({ repoId })).items).toHaveLength(1);
});

it('without a remote nothing can be scanned, and the page says so', async () => {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'none');
  const page = await open(user, `/repos/${repoId}`);
  const button = page.getByRole('button', { name: 'Scan now' });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await button.press('Enter');
  expect(await page.getByText('Without a remote there is nothing to scan.').isVisible()).toBe(true);
  expect((await user.trpc.scan.list.query({ repoId })).items).toEqual([]);
});

it('a scan is shown live: stages, numbers, findings and the final message, without a reload', async () => {
  const scan = await runningScan();
  const page = await open(scan.user, `/scans/${scan.id}`);
  const loads = countLoads(page);
  await changeScan(db(), scan.id, { numbers: { filesDone: 1_204, filesTotal: 4_211 } }, 'tree');
  await progress(page).getByText('1,204 of 4,211 files').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Scan files' });
  expect(await bar.getAttribute('aria-valuenow')).toBe('28');
  await insertFinding(db(), { id: scan.id, repoId: scan.repoId }, { title: 'A key that flows in' });
  await page.getByRole('link', { name: 'A key that flows in' }).waitFor();

  await changeScan(db(), scan.id, { status: 'completed', completed_at: new Date() }, 'tree');
  await changeScan(db(), scan.id, { status: 'running', started_at: new Date() }, 'history');
  await changeScan(db(), scan.id, { numbers: { commitsDone: 300, commitsTotal: 812 } }, 'history');
  await progress(page).getByText('300 of 812 commits').waitFor();
  await stage(page, 'Scan files').getByText('Done').waitFor();
  await stage(page, 'Scan history').getByText('Running').waitFor();
  expect(await page.getByText('Scan history is running.').count()).toBe(1);

  await changeScan(db(), scan.id, { status: 'completed', completed_at: new Date() }, 'history');
  await complete(scan);
  await progress(page)
    .getByText('3 new, 12 known, 5 fixed in 4,211 files and 812 commits, complete.')
    .waitFor();
  await page.getByRole('button', { name: 'Scan again' }).waitFor();
  expect(loads()).toBe(0);
});

it('a scan is cancelled, shows it, and can be requested again', async () => {
  const { user, repoId, id } = await runningScan();
  const page = await open(user, `/scans/${id}`);
  await page.getByRole('button', { name: 'Cancel scan' }).click();
  await progress(page).getByText('This scan was cancelled.').waitFor();
  expect((await user.trpc.scan.byId.query({ id })).status).toBe('cancelled');
  await page.getByRole('button', { name: 'Scan again' }).click();
  await progress(page).getByText('Waiting for a worker.').waitFor();
  const [newest] = (await user.trpc.scan.list.query({ repoId })).items;
  expect(new URL(page.url()).pathname).toBe(`/scans/${newest?.id}`);
});

it('a failed scan says why', async () => {
  const { user, id } = await runningScan();
  const page = await open(user, `/scans/${id}`);
  await changeScan(db(), id, {
    ...{ status: 'failed', complete: false, completed_at: new Date() },
    error_message: 'The remote asks for a password, and Heimdall has none.',
  });
  const alert = progress(page).getByRole('alert');
  expect(await alert.textContent()).toBe('The remote asks for a password, and Heimdall has none.');
  const coverage = page.getByRole('region', { name: 'Coverage' });
  await coverage.getByText('The scan ended before it recorded what it had scanned.').waitFor();
  expect(await coverage.getByText('Every file was scanned.').count()).toBe(0);
  await page.getByRole('button', { name: 'Scan again' }).waitFor();
});

it('without a stream the page polls, and reports a problem only if polling fails too', async () => {
  const { user, id } = await runningScan();
  const page = await pages().open({ token: user.token });
  await page.route(/scan\.watch/, (route) => route.abort());
  await openPage(page, `${server.url}/scans/${id}`);
  await changeScan(db(), id, { numbers: { filesDone: 7, filesTotal: 9 } }, 'tree');
  await progress(page).getByText('7 of 9 files').waitFor();
  expect(await page.getByText('Connection lost.').count()).toBe(0);
  await page.route(/scan\.progress/, (route) => route.abort());
  await page.getByText('Connection lost.').waitFor();
  await page.unroute(/scan\.progress/);
  await changeScan(db(), id, { numbers: { filesDone: 8, filesTotal: 9 } }, 'tree');
  await progress(page).getByText('8 of 9 files').waitFor();
  await page.getByText('Connection lost.').waitFor({ state: 'detached' });
});

it('a partial scan is marked on every page, with its reasons first, and unfolds what it skipped', async () => {
  const scan = await runningScan('app');
  await complete(scan, { complete: false, coverage: coverageOf() });
  await pointToScans(db());
  const page = await open(scan.user, `/repos/${scan.repoId}`);
  const summary = page.getByRole('region', { name: 'Summary' });
  await summary.getByText('Partial').waitFor();
  await summary.getByText('The history is longer than a scan may read').waitFor();
  await page.getByRole('link', { name: 'Scans', exact: true }).click();
  await page.getByRole('listitem').getByText('Partial').waitFor();
  await page.getByRole('link', { name: 'What was not scanned' }).click();
  await page.getByText('3 new, 12 known, 5 fixed in 4,211 files and 812 commits, partial.').waitFor();
  const coverage = page.getByRole('region', { name: 'Coverage' });
  await coverage.getByText('2 files not scanned: too large.').waitFor();
  await coverage.getByText('The history is longer than a scan may read').waitFor();
  await coverage.getByText('800 scanned').waitFor();
  await coverage.getByText('12 known from earlier scans').waitFor();
  const example = coverage.getByText('data/dump.sql');
  expect(await example.isVisible()).toBe(false);
  await coverage.getByText('Too large', { exact: true }).click();
  await example.waitFor();
  await coverage.getByText('Suppressed by a comment in the code', { exact: true }).click();
  await coverage.getByText('src/keys.ts:4').waitFor();
  expect(await page.getByText('Complete', { exact: true }).count()).toBe(0);
});

it('the page of a running scan does not move while its numbers change', async () => {
  const { user, id } = await runningScan();
  const page = await open(user, `/scans/${id}`);
  for (const filesDone of [1, 10, 1_000]) {
    await changeScan(db(), id, { numbers: { filesDone, filesTotal: 5_000 } }, 'tree');
    await progress(page)
      .getByText(`${filesDone.toLocaleString('en')} of 5,000 files`)
      .waitFor();
  }
  expect(await layoutShifts(page)).toEqual([]);
});
