import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, faultsInBothThemes } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { errorAt } from '@tests/support/visitor';
import { expect, it } from 'vitest';

const { server, db, open } = dashboardPages();

async function openSettings(user: TestUser, repoId: string) {
  const page = await open(user, `/repos/${repoId}?tab=settings`, { width: 360 });
  return { page, panel: page.getByRole('region', { name: 'Members' }) };
}

it('the creator shares a repository by e-mail, changes the role, and ends it; a member may leave', async () => {
  const [creator, member] = [await newUser(server.url), await newUser(server.url)];
  const repoId = await repoInState(db(), creator, 'found', 'app');
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
  expect(await faultsInBothThemes(page)).toEqual([]);

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
