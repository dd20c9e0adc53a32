import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { sidewaysScroll } from '@tests/support/pageChecks';
import { insertFinding, insertScan } from '@tests/support/rows';
import { open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const { server, db, open, pages } = dashboardPages();

it('users who prefer reduced motion see none, even while something is running', async () => {
  const user = await newUser(server.url);
  await newRepo(user);
  const moving = (page: Page) =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  const lively = await open(user, '/repos');
  await lively.locator('tbody').getByText('Checking').filter({ visible: true }).waitFor();
  expect(await moving(lively)).toBeGreaterThan(0);
  const calm = await open(user, '/repos', { reducedMotion: 'reduce' });
  await calm.locator('tbody').getByText('Checking').filter({ visible: true }).waitFor();
  expect(await moving(calm)).toBe(0);
  await calm.keyboard.press('Control+K');
  await calm.getByRole('dialog').waitFor();
  expect(await moving(calm)).toBe(0);
});

const NAMES = {
  'one long word': 'w'.repeat(255),
  'right to left': 'مستودع-'.repeat(36),
  'families of emoji': '👩‍👩‍👧‍👦'.repeat(30),
  HTML: `<img src=x onerror="document.title='taken'">&amp;${'<b>'.repeat(60)}`,
};

it('a hostile name is shown as it is, and breaks no page of a phone', async () => {
  const user = await newUser(server.url);
  const repos = await Promise.all(Object.entries(NAMES).map(([kind, name]) => hostileRepo(user, kind, name)));
  const names = repos.map(({ name }) => name).sort();
  for (const width of [360, 1280]) {
    const page = await open(user, '/repos', { width });
    expect((await page.locator('[data-row]').allTextContents()).sort()).toEqual(names);
    expect.soft(await sidewaysScroll(page), `/repos, ${width}`).toEqual([]);
    for (const { kind, name, paths } of repos) {
      for (const path of paths) {
        const where = `${kind}, ${path}, ${width}`;
        await openPage(page, server.url + path);
        expect.soft(await sidewaysScroll(page), where).toEqual([]);
        // The header's last button is within the window.
        const box = await page.getByRole('button', { name: 'Account of' }).boundingBox();
        expect.soft((box?.x ?? width) + (box?.width ?? 0), where).toBeLessThanOrEqual(width);
        expect.soft(await page.locator('header').evaluate(({ clientHeight }) => clientHeight)).toBe(47);
      }
      // The settings of the repository are open.
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
      expect(await page.title()).toBe(`${name} · Heimdall`);
      await page.getByRole('button', { name: 'Delete repository' }).click();
      await page.getByRole('dialog').getByLabel('to confirm').waitFor();
      expect.soft(await sidewaysScroll(page), `dialog, ${kind}, ${width}`).toEqual([]);
      const within = await page
        .getByRole('dialog')
        .evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect.soft(within, `dialog, ${kind}, ${width}`).toBe(0);
    }
    await pages().leave();
  }
});

/** A repository with a scan and a finding, and the paths of their pages. The last is that of its settings. */
async function hostileRepo(user: TestUser, kind: string, name: string) {
  const { id: repoId } = await newRepo(user, { name, default_branch: 'b'.repeat(200) });
  const scan = await insertScan(db(), repoId);
  const finding = await insertFinding(
    db(),
    { id: scan, repoId },
    { title: name, file_path: 'd/'.repeat(400) },
  );
  const paths = [
    `/repos/${repoId}`,
    `/scans/${scan}`,
    `/findings/${finding}`,
    `/repos/${repoId}?tab=settings`,
  ];
  return { kind, name, paths };
}
