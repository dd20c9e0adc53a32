import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, brokenWords, isStill, sidewaysScroll } from '@tests/support/pageChecks';
import { findMany, scannedRepo } from '@tests/support/scannedRepo';
import { errorAt, open as openPage, reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

/** Two repos with findings of all kinds. */
async function userWithFindings() {
  const user = await newUser(server.url);
  const api = await scannedRepo(db(), user, 'payments-api');
  const web = await scannedRepo(db(), user, 'my-web-app');
  await api.find({ title: 'AWS key', severity: 'critical', file_path: 'deploy/prod.tfvars', line_start: 41 });
  const ids = {
    password: await api.find({ title: 'DB_PASSWORD', severity: 'high', file_path: 'src/db.ts' }),
    token: await web.find({ title: 'Token', severity: 'high', file_path: 'a/b.ts', in_tree: false }),
    sample: await web.find({ title: 'Sample', severity: 'low', file_path: 'docs/c.md', file_role: 'docs' }),
  };
  await web.find({ title: 'Gone', severity: 'low', status: 'fixed' });
  return { user, api, web, ids };
}

const titles = (page: Page) =>
  page.getByRole('list', { name: 'Findings' }).locator('[data-row]').allTextContents();
const titlesAre = (page: Page, expected: string[]) => expect.poll(() => titles(page)).toEqual(expected);
const focusIs = (page: Page, title: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(title);
const bar = (page: Page) => page.getByRole('region', { name: 'Selected findings' });
const ALL = ['AWS key', 'DB_PASSWORD', 'Token', 'Sample'];

it('findings of all repositories are filtered with counts, searched and sorted by what is in the URL', async () => {
  const { user, web } = await userWithFindings();
  const page = await open(user);
  await titlesAre(page, ALL);
  await page.getByText('4 findings', { exact: true }).waitFor();
  const filters = page.getByRole('complementary', { name: 'Filters' });
  expect(await filters.getByText('High2').count()).toBe(1);
  await filters.getByLabel('High', { exact: false }).first().check();
  await titlesAre(page, ['DB_PASSWORD', 'Token']);
  await filters.getByLabel('Critical').check();
  await filters.getByLabel('my-web-app').check();
  await titlesAre(page, ['Token']);
  expect(new URL(page.url()).search).toBe(`?severity=critical,high&repo=${web.repoId}`);
  await reload(page);
  await titlesAre(page, ['Token']);
  expect(await page.getByText('History only').last().isVisible()).toBe(true);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All' }).click();
  await titlesAre(page, [...ALL, 'Gone']);
  await page.getByLabel('Order').selectOption('By path');
  await titlesAre(page, ['Token', 'AWS key', 'Sample', 'Gone', 'DB_PASSWORD']);
  await page.getByLabel('Search findings').fill('docs/');
  await titlesAre(page, ['Sample']);
  await page.getByText('1 finding', { exact: true }).waitFor();
});

it('two findings are dismissed with a reason, and restored, by keyboard alone', async () => {
  const { user, ids } = await userWithFindings();
  const page = await open(user);
  await titlesAre(page, ALL);
  for (const key of ['j', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await bar(page).getByText('2 selected').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss 2 findings' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await titlesAre(page, ['AWS key', 'Sample']);
  await bar(page).getByText('Dismissed 2 findings').waitFor();
  const dismissed = await user.trpc.finding.byId.query({ id: ids.password });
  expect(dismissed).toMatchObject({ status: 'dismissed', statusReason: 'Accepted risk' });
  await focusIs(page, 'Sample');
  await page.keyboard.press('u');
  await titlesAre(page, ALL);
  expect(await user.trpc.finding.byId.query({ id: ids.token })).toMatchObject({ status: 'open' });
  await page.keyboard.press('c');
  await page.getByRole('listitem').filter({ hasText: 'Sample' }).getByText('Confirmed').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await focusIs(page, 'Sample');
  await page.keyboard.press('o');
  await page.getByRole('region', { name: 'Sample' }).waitFor();
});

it('a false positive needs a reason, which may be typed, and may have an end', async () => {
  const { user, ids } = await userWithFindings();
  const page = await open(user);
  await page.getByLabel('Select Sample').check();
  await bar(page).getByRole('button', { name: 'False positive…' }).click();
  const dialog = page.getByRole('dialog');
  const mark = dialog.getByRole('button', { name: 'Mark as false positive' });
  await dialog.getByLabel('Another reason').check();
  await mark.click();
  expect(await errorAt(page, 'Your reason')).toBe('reason is required for dismissed and false_positive');
  await dialog.getByLabel('Your reason').fill('An example of the documentation');
  await dialog.getByLabel('Until').fill('2001-01-01');
  await mark.click();
  await dialog.getByText('until must be in the future').waitFor();
  await dialog.getByLabel('Until').fill('2999-01-01');
  await mark.click();
  await bar(page).getByText('Marked as false positive: 1 finding').waitFor();
  expect(await user.trpc.finding.byId.query({ id: ids.sample })).toMatchObject({
    status: 'false_positive',
    statusReason: 'An example of the documentation',
    statusUntil: '2999-01-01T00:00:00.000Z',
  });
});

it('a row stands for all places of a secret: they are one row and one decision', async () => {
  const user = await newUser(server.url);
  const { find } = await scannedRepo(db(), user, 'salts');
  const other = await scannedRepo(db(), user, 'other');
  const group = { group_id: v7(), title: 'Shared key' };
  const ids = [await find({ ...group, file_path: 'a.ts' }), await find({ ...group, file_path: 'b.ts' })];
  const elsewhere = await other.find({ ...group, file_path: 'c.ts' });
  const page = await open(user);
  await titlesAre(page, ['Shared key', 'Shared key']);
  await page.getByRole('listitem').filter({ hasText: '2 places' }).getByRole('checkbox').check();
  await bar(page).getByRole('button', { name: 'Confirm' }).click();
  await bar(page).getByText('Confirmed 2 findings').waitFor();
  const status = async (id: string) => (await user.trpc.finding.byId.query({ id })).status;
  expect(await Promise.all([...ids, elsewhere].map(status))).toEqual(['confirmed', 'confirmed', 'open']);
});

it('all that match are changed at once, also those that are not loaded', async () => {
  const user = await newUser(server.url);
  await findMany(db(), await scannedRepo(db(), user, 'large'), 55);
  const page = await open(user);
  await expect.poll(async () => (await titles(page))[0]).toBe('Key 1');
  await page.getByLabel('Select all shown').check();
  await bar(page).getByRole('button', { name: 'Select all 55 findings that match' }).click();
  await bar(page).getByText('All 55 findings selected').waitFor();
  // Rows that are loaded later are selected, too.
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 5_000);
  await page.getByLabel('Select Key 55', { exact: true }).waitFor();
  expect(await page.getByLabel('Select Key 55', { exact: true }).isChecked()).toBe(true);
  await bar(page).getByRole('button', { name: 'Confirm' }).click();
  await bar(page).getByText('Confirmed 55 findings').waitFor();
  await bar(page).getByRole('button', { name: 'Undo' }).click();
  await bar(page).getByText('Undone: 55 findings').waitFor();
});

it('pages of the server that have no match are passed over until one has', async () => {
  const user = await newUser(server.url);
  const { repoId, find } = await scannedRepo(db(), user, 'deep');
  await find({ title: 'Far away', severity: 'low', introduced_by: 'Ana' });
  await db().query(
    `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
       in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role)
     SELECT gen_random_uuid(), scan_id, repo_id, source, status, 'high', confidence, 'hay', 'hay', file_path, 1,
       true, fix_type, 'hay' || n, now(), now(), now(), now(), gen_random_uuid(), 'product'
     FROM findings, generate_series(1, 4500) n WHERE repo_id = $1`,
    [repoId],
  );
  const first = await user.trpc.finding.list.query({
    repoId: [repoId],
    introducedBy: ['Ana'],
    grouped: true,
  });
  expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) });
  const page = await open(user, `/repos/${repoId}?introduced_by=Ana`);
  await titlesAre(page, ['Far away']);
});

/** The list of a triager, whose repository somebody else shares. */
async function sharedList(path = '/findings?status=any') {
  const { user: creator, web, ids } = await userWithFindings();
  const triager = await newUser(server.url);
  await creator.trpc.member.set.mutate({ id: web.repoId, userId: triager.id, role: 'triager' });
  const page = await open(triager, path);
  await page.getByRole('link', { name: 'Sample' }).waitFor();
  return { creator, triager, page, ids };
}

it('what somebody else has decided meanwhile is said, and not replaced unless one decides again', async () => {
  const { creator, triager, page, ids } = await sharedList();
  const id = ids.sample;
  const theirs = { id, status: 'dismissed', reason: 'Revoked' } as const;
  await creator.trpc.triage.setStatus.mutate(theirs);
  const link = page.getByRole('link', { name: 'Sample' });
  await link.focus();
  await page.keyboard.press('c');
  await bar(page)
    .getByText(/^Changed meanwhile: .*dismissed it \(Revoked\)/)
    .waitFor();
  expect(await triager.trpc.finding.byId.query({ id })).toMatchObject({ status: 'dismissed' });
  await page.getByRole('listitem').filter({ hasText: 'Sample' }).getByText('Dismissed').waitFor();

  await creator.trpc.triage.setStatus.mutate({ ...theirs, status: 'open' });
  await link.focus();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Mark Sample as false positive' });
  await dialog.getByLabel('Comment (optional)').fill('Only an example.');
  await dialog.getByRole('button', { name: 'Mark as false positive' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/reopened it/)
    .waitFor();
  expect(await dialog.getByLabel('Comment (optional)').inputValue()).toBe('Only an example.');
  await dialog.getByRole('button', { name: 'Mark as false positive' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { items } = await triager.trpc.triage.events.query({ id, limit: 1 });
  expect(items).toMatchObject([{ newValue: 'false_positive', comment: 'Only an example.' }]);
});

it('what somebody else has decided of a group or a selection meanwhile is skipped, and named', async () => {
  const { creator, triager, page, ids } = await sharedList('/findings');
  const statusOf = async (id: string) => (await triager.trpc.finding.byId.query({ id })).status;
  await creator.trpc.triage.setStatus.mutate({ id: ids.sample, status: 'confirmed' });
  await page.getByLabel('Select all shown').check();
  await bar(page).getByText('2 selected').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss 2 findings' }).waitFor();
  await page.keyboard.press('Enter');
  await bar(page)
    .getByText(/^Dismissed 1 finding\. Skipped, as changed meanwhile: Sample \(.+ confirmed it\)$/)
    .waitFor();
  expect(await statusOf(ids.sample)).toBe('confirmed');
  expect(await statusOf(ids.token)).toBe('dismissed');
  // Now that it is shown as it is, it can be decided again.
  await titlesAre(page, ['Sample']);
  await page.getByRole('listitem').filter({ hasText: 'Sample' }).getByText('Confirmed').waitFor();
  await page.getByLabel('Select Sample').check();
  await page.keyboard.press('r');
  await expect.poll(() => statusOf(ids.sample)).toBe('open');
});

it('a fixed finding is only offered to be reopened, and keys say so', async () => {
  const { user } = await userWithFindings();
  const page = await open(user, '/findings?status=fixed');
  await page.getByLabel('Select Gone').check();
  await bar(page).getByText('1 selected').waitFor();
  const offered = await bar(page).getByRole('button').allTextContents();
  expect(offered.filter(Boolean)).toEqual(['Reopen', 'Assign…', 'Copy as Markdown']);
  await page.keyboard.press('c');
  await page.getByText('A fixed finding can only be reopened.').waitFor();
});

it('another reason for a finding that is dismissed already is kept', async () => {
  const { user, ids } = await userWithFindings();
  const id = ids.sample;
  await user.trpc.triage.setStatus.mutate({ id, status: 'dismissed', reason: 'Revoked' });
  const page = await open(user, '/findings?status=dismissed');
  await page.getByRole('link', { name: 'Sample' }).focus();
  await page.keyboard.press('d');
  await page.getByRole('dialog').getByLabel('Accepted risk').check();
  await page.keyboard.press('Enter');
  await bar(page).getByText('Changed the reason of 1 finding').waitFor();
  expect(await user.trpc.finding.byId.query({ id })).toMatchObject({
    ...{ status: 'dismissed', statusReason: 'Accepted risk' },
  });
});

it('keys work after an age was chosen', async () => {
  const { user } = await userWithFindings();
  const page = await open(user);
  // It is checked once the URL has changed.
  await page.getByRole('complementary', { name: 'Filters' }).getByLabel('Up to 7 days').click();
  await page.waitForURL('**/findings?seen_after=7d');
  await page.keyboard.press('j');
  await focusIs(page, 'AWS key');
});

it('findings are assigned by key to a user who sees them, and to nobody', async () => {
  const { creator, triager, page, ids } = await sharedList();
  const assignees = async () => {
    const found = [ids.token, ids.sample].map((id) => triager.trpc.finding.byId.query({ id }));
    return (await Promise.all(found)).map(({ assigneeId }) => assigneeId);
  };
  for (const key of ['j', 'x', 'j', 'x', 'a']) await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: 'Assign 2 findings' });
  await dialog.getByRole('option').nth(2).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.type(creator.email.slice(0, 12));
  await page.keyboard.press('Enter');
  await bar(page).getByText(`Assigned 2 findings to ${creator.email}`).waitFor();
  expect(await assignees()).toEqual([creator.id, creator.id]);
  await page.getByText(`Assigned to ${creator.email}`).first().waitFor();
  const { items } = await triager.trpc.triage.events.query({ id: ids.sample, limit: 1 });
  expect(items).toMatchObject([{ type: 'assignee_changed', actorId: triager.id, newValue: creator.id }]);

  await page.getByLabel('Select Sample').check();
  await bar(page).getByRole('button', { name: 'Assign…' }).click();
  await dialog.or(page.getByRole('dialog', { name: 'Assign Sample' })).waitFor();
  await page.keyboard.type('nobody');
  await page.keyboard.press('Enter');
  await bar(page).getByText('Unassigned 1 finding').waitFor();
  expect(await assignees()).toEqual([creator.id, null]);
});

it('a viewer sees findings, and sees why nothing can be decided', async () => {
  const { user: creator, web, ids } = await userWithFindings();
  const viewer = await newUser(server.url);
  await creator.trpc.member.set.mutate({ id: web.repoId, userId: viewer.id, role: 'viewer' });
  const page = await open(viewer);
  await titlesAre(page, ['Token', 'Sample']);
  await page.getByLabel('Select all shown').check();
  await bar(page).getByText('2 selected').waitFor();
  expect(await bar(page).getByRole('button').count()).toBe(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await bar(page).getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('Copied 2 findings as Markdown').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('[Token](');
  await bar(page).getByRole('button', { name: 'Clear the selection' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await page.getByText('Your role on my-web-app allows viewing only.').waitFor();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Token' });
  await panel.getByText('Your role on this repository allows viewing only.').waitFor();
  expect(await panel.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
  expect(await panel.getByLabel('Severity').isDisabled()).toBe(true);
  expect(await panel.getByRole('button', { name: 'Add comment' }).count()).toBe(0);
  expect(await creator.trpc.finding.byId.query({ id: ids.token })).toMatchObject({ status: 'open' });
  await openPage(page, `${server.url}/repos/${web.repoId}`);
  const scanNow = page.getByRole('button', { name: 'Scan now' });
  expect(await scanNow.getAttribute('aria-disabled')).toBe('true');
});

it('of findings in several repositories, those to view only are copied and not decided', async () => {
  const { user: creator, web, ids } = await userWithFindings();
  const viewer = await newUser(server.url);
  await creator.trpc.member.set.mutate({ id: web.repoId, userId: viewer.id, role: 'viewer' });
  const own = await scannedRepo(db(), viewer, 'own');
  await own.find({ title: 'Mine', severity: 'critical' });
  const page = await open(viewer);
  await page.getByLabel('Select all shown').check();
  await bar(page).getByText('3 selected, 2 to view only').waitFor();
  await bar(page).getByRole('button', { name: 'Copy as Markdown' }).waitFor();
  await bar(page).getByRole('button', { name: 'Confirm' }).click();
  await bar(page).getByText('Confirmed 1 finding').waitFor();
  expect(await creator.trpc.finding.byId.query({ id: ids.token })).toMatchObject({ status: 'open' });
});

it.each([
  [1280, 'light'],
  [360, 'dark'],
] as const)('the list is accessible and fits a window of %i pixels', async (width, theme) => {
  const { user, web } = await userWithFindings();
  await web.find({ title: `Key ${'long '.repeat(30)}`, file_path: `src/${'deep/'.repeat(30)}key.ts` });
  const page = await open(user, '/findings', { width, theme });
  await page.getByLabel('Select Sample').check();
  await bar(page).getByText('1 selected').waitFor();
  if (width < 1000) await page.getByRole('button', { name: 'Filters' }).click();
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await brokenWords(page)).toEqual([]);
  await bar(page).getByRole('button', { name: 'Dismiss…' }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(isStill);
  expect(await accessibilityFaults(page)).toEqual([]);
});
