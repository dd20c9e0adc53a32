import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { insertFinding, insertScan, pointToScans } from '@tests/support/rows';
import { errorAt, reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

async function scannedRepo() {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'app');
  const id = await insertScan(db(), repoId, { complete: true, completed_at: new Date() });
  await pointToScans(db());
  const find = (fields: Record<string, unknown>) => insertFinding(db(), { id, repoId }, fields);
  return { user, repoId, find };
}

const titles = (page: Page) =>
  page.getByRole('list', { name: 'Findings' }).locator('[data-row]').allTextContents();
const titlesAre = (page: Page, expected: string[]) => expect.poll(() => titles(page)).toEqual(expected);
/** A value of a filter. Its label has the number of its findings, too. */
const choice = (page: Page, filter: string, value: string) =>
  page.getByRole('group', { name: filter }).getByRole('checkbox', { name: value });

it('findings are filtered by what is in the URL: a reload keeps it, and the back button undoes it', async () => {
  const { user, repoId, find } = await scannedRepo();
  await find({ title: 'one', severity: 'critical', file_path: 'src/deep/a.ts' });
  await find({ title: 'two', severity: 'low', file_path: 'docs/b.md', status: 'confirmed', in_tree: false });
  await find({ title: 'three', severity: 'low', file_path: 'src/c.ts', status: 'fixed' });
  await find({ title: 'four', severity: 'high', file_path: 'srcs/d.ts', source: 'import' });
  const page = await open(user, `/repos/${repoId}`);
  await titlesAre(page, ['one', 'four', 'two']);
  await choice(page, 'Status', 'Fixed').check();
  await titlesAre(page, ['one', 'four', 'two', 'three']);
  await choice(page, 'Severity', 'Low').check();
  await titlesAre(page, ['two', 'three']);
  await page.getByLabel('File or folder').fill('src');
  await page.getByLabel('File or folder').press('Enter');
  await titlesAre(page, ['three']);
  expect(new URL(page.url()).search).toBe('?severity=low&status=open,confirmed,fixed&path=src');
  await reload(page);
  await titlesAre(page, ['three']);
  // After a reload the router fetches the page again, and a choice made before it arrives is lost.
  await page.goBack({ waitUntil: 'networkidle' });
  await titlesAre(page, ['two', 'three']);
  expect(await page.getByLabel('File or folder').inputValue()).toBe('');
  await choice(page, 'Severity', 'Low').uncheck();
  await choice(page, 'Source', 'Imported').check();
  await titlesAre(page, ['four']);
  await page.getByLabel('Search findings').fill('nothing-fits');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await titlesAre(page, ['one', 'four', 'two']);
  expect(await page.getByRole('listitem').getByText('History only').count()).toBe(1);
  expect(await page.getByText('docs/b.md:1').count()).toBe(1);
});

it('if no finding is open the list says so, and shows the others on request', async () => {
  const { user, repoId, find } = await scannedRepo();
  await find({ title: 'gone', status: 'fixed' });
  const page = await open(user, `/repos/${repoId}`);
  await page.getByRole('heading', { name: 'No open findings' }).waitFor();
  await page.getByRole('button', { name: 'Show findings of any status' }).click();
  await titlesAre(page, ['gone']);
});

it('a finding shows its masked code, its facts and how to fix it', async () => {
  const { user, find } = await scannedRepo();
  const mask = '•'.repeat(8);
  const id = await find({
    ...{
      title: 'A cloud key in the source',
      rule_id: 'cloud-key',
      severity: 'critical',
      confidence: 'medium',
    },
    ...{ file_path: `src/${'deep/'.repeat(30)}key.ts`, line_start: 41, in_tree: false, status: 'dismissed' },
    code_snippet: `const id = 1;\nconst key = '${mask}'; // ${'long '.repeat(60)}\nconst other = '${mask}';`,
    ...{ snippet_line: 40, suppressed_by: 'allow_list' },
    ...{ commit_sha: 'a'.repeat(40), introduced_at: new Date('2020-01-02'), introduced_path: 'old/key.ts' },
    removed_commit: 'b'.repeat(40),
    description: 'Anyone who has read the source can use this key.',
    fix_summary: 'Revoke it.\nMake a new one.\nTake it from the environment.',
    references: ['https://cwe.mitre.org/data/definitions/798.html', 'javascript:alert(1)'],
  });
  const page = await open(user, `/findings/${id}`, { width: 360 });
  expect(await page.locator('mark').allTextContents()).toEqual([mask]);
  expect(await page.locator('pre').textContent()).toContain('41const key');
  expect(await sidewaysScroll(page)).toEqual([]);
  const fact = (name: string) =>
    page.locator('dl > div', { hasText: name }).locator('dd').first().textContent();
  expect(await page.getByLabel('Severity').inputValue()).toBe('critical');
  const state = page.getByRole('list', { name: 'State' });
  expect(await state.getByRole('listitem').allTextContents()).toEqual([
    ...['Dismissed', 'Critical', 'Medium confidence'],
    'only in history since 2 Jan 2020 by aaaaaaa, removed from the tree by bbbbbbb',
  ]);
  await page.getByText('Dismissed by the allow-list').waitFor();
  expect(await fact('Rule')).toBe('cloud-key');
  const life = page.getByRole('list', { name: 'Life' }).getByRole('listitem');
  expect(await life.filter({ hasText: 'Removed from the tree in bbbbbbb' }).count()).toBe(1);
  expect(await fact('Introduced by')).toMatch(/^aaaaaaa\d+ years agoold\/key\.ts$/);
  const steps = page.getByRole('region', { name: 'How to fix' }).getByRole('list').first();
  expect(await steps.getByRole('listitem').allTextContents()).toEqual([
    'Revoke it.',
    'Make a new one.',
    'Take it from the environment.',
  ]);
  const links = page.getByRole('list', { name: 'References' }).getByRole('link');
  expect(await links.allTextContents()).toEqual(['https://cwe.mitre.org/data/definitions/798.html']);
});

it('the allow-list accepts a rule or a path with a reason, names what is missing, and deletes entries', async () => {
  const { user, repoId } = await scannedRepo();
  const page = await open(user, `/repos/${repoId}?tab=settings`);
  const panel = page.getByRole('region', { name: 'Allow-list' });
  await panel.getByText('There are no entries yet.').waitFor();
  await panel.getByLabel('Reason').fill('Keys of the test suite');
  await panel.getByRole('button', { name: 'Allow' }).click();
  expect(await errorAt(page, 'Path')).toBe(
    'rule_id, path or fingerprint is required, so that not everything is allowed',
  );
  expect(await panel.getByLabel('Reason').inputValue()).toBe('Keys of the test suite');
  await panel.getByLabel('Rule').fill('cloud-key');
  await panel.getByLabel('Path').fill('tests/fixtures/');
  await panel.getByRole('button', { name: 'Allow' }).click();
  const entry = panel.getByRole('listitem').filter({ hasText: 'cloud-key in tests/fixtures/' });
  await entry.getByText('Keys of the test suite').waitFor();
  expect(await panel.getByLabel('Rule').inputValue()).toBe('');
  expect(await user.trpc.suppression.list.query({ repoId })).toMatchObject([
    { ruleId: 'cloud-key', path: 'tests/fixtures/', reason: 'Keys of the test suite' },
  ]);
  await panel.getByRole('button', { name: 'Delete cloud-key in tests/fixtures/' }).click();
  await panel.getByText('There are no entries yet.').waitFor();
  expect(await user.trpc.suppression.list.query({ repoId })).toEqual([]);
});

it('the history may mean all branches and tags: the next scan then reads all of it', async () => {
  const { user, repoId } = await scannedRepo();
  await db().query(`UPDATE scans SET history_tips = '{abc}' WHERE repo_id = $1`, [repoId]);
  await db().query(
    'UPDATE repos SET base_scan_id = (SELECT max(id::text) FROM scans WHERE repo_id = $1)::uuid WHERE id = $1',
    [repoId],
  );
  const page = await open(user, `/repos/${repoId}?tab=settings`);
  await page.getByLabel('All branches and tags').check();
  await page.getByRole('status').getByText('The next scan scans the whole history again.').waitFor();
  await reload(page);
  expect(await page.getByLabel('All branches and tags').isChecked()).toBe(true);
  expect((await user.ask('GET', `/api/repos/${repoId}`)).data).not.toHaveProperty('scan_all_refs');
  expect(await user.trpc.scan.request.mutate({ repoId })).toMatchObject({ scanType: 'full' });
});
