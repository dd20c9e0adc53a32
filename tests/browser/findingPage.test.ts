import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { insertConnection, insertFinding, insertScan } from '@tests/support/rows';
import { errorAt, reload } from '@tests/support/visitor';
import type { Locator, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';

const { server, db, open, pages } = dashboardPages();

const SHA = 'c'.repeat(40);

async function scannedRepo() {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'app');
  const id = await insertScan(db(), repoId, { complete: true, completed_at: new Date(), commit_sha: SHA });
  const find = (fields: Record<string, unknown> = {}) => insertFinding(db(), { id, repoId }, fields);
  const show = (finding: string, width = 1280) => open(user, `/findings/${finding}`, { width });
  return { user, repoId, find, show };
}

const triage = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Triage' }).getByRole('button', { name, exact: true });
const actions = (page: Page) =>
  page.getByRole('region', { name: 'Triage' }).getByRole('button').allTextContents();
const events = (page: Page) =>
  page.getByRole('list', { name: 'History' }).getByRole('listitem').locator('p > span:first-child');
const eventsAre = (page: Page, expected: string[]) =>
  expect.poll(() => events(page).allTextContents()).toEqual(expected);
const state = (page: Page) => page.getByRole('list', { name: 'State' }).getByRole('listitem');

it('a finding is dismissed with a reason and an end, commented and reopened, and its history says so', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find();
  const page = await show(id);
  expect(await actions(page)).toEqual(['Confirm', 'Dismiss…', 'False positive…']);
  await triage(page, 'Dismiss…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Another reason').check();
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  expect(await errorAt(page, 'Your reason')).toBe('reason is required for dismissed and false_positive');
  await dialog.getByLabel('Used in tests').check();
  await dialog.getByLabel('Until (optional)').fill('2999-01-02');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await eventsAre(page, ['You dismissed it: Used in tests']);
  await page.getByText('Reason: Used in tests · Open again on 2 Jan 2999').waitFor();
  expect(await actions(page)).toEqual(['Confirm', 'Change reason…', 'False positive…', 'Reopen']);
  await triage(page, 'Change reason…').click();
  expect(await dialog.getByLabel('Used in tests').isChecked()).toBe(true);
  expect(await dialog.getByLabel('Until (optional)').inputValue()).toBe('2999-01-02');
  expect(await dialog.getByLabel('Comment (optional)').count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await user.trpc.finding.byId.query({ id })).toMatchObject({
    ...{ status: 'dismissed', statusReason: 'Used in tests', statusUntil: '2999-01-02T00:00:00.000Z' },
  });

  await page.getByRole('button', { name: 'Add comment' }).click();
  expect(await errorAt(page, 'Comment')).toBe('comment must be 1 to 10000 characters');
  await page.getByLabel('Comment').fill('Ana knows it.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await eventsAre(page, ['You commented', 'You dismissed it: Used in tests']);
  await page.getByText('Ana knows it.', { exact: true }).waitFor();
  expect(await page.getByLabel('Comment').inputValue()).toBe('');

  await triage(page, 'Reopen').click();
  await eventsAre(page, ['You reopened it', 'You commented', 'You dismissed it: Used in tests']);
  expect(await state(page).first().textContent()).toBe('Open');
  expect(await page.getByText('Reason: ').count()).toBe(0);
});

it('who is second sees that, keeps what was typed, and decides on the new state', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find();
  const page = await show(id);
  await user.trpc.triage.setSeverity.mutate({ id, severity: 'low' });
  await triage(page, 'Confirm').click();
  await page
    .getByRole('alert')
    .getByText('Changed meanwhile: You changed the severity from high to low.')
    .waitFor();
  await page.getByRole('button', { name: 'Reload the finding' }).click();
  await expect.poll(() => state(page).nth(1).textContent()).toBe('Low');

  await user.trpc.triage.setSeverity.mutate({ id, severity: 'medium' });
  await triage(page, 'False positive…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Another reason').check();
  await dialog.getByLabel('Your reason').fill('An example of the manual');
  const mark = dialog.getByRole('button', { name: 'Mark as false positive' });
  await mark.click();
  await dialog.getByRole('alert').getByText('You changed the severity from low to medium').waitFor();
  expect(await user.trpc.finding.byId.query({ id })).toMatchObject({ status: 'open' });
  await dialog.getByRole('button', { name: 'Reload the finding' }).click();
  await expect.poll(() => dialog.getByRole('alert').count()).toBe(0);
  await mark.click();
  await page.getByText('Reason: An example of the manual').waitFor();
  expect(await state(page).first().textContent()).toBe('False positive');
});

it('severity and assignee are changed in place', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find();
  const page = await show(id);
  await page.getByLabel('Severity').selectOption('Low');
  await eventsAre(page, ['You changed the severity from high to low']);
  await page.getByRole('button', { name: 'Assign…' }).click();
  await page.getByRole('dialog', { name: 'Assign this finding' }).getByText('(you)').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(`Assigned 1 finding to ${user.email}`).waitFor();
  expect(await user.trpc.finding.byId.query({ id })).toMatchObject({ severity: 'low', assigneeId: user.id });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await eventsAre(page, [
    ...['You unassigned it', 'You assigned it to yourself', 'You changed the severity from high to low'],
  ]);
});

it('a finding is decided, assigned and restored on its page by keys, which a dialog lists', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find();
  const page = await show(id);
  const now = () => user.trpc.finding.byId.query({ id });
  const statusIs = (status: string) => expect.poll(async () => (await now()).status).toBe(status);
  await page.keyboard.press('c');
  await statusIs('confirmed');
  await page.getByText('Confirmed 1 finding').waitFor();
  await page.keyboard.press('u');
  await statusIs('open');
  await page.getByText('Undone: 1 finding').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss this finding' }).waitFor();
  await page.keyboard.press('Enter');
  await statusIs('dismissed');
  await page.getByText('Dismissed 1 finding').waitFor();
  await page.keyboard.press('r');
  await statusIs('open');
  await page.getByText('Reopened 1 finding').waitFor();
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: 'Assign this finding' }).getByText('(you)').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await now()).assigneeId).toBe(user.id);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' }).locator('kbd');
  await keys.filter({ hasText: '⌘ K' }).waitFor();
  expect(await keys.allTextContents()).toEqual(
    expect.arrayContaining(['j', 'k', 'c', 'd', 'f', 'r', 'a', 'u', '⌘ K', '?']),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('a finding leads to its evidence, its host, its scan and the other occurrences', async () => {
  const { repoId, find, show } = await scannedRepo();
  await db().query(`UPDATE repos SET remote_url = 'https://github.com/example/app.git' WHERE id = $1`, [
    repoId,
  ]);
  const group_id = v7();
  const id = await find({
    ...{ group_id, file_path: 'src/a b.ts', line_start: 7, commit_sha: 'a'.repeat(40), introduced_by: 'Ana' },
    ...{ introduced_at: new Date('2026-03-14'), evidence: ['The provider’s checksum is right.'] },
  });
  const other = await find({ group_id, file_path: 'docs/b.md', line_start: 2, in_tree: false });
  const page = await show(id);
  expect(await state(page).last().textContent()).toBe('in the tree since 14 Mar 2026 by aaaaaaa, Ana');
  const evidence = page.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  expect(await evidence.allTextContents()).toEqual(['The provider’s checksum is right.']);
  const target = (name: string) => page.getByRole('link', { name }).first().getAttribute('href');
  expect(await target('Open at github.com')).toBe(
    `https://github.com/example/app/blob/${SHA}/src/a%20b.ts#L7`,
  );
  expect(await target('aaaaaaa')).toBe(`https://github.com/example/app/commit/${'a'.repeat(40)}`);
  expect(await target('Show the scan')).toMatch(/^\/scans\//);
  await page
    .getByRole('list', { name: 'Other occurrences' })
    .getByRole('link', { name: 'docs/b.md:2' })
    .click();
  await page.waitForURL(`**/findings/${other}`);
});

it("a repository by ssh is linked to its host by its creator's connection, and without one not at all", async () => {
  const { user, repoId, find, show } = await scannedRepo();
  await db().query(`UPDATE repos SET remote_url = 'ssh://git@git.example:2222/o/n.git' WHERE id = $1`, [
    repoId,
  ]);
  const page = await show(await find({ file_path: 'src/a.ts', line_start: 7 }));
  const link = page.getByRole('link', { name: 'Open at git.example' });
  await page.getByRole('link', { name: 'Show the scan' }).waitFor();
  expect(await link.count()).toBe(0);
  await insertConnection(db(), user.id, { provider: 'gitea', host: 'git.example' });
  await reload(page);
  await expect
    .poll(() => link.first().getAttribute('href'))
    .toBe(`https://git.example/o/n/src/commit/${SHA}/src/a.ts#L7`);
});

it('what the last scan has not checked again is marked', async () => {
  const { repoId, find, show } = await scannedRepo();
  const id = await find();
  const last = await insertScan(db(), repoId, { complete: false, completed_at: new Date() });
  await db().query('UPDATE repos SET latest_scan_id = $2 WHERE id = $1', [repoId, last]);
  const page = await show(id);
  await page.getByText('Not re-checked by the last scan').waitFor();
});

it('on a phone the triage bar stays in sight, and line numbers stay where code is scrolled', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find({ code_snippet: `const key = 1; // ${'long '.repeat(60)}`, snippet_line: 12_345 });
  const page = await show(id, 360);
  expect(await sidewaysScroll(page)).toEqual([]);
  const code = page.locator('pre');
  await code.evaluate((frame) => frame.scrollTo({ left: 500 }));
  const number = await code.getByText('12345', { exact: true }).boundingBox();
  const frame = await code.boundingBox();
  expect(number?.x).toBeGreaterThanOrEqual(frame?.x ?? 360);
  const bottom = async (one: Locator) => {
    const box = await one.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const nav = await page.getByRole('navigation', { name: 'Main' }).boundingBox();
  const buttons = page.getByRole('region', { name: 'Triage' }).getByRole('button');
  const add = page.getByRole('button', { name: 'Add comment' });
  // Of a dismissed finding there are most buttons.
  await user.trpc.triage.setStatus.mutate({ id, status: 'dismissed', reason: 'Revoked' });
  await reload(page);
  await expect.poll(() => buttons.count()).toBe(4);
  for (const button of await buttons.all()) {
    const box = await button.boundingBox();
    expect((box?.x ?? 360) + (box?.width ?? 360)).toBeLessThanOrEqual(360);
    expect(await bottom(button)).toBeLessThanOrEqual(nav?.y ?? 0);
  }
  // The end of the page is not covered.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect(await bottom(add)).toBeLessThanOrEqual((await buttons.first().boundingBox())?.y ?? 0);
});

it('parts whose scripts do not come say so in their places, and come when they are tried again', async () => {
  const { user, find } = await scannedRepo();
  const path = `/findings/${await find({ title: 'A key' })}`;
  const answer = await fetch(server.url + path, { headers: { cookie: `session=${user.token}` } });
  const html = await answer.text();
  const page = await pages().open({ token: user.token });
  // The page's own scripts come, and no others.
  const isLate = (url: URL) => url.pathname.endsWith('.js') && !html.includes(url.pathname);
  await page.route(isLate, (route) => route.abort());
  await page.goto(server.url + path);
  const missing = page.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded.' });
  await expect.poll(() => missing.count()).toBeGreaterThan(2);
  // All else is there, and works.
  await page.getByRole('heading', { level: 1, name: 'A key' }).waitFor();
  await triage(page, 'Confirm').click();
  await state(page).getByText('Confirmed').waitFor();
  expect(await page.getByRole('list', { name: 'History' }).count()).toBe(0);

  await page.unroute(isLate);
  for (let left = await missing.count(); left > 0; left--) {
    await missing.first().getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => missing.count()).toBe(left - 1);
  }
  await eventsAre(page, ['You confirmed it']);
  // React logs that it has rendered these parts anew.
  for (const fault of pages().faults.splice(0)) expect(fault).toContain('#418');
});
