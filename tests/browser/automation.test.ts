import { newUser, type TestUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { deliver, pushTo } from '@tests/support/deliveries';
import { accessibilityFaults, faultsInBothThemes } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { errorAt, open as openPage } from '@tests/support/visitor';
import { expect, it } from 'vitest';

/** Scans that start by themselves: by the schedule of a repository, and by its webhook. */
const here = dashboardPages();

async function openSettings(user: TestUser, repoId: string, name: string) {
  const page = await here.open(user, `/repos/${repoId}?tab=settings`, { width: 360 });
  return { page, panel: page.getByRole('region', { name }) };
}

it('the creator sets a schedule, and the next scan stands on the page and in the list', async () => {
  const user = await newUser(here.server.url);
  const repoId = await repoInState(here.db(), user, 'found', 'app');
  const { page, panel } = await openSettings(user, repoId, 'Schedule');
  await panel.getByLabel('Scan', { exact: true }).selectOption('By a cron expression');
  const cron = panel.getByLabel('Cron expression');
  await cron.fill('*/5 * * * *');
  await panel.getByRole('button', { name: 'Save schedule' }).click();
  expect(await errorAt(page, 'Cron expression')).toBe('cron must start scans at least 15 minutes apart');
  await cron.fill('30 4 * * 1-5');
  await panel.getByLabel('Time zone').fill('Asia/Kolkata');
  await panel.getByRole('button', { name: 'Save schedule' }).click();
  await panel.getByText(/^Next scan in/).waitFor();
  const stored = () => user.trpc.schedule.get.query({ id: repoId });
  expect(await stored()).toMatchObject({ kind: 'cron', cron: '30 4 * * 1-5', timeZone: 'Asia/Kolkata' });
  await page.getByRole('region', { name: 'Summary' }).getByText('Next scan').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);

  await panel.getByLabel('Scan', { exact: true }).selectOption('Every day');
  expect(await cron.count()).toBe(0);
  await panel.getByRole('button', { name: 'Save schedule' }).click();
  await expect.poll(async () => (await stored()).kind).toBe('daily');
  await openPage(page, `${here.server.url}/repos`);
  await page
    .getByRole('cell')
    .getByText(/^Next in/)
    .first()
    .waitFor({ state: 'attached' });
});

it('the creator turns a webhook on, copies its secret once, and sees what arrives', async () => {
  const user = await newUser(here.server.url);
  const repoId = await repoInState(here.db(), user, 'found', 'hooked');
  const { page, panel } = await openSettings(user, repoId, 'Webhook');
  await panel.getByLabel('Git host').selectOption('GitHub');
  await panel.getByRole('button', { name: 'Turn on' }).click();
  await panel.getByText('Copy the secret now: it is not shown again.').waitFor();
  const secret = (await panel.locator('code').last().textContent()) ?? '';
  expect(secret).toMatch(/^[\w-]{43}$/);
  await panel.getByText('No delivery has used this secret yet.').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);

  const body = pushTo('found', { repository: { clone_url: 'https://git.example.com/found.git' } });
  expect((await deliver(here.server.url, { body, secret })).data.outcome).toBe('scan_requested');
  await openPage(page, `${here.server.url}/repos/${repoId}?tab=settings`);
  await panel.getByText('Pushes arrive, and are scanned.').waitFor();
  expect(await panel.getByText(secret).count()).toBe(0);
  const row = panel.getByRole('list', { name: 'Deliveries' }).getByRole('listitem');
  expect(await row.textContent()).toMatch(/^Scan requested · push/);
  expect(await accessibilityFaults(page)).toEqual([]);

  await panel.getByRole('button', { name: 'New secret' }).click();
  await panel.getByText('Copy the secret now: it is not shown again.').waitFor();
  await panel.getByRole('button', { name: 'Turn off' }).click();
  await panel.getByRole('button', { name: 'Turn on' }).waitFor();
  expect(await user.trpc.webhook.get.query({ id: repoId })).toMatchObject({ state: 'off' });
});

it('a member sees both, and changes neither', async () => {
  const [creator, member] = [await newUser(here.server.url), await newUser(here.server.url)];
  const repoId = await repoInState(here.db(), creator, 'found', 'shared');
  await creator.trpc.member.set.mutate({ id: repoId, userId: member.id, role: 'viewer' });
  await creator.trpc.schedule.set.mutate({ id: repoId, kind: 'weekly' });
  const { page, panel } = await openSettings(member, repoId, 'Schedule');
  await panel.getByText('Every week.').waitFor();
  const webhook = page.getByRole('region', { name: 'Webhook' });
  await webhook.getByText('It is off.').waitFor();
  expect(await page.getByRole('button', { name: /^(Save schedule|Turn on)$/ }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});
