import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, layoutShifts, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import {
  changeScan,
  coverageOf,
  insertFinding,
  insertScan,
  insertStages,
  pointToScans,
} from '@tests/support/rows';
import { goBack } from '@tests/support/visitor';
import type pg from 'pg';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';

/** A repository's page, and the ways to it and back. No worker runs: the tests write its rows. */

const { server, db: connection, open } = dashboardPages();
let db: pg.Client;
beforeAll(() => {
  db = connection();
});

const summary = (page: Page) => page.getByRole('region', { name: 'Summary' });
const numbers = (page: Page) =>
  summary(page).getByRole('list', { name: 'Open findings by severity' }).getByRole('listitem');

async function found(name = 'app'): Promise<{ user: TestUser; repoId: string }> {
  const user = await newUser(server.url);
  return { user, repoId: await repoInState(db, user, 'found', name) };
}

it('a repository whose place is not known says what it needs, and takes its URL once', async () => {
  const user = await newUser(server.url);
  const { id } = await newRepo(user, { name: 'api', source_type: 'github', remote_url: null });
  const page = await open(user, `/repos/${id}`);
  await page.getByText('Connect GitHub in the settings, or set the URL of this repository.').waitFor();
  await page.getByRole('link', { name: 'Set its URL' }).click();
  await page.getByLabel('Git URL').fill('no url');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText(/must not contain spaces/).waitFor();
  await page.getByLabel('Git URL').fill('https://git.example.com/team/api.git');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Checking the default branch and its newest commit.').waitFor();
  await expect.poll(() => page.getByLabel('Git URL').count()).toBe(0);
  const { data } = await user.ask('GET', `/api/repos/${id}`);
  expect(data.remote_url).toBe('https://git.example.com/team/api.git');
});

describe('the summary', () => {
  it('has the open findings, the last scan and what it covered', async () => {
    const { user, repoId } = await found();
    const id = await insertScan(db, repoId, {
      ...{ complete: true, completed_at: new Date(Date.now() - 2 * 3_600_000) },
      coverage: coverageOf({ complete: true, skipped: [], limitsHit: [] }),
    });
    for (const severity of ['critical', 'critical', 'low'])
      await insertFinding(db, { id, repoId }, { severity });
    await pointToScans(db);
    const page = await open(user, `/repos/${repoId}`);
    expect(await numbers(page).allTextContents()).toEqual(['2Critical', '0High', '0Medium', '1Low']);
    await summary(page).getByRole('link', { name: 'Complete 2 hours ago' }).waitFor();
    await summary(page).getByText('Everything was scanned: 4,211 files and 812 commits.').waitFor();
    await summary(page).getByRole('link', { name: '1 Low' }).click();
    await page.waitForURL(/severity=low/);
    await page.getByText('1 finding', { exact: true }).waitFor();
  });

  it('never shows zeros for what was never scanned', async () => {
    const { user, repoId } = await found();
    const page = await open(user, `/repos/${repoId}`);
    await summary(page).getByRole('heading', { name: 'Not scanned yet' }).waitFor();
    expect(await numbers(page).count()).toBe(0);
    expect(await summary(page).getByText('0', { exact: true }).count()).toBe(0);
  });

  it('says what happened if the first scan failed', async () => {
    const { user, repoId } = await found();
    await insertScan(db, repoId, {
      ...{ status: 'failed', complete: false, completed_at: new Date() },
      error_message: 'The repository is larger than the limit of 5 MB.',
    });
    const page = await open(user, `/repos/${repoId}`);
    await page.getByRole('alert').getByText('The repository is larger than the limit of 5 MB.').waitFor();
    await summary(page).getByText('The first scan failed').waitFor();
    expect(await numbers(page).count()).toBe(0);
    await page.getByRole('heading', { name: 'No findings yet' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('grows while the first scan runs, the most severe finding on top, with rate and time left', async () => {
    const { user, repoId } = await found();
    const id = await insertScan(db, repoId, { status: 'ingesting', started_at: new Date() });
    await insertStages(db, id, 'fetch');
    const page = await open(user, `/repos/${repoId}`);
    await summary(page).getByText('The first scan is running.').waitFor();
    const progress = page.getByRole('region', { name: 'Progress' });
    const fetched = { bytesReceived: 10_000_000, objectsDone: 100, objectsTotal: 1_000 };
    await changeScan(db, id, { numbers: fetched }, 'fetch');
    await progress.getByText('10 MB received, 100 of 1,000 objects').waitFor();
    // The time that passes between two reports is what the rate is measured by.
    await expect
      .poll(
        async () => {
          fetched.bytesReceived += 1_000_000;
          fetched.objectsDone += 10;
          await changeScan(db, id, { numbers: fetched }, 'fetch');
          return progress.textContent();
        },
        { interval: 500 },
      )
      .toMatch(/B\/s, about .* left/);
    await changeScan(db, id, { status: 'static_analysis' });
    await changeScan(db, id, { status: 'completed', completed_at: new Date() }, 'fetch');
    await changeScan(db, id, { status: 'running', started_at: new Date(), numbers: { findings: 1 } }, 'tree');
    await insertFinding(db, { id, repoId }, { severity: 'low', title: 'A weak one' });
    await page.getByRole('link', { name: 'A weak one' }).waitFor();
    await insertFinding(db, { id, repoId }, { severity: 'critical', title: 'A grave one' });
    await changeScan(db, id, { numbers: { findings: 2 } }, 'tree');
    await expect
      .poll(() => page.locator('[data-row]').allTextContents())
      .toEqual(['A grave one', 'A weak one']);
    await expect.poll(() => numbers(page).first().textContent()).toBe('1Critical');
  });
});

describe('several repositories at once', () => {
  const field = (page: Page) => page.getByLabel('Git URLs, one a line');
  const LIST = [
    'https://git.example.com/team/one.git',
    'not a repository',
    'https://me:secret@git.example.com/team/two.git',
    'example/three',
  ].join('\n');

  it('a pasted list says what each line is, and each is added, refused or left', async () => {
    const user = await newUser(server.url);
    const page = await open(user, '/repos/new', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.evaluate((text) => navigator.clipboard.writeText(text), LIST);
    await page.getByLabel('Paste a Git URL').focus();
    await page.keyboard.press('Control+V');
    await page.getByRole('heading', { level: 1, name: 'Add repositories' }).waitFor();
    await expect.poll(() => field(page).inputValue()).toBe(LIST);
    const lines = page.getByRole('list', { name: 'What the lines name' }).getByRole('listitem');
    expect(await lines.nth(1).textContent()).toContain('This names no repository.');
    expect(await lines.nth(3).textContent()).toContain('github.com/example/three');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add 3 repositories' }).click();
    await page.getByRole('heading', { name: '2 repositories added' }).waitFor();
    await page.getByText('2 added, 1 refused.').waitFor();
    expect(await field(page).inputValue()).toBe(
      'not a repository\nhttps://me:secret@git.example.com/team/two.git',
    );
    await lines.getByText('remote_url must not contain credentials').waitFor();
    const { data } = await user.ask('GET', '/api/repos');
    const names = (data.items as { name: string }[]).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['one', 'three']);
  });

  it('added ones are followed: probed, queued, scanned', async () => {
    const user = await newUser(server.url);
    const page = await open(user, '/repos/new?several=1', { width: 360 });
    await field(page).fill('https://git.example.com/team/one.git\nhttps://git.example.com/team/two.git');
    await page.getByRole('button', { name: 'Add 2 repositories' }).click();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'one' }) });
    await row.waitFor();
    const { data } = await user.ask('GET', '/api/repos');
    const repoId =
      (data.items as { id: string; name: string }[]).find(({ name }) => name === 'one')?.id ?? '';
    await db.query(`UPDATE repos SET remote_state = 'found' WHERE id = $1`, [repoId]);
    await row.getByText('Found').waitFor();
    const id = await insertScan(db, repoId, { status: 'queued' });
    await row.getByText('Queued').waitFor();
    await insertFinding(db, { id, repoId });
    await changeScan(db, id, { status: 'completed', complete: true, completed_at: new Date() });
    await row.getByText('1 open finding').waitFor();
    expect(await sidewaysScroll(page)).toEqual([]);
  });

  it('the list stays over a reload', async () => {
    const page = await open(await newUser(server.url), '/repos/new?several=1');
    await field(page).fill(LIST);
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe(LIST);
  });
});

describe('the rules', () => {
  it('are searched, filtered and paged, and each has a page', async () => {
    const page = await open(await newUser(server.url), '/rules');
    const rows = page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
    expect(await rows.count()).toBe(50);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(5_000);
    await page.getByRole('button', { name: 'Show 50 more' }).click();
    await expect.poll(() => rows.count()).toBe(100);
    await page.getByLabel('Search rules').fill('stripe');
    await expect.poll(() => rows.count()).toBeLessThan(20);
    await page.getByRole('checkbox', { name: /^Low/ }).check();
    await expect.poll(() => rows.allTextContents()).toHaveLength(1);
    expect(new URL(page.url()).search).toBe('?q=stripe&severity=low');
    await rows.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /^Stripe/ }).waitFor();
    for (const part of ['Why it matters', 'How to fix', 'What it matches', 'Samples'])
      expect(await page.getByRole('region', { name: part }).isVisible()).toBe(true);
    await goBack(page);
    await expect
      .poll(() => rows.getByRole('link').evaluate((link) => link === document.activeElement))
      .toBe(true);
    expect(await page.getByLabel('Search rules').inputValue()).toBe('stripe');
    await page.getByLabel('Search rules').fill('nothing-fits');
    await page.getByText('No matching rule').waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    // Those that were shown before.
    await expect.poll(() => rows.count()).toBe(100);
  });
});

describe('the way back', () => {
  it('returns the focus to the repository and the scan by which a list was left', async () => {
    const user = await newUser(server.url);
    const repoId = await repoInState(db, user, 'found', 'beta');
    await newRepo(user, { name: 'alpha' });
    await insertScan(db, repoId, { complete: true });
    const page = await open(user, '/repos');
    await page.getByRole('link', { name: 'beta' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'beta' }).waitFor();
    await page.getByRole('link', { name: 'Scans', exact: true }).press('Enter');
    await page.locator('[data-row]').press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scan', exact: true }).waitFor();
    await goBack(page);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Complete');
    await goBack(page);
    await goBack(page);
    await expect.poll(focused).toBe('beta');
  });
});

it('the commands offer recent pages first, and find repositories, findings, rules and pages', async () => {
  const { user, repoId } = await found('payments-api');
  const id = await insertScan(db, repoId, { complete: true });
  await insertFinding(db, { id, repoId }, { title: 'Payments key' });
  const page = await open(user, `/repos/${repoId}`);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  const options = page.getByRole('option');
  await page.keyboard.press('Control+K');
  await expect.poll(() => options.first().textContent()).toBe('payments-apiRepository');
  const offered = async (typed: string, option: RegExp) => {
    await page.getByRole('combobox').fill(typed);
    await options.filter({ hasText: option }).first().waitFor();
  };
  await offered('pay api', /^payments-api/);
  await expect.poll(() => options.first().textContent()).toBe('payments-apiRepository');
  await offered('payments k', /^Payments key/);
  await offered('stripe restr', /^Stripe restricted key/);
  await offered('several', /^Add several repositories/);
  await offered('rules', /^Rules/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
  expect(await layoutShifts(page)).toEqual([]);
});
