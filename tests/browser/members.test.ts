import { newUser, type TestUser } from '@tests/support/api';
import { accessibilityFaults, contrastFaults, sidewaysScroll } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { repoInState } from '@tests/support/repoRows';
import { connectTo } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import { errorAt, open as openPage } from '@tests/support/visitor';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let pages: Pages;
beforeAll(async () => {
  db = await connectTo(server.database.url);
  pages = await startPages(server.url);
});
afterEach(() => expect(pages.faults.splice(0)).toEqual([]));
afterAll(async () => {
  await pages?.leave();
  await db?.end();
});

async function openSettings(user: TestUser, repoId: string) {
  const page = await pages.open({ token: user.token, width: 360 });
  await openPage(page, `${server.url}/repos/${repoId}?tab=settings`);
  return { page, panel: page.getByRole('region', { name: 'Members' }) };
}

it('the creator shares a repository by e-mail, changes the role, and ends it; a member may leave', async () => {
  const [creator, member] = [await newUser(server.url), await newUser(server.url)];
  const repoId = await repoInState(db, creator, 'found', 'app');
  const { page, panel } = await openSettings(creator, repoId);
  await panel.getByText('This repository is shared with nobody yet.').waitFor();
  const email = panel.getByLabel('E-mail');
  await email.fill('nobody');
  await panel.getByRole('button', { name: 'Share' }).click();
  expect(await errorAt(page, 'E-mail')).toBe('email must be a valid e-mail address');
  await email.fill(member.email);
  await panel.getByRole('button', { name: 'Share' }).click();
  const role = panel.getByLabel(`Role of ${member.email}`);
  await role.waitFor();
  expect(await email.inputValue()).toBe('');
  await role.selectOption('triager');
  const roleNow = async () => (await creator.trpc.member.list.query({ id: repoId })).items[0]?.role;
  await expect.poll(roleNow).toBe('triager');
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await contrastFaults(page)).toEqual([]);

  const theirs = await openSettings(member, repoId);
  await theirs.panel.getByText('Triager: also triages and scans').waitFor();
  expect(await theirs.page.getByRole('button', { name: 'Delete repository' }).count()).toBe(0);
  expect(await accessibilityFaults(theirs.page)).toEqual([]);
  await theirs.panel.getByRole('button', { name: 'Leave this repository' }).click();
  await theirs.page.waitForURL(/\/repos$/);

  await panel.getByRole('button', { name: `Remove ${member.email}` }).click();
  await panel.getByText('This repository is shared with nobody yet.').waitFor();
  expect((await creator.trpc.member.list.query({ id: repoId })).items).toEqual([]);
});
