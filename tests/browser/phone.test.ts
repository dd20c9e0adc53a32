import { newUser } from '@tests/support/api';
import { sidewaysScroll } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let pages: Pages;
beforeAll(async () => {
  server = await startServer();
  pages = await startPages(server.url);
});
afterAll(async () => {
  await pages?.leave();
  await server?.stop();
});

/** Controls of less than 24 by 24 pixels (WCAG 2.5.8). A label is part of its control. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'nav:not([aria-label=Breadcrumbs]) a, button, select, input, [role=menuitem]',
      ),
    ]
      .map((control) => ({ control, box: (control.closest('label') ?? control).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 24)
      .map(({ control, box }) => `${control.outerHTML.slice(0, 100)} ${box.width} x ${box.height}`),
  );
}

it('by touch alone: the bottom bar navigates, and a repository is added, opened and deleted', async () => {
  const user = await newUser(server.url);
  const page = await pages.open({ token: user.token, width: 360, hasTouch: true, isMobile: true });
  await openPage(page, `${server.url}/repos`);
  const bar = page.getByRole('navigation', { name: 'Main' });
  for (const place of ['Settings', 'Dependencies', 'Findings', 'Repositories']) {
    await bar.getByRole('link', { name: place, exact: true }).tap();
    await page.getByRole('heading', { level: 1, name: place, exact: true }).waitFor();
    const current = bar.getByRole('link', { name: place, exact: true });
    await expect.poll(() => current.getAttribute('aria-current')).toBe('page');
    const box = await bar.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(800);
    expect.soft(await sidewaysScroll(page), place).toEqual([]);
    expect.soft(await tooSmall(page), place).toEqual([]);
  }
  await page.getByLabel('Paste a Git URL').tap();
  await page.keyboard.insertText('https://git.example.com/team/parser.git');
  await page.getByRole('button', { name: 'Add repository' }).tap();
  await page.getByRole('heading', { level: 1, name: 'parser', exact: true }).waitFor();
  await page
    .getByRole('navigation', { name: 'Breadcrumbs' })
    .getByRole('link', { name: 'Repositories' })
    .tap();
  await page.getByRole('link', { name: 'parser', exact: true }).tap();
  await page.getByRole('heading', { level: 1, name: 'parser', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Scans', exact: true }).tap();
  await page.getByRole('heading', { name: 'Not scanned yet' }).waitFor();
  await bar.getByRole('link', { name: 'Repositories', exact: true }).tap();
  await page.getByRole('button', { name: 'Actions for parser' }).tap();
  await page.getByRole('menu').waitFor();
  await page.getByLabel('Search repositories').tap();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.keyboard.insertText('pars');
  expect(await page.getByLabel('Search repositories').inputValue()).toBe('pars');
  await page.getByRole('button', { name: 'Actions for parser' }).tap();
  expect(await tooSmall(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Delete repository' }).tap();
  await page.getByText('This deletes 0 scans and 0 findings.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete repository' }).tap();
  await page.getByRole('heading', { name: 'Add your first repository' }).waitFor();
  expect((await user.ask('GET', '/api/repos')).data.items).toEqual([]);
  expect(pages.faults).toEqual([]);
});
