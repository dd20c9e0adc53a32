import { newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, layoutShifts, sidewaysScroll } from '@tests/support/pageChecks';
import type { View } from '@tests/support/pages';
import { repoInState } from '@tests/support/repoRows';
import { insertFinding, insertScan } from '@tests/support/rows';
import { reload } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';

/** What the page of a finding shows of its code and its life, and how it leads through the list. */

const { server, db, open } = dashboardPages();

async function scannedRepo() {
  const user = await newUser(server.url);
  const repoId = await repoInState(db(), user, 'found', 'app');
  const id = await insertScan(db(), repoId, { complete: true, completed_at: new Date() });
  const find = (fields: Record<string, unknown> = {}) => insertFinding(db(), { id, repoId }, fields);
  const show = (path: string, view: View = {}) => open(user, path, view);
  return { user, repoId, find, show };
}

const CODE = {
  ...{ file_path: 'src/charge.ts', line_start: 4, snippet_line: 3, commit_sha: 'a'.repeat(40) },
  code_snippet: `// until the vault is there\nconst stripe = new Stripe('••••••••');\nexport default stripe;`,
};
const LIFE = {
  ...{ introduced_by: 'Ana', introduced_at: new Date('2025-03-14'), introduced_path: 'lib/charge.ts' },
  ...{ in_tree: false, removed_commit: 'b'.repeat(40) },
};

it.each(['light', 'dark'] as const)(
  'code has the colours of its language, and its secret is a pill: %s',
  async (theme) => {
    const { find, show } = await scannedRepo();
    const page = await show(`/findings/${await find({ ...CODE, ...LIFE })}`, { theme });
    const code = page.locator('pre');
    const keyword = code.getByText('const', { exact: true });
    // A busy machine has no time to load the grammar for the first page.
    while ((await keyword.count()) === 0) await reload(page);
    const tokens = [
      keyword,
      code.getByText('// until the vault is there', { exact: true }),
      code.locator('span:has(> mark)'),
    ];
    const colours = await Promise.all(
      tokens.map((token) => token.evaluate((element) => getComputedStyle(element).color)),
    );
    expect(new Set(colours).size).toBe(3);
    expect(await page.locator('pre mark').allTextContents()).toEqual(['••••••••']);
    expect(await page.locator('pre').textContent()).toContain(`const stripe = new Stripe('••••••••');`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutShifts(page)).toEqual([]);
  },
);

it('the scripts of the page know no grammar', async () => {
  const { find, show } = await scannedRepo();
  const page = await show(`/findings/${await find(CODE)}`);
  const sources = await page.evaluate(() =>
    Promise.all(
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('.js'))
        .map(async ({ name }) => (await fetch(name)).text()),
    ),
  );
  expect(sources.length).toBeGreaterThan(3);
  expect(sources.filter((source) => /source\.ts|textmate|oniguruma/i.test(source))).toEqual([]);
});

it.each([1280, 360])(
  'a life is shown from the commit that introduced it to what is left, at %i px',
  async (width) => {
    const { find, show } = await scannedRepo();
    const group_id = v7();
    const id = await find({ ...CODE, ...LIFE, group_id });
    await find({ group_id, file_path: 'b' });
    await db().query(
      `INSERT INTO finding_events (id, finding_id, type, old_value, new_value, comment, created_at)
     VALUES (gen_random_uuid(), $1, 'moved', 'lib/charge.ts', 'src/charge.ts', 'Git reports a rename', now())`,
      [id],
    );
    const page = await show(`/findings/${id}`, { width });
    const steps = page.getByRole('list', { name: 'Life' }).getByRole('listitem');
    const texts = (await steps.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(texts).toEqual([
      expect.stringMatching(/^Introduced in aaaaaaa by Ana lib\/charge\.ts 14 Mar 2025$/),
      expect.stringMatching(/^Found by a scan/),
      'In 2 places of this repository',
      expect.stringMatching(/^Moved to src\/charge\.ts Git reports a rename/),
      expect.stringMatching(/^Removed from the tree in bbbbbbb/),
      expect.stringMatching(/^Still in the history Every clone has it, so revoke it\./),
    ]);
    expect(await sidewaysScroll(page)).toEqual([]);
  },
);

it('the history names who acted, and whom a finding was assigned to', async () => {
  const { user, find, show } = await scannedRepo();
  const id = await find();
  const ana = await newUser(server.url);
  await ana.trpc.account.updateProfile.mutate({ displayName: 'Ana' });
  const event = (type: string, newValue: string | null, actor: string, second: number) =>
    db().query(
      `INSERT INTO finding_events (id, finding_id, type, new_value, actor_id, created_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      [`0${second}000000-0000-7000-8000-000000000000`, id, type, newValue, actor],
    );
  await db().query('DELETE FROM finding_events WHERE finding_id = $1', [id]);
  await event('status_changed', 'confirmed', ana.id, 1);
  await event('assignee_changed', ana.id, user.id, 2);
  const page = await show(`/findings/${id}`);
  const sentences = page.getByRole('list', { name: 'History' }).locator('p > span:first-child');
  expect(await sentences.allTextContents()).toEqual(['You assigned it to Ana', 'Ana confirmed it']);
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const titleIs = (page: Page, title: string) => expect.poll(() => heading(page).textContent()).toBe(title);
const pager = (page: Page) => page.getByRole('navigation', { name: 'Findings of the list' });

/** Four findings, of which a filter leaves the first three. */
async function listed() {
  const repo = await scannedRepo();
  for (const title of ['Three', 'Two', 'One']) await repo.find({ title, severity: 'high' });
  await repo.find({ title: 'Low', severity: 'low' });
  return repo;
}

it('a finding leads through the list that it was opened from, in its order, and back to it', async () => {
  const { show } = await listed();
  const page = await show('/findings?severity=high');
  await page.getByRole('link', { name: 'Two' }).focus();
  await page.keyboard.press('o');
  await page.getByRole('link', { name: 'Open the page' }).click();
  await page.waitForURL(/\/findings\/.+from=/);
  await titleIs(page, 'Two');
  await pager(page).getByText('2 of 3', { exact: true }).waitFor();
  // What was decided keeps its place, though it has left the list.
  await page.getByRole('button', { name: 'Dismiss…' }).click();
  await page.getByRole('dialog').getByLabel('Revoked').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('j');
  await titleIs(page, 'Three');
  expect(await pager(page).getByRole('link', { name: 'Next' }).count()).toBe(0);
  await page.keyboard.press('k');
  await titleIs(page, 'Two');
  await pager(page).getByRole('link', { name: 'Previous' }).click();
  await titleIs(page, 'One');
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Findings' }).click();
  await page.waitForURL('**/findings?severity=high');
  const rows = page.getByRole('list', { name: 'Findings' }).locator('[data-row]');
  await expect.poll(() => rows.allTextContents()).toEqual(['One', 'Three']);
});

it('a finding that is opened alone, by its address, has the same neighbours without a shift', async () => {
  const { repoId, show } = await listed();
  const list = await show(`/repos/${repoId}?severity=high`);
  const address = await list.getByRole('link', { name: 'Two' }).getAttribute('href');
  const page = await show(address ?? '');
  await pager(page).getByText('2 of 3', { exact: true }).waitFor();
  expect(await layoutShifts(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
  const crumb = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'app' });
  expect(await crumb.getAttribute('href')).toBe(`/repos/${repoId}?severity=high`);
  await page.keyboard.press('j');
  await titleIs(page, 'Three');
});

it('an address without a list has no neighbours, and a foreign one leads nowhere', async () => {
  const { find, show } = await scannedRepo();
  const page = await show(`/findings/${await find()}?from=https://example.com/findings`);
  expect(await pager(page).count()).toBe(0);
  const links = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link');
  expect(await links.allTextContents()).toEqual(['Repositories', 'app']);
});
