import { newUser } from '@tests/support/api';
import { hydrated } from '@tests/support/chromium';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, faultsInBothThemes, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { insertFinding, insertScan } from '@tests/support/rows';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';

const here = dashboardPages();

it('the creator sees what a threshold opens, turns issues on, and dismisses what is not planned', async () => {
  const user = await newUser(here.server.url);
  const repoId = await repoInState(here.db(), user, 'found', 'app');
  const scan = { id: await insertScan(here.db(), repoId), repoId };
  const groupId = v7();
  const path = 'src/a-very-long-name-without-any-space-that-a-phone-can-break-at-'.repeat(3);
  const finding = await insertFinding(here.db(), scan, { title: path, group_id: groupId });
  await insertFinding(here.db(), scan, { title: 'Of medium severity', severity: 'medium' });
  const page = await here.open(user, `/repos/${repoId}?tab=settings`, { width: 360 });
  const panel = page.getByRole('region', { name: 'Issues' });
  await panel.getByText('the next scan would open 1 issue:').waitFor();
  await panel.getByLabel('Minimum severity').selectOption('Medium');
  await panel.getByText('the next scan would open 2 issues:').waitFor();
  await panel.getByRole('link', { name: 'Of medium severity' }).waitFor();
  await panel.getByLabel('Open issues after scans').check();
  await panel.getByRole('button', { name: 'Save issues' }).click();
  await page.getByText('Saved').waitFor();
  expect(await user.trpc.repo.byId.query({ id: repoId })).toMatchObject({
    ...{ issueAutoCreateEnabled: true, issueAutoCreateMinSeverity: 'medium' },
  });

  await here.db().query(
    `INSERT INTO issues (id, repo_id, group_id, state, number, url, created_at)
     VALUES ($1, $2, $3, 'not_planned', 12, 'https://git.example.com/app/issues/12', now())`,
    [v7(), repoId, groupId],
  );
  await here.db().query(
    `INSERT INTO issue_runs (id, owner_id, message, lease_until)
     VALUES ($1, $2, 'The host is down.', now() + interval '9 minutes')`,
    [repoId, user.id],
  );
  await page.reload();
  await hydrated(page);
  await panel.getByText(/The host is down\. Next try/).waitFor();
  await panel.getByText('While this is off').waitFor({ state: 'detached' });
  await panel.getByLabel('Open issues after scans').uncheck();
  await panel.getByText('While this is off, open issues stay as they are at the Git host').waitFor();
  await panel.getByText('Closed as not planned').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Try now' }).click();
  await panel.getByText(/The host is down\. It is being tried again\./).waitFor();
  const { rows } = await here.db().query('SELECT lease_until FROM issue_runs WHERE id = $1', [repoId]);
  expect(rows).toEqual([{ lease_until: null }]);
  await panel.getByRole('button', { name: 'Dismiss findings of issue #12' }).click();
  await page.getByText('Dismissed').waitFor();
  const statusOf = async () => (await user.ask('GET', `/api/findings/${finding}`)).data.status;
  expect(await statusOf()).toBe('dismissed');
  await user.ask('PATCH', `/api/findings/${finding}/status`, { body: { status: 'open' } });

  const detail = await here.open(user, `/findings/${finding}`, { width: 360 });
  const issue = detail.getByRole('region', { name: 'Issue' });
  await issue.getByText('was closed at the Git host as not planned. That dismisses nothing here.').waitFor();
  expect(await sidewaysScroll(detail)).toEqual([]);
  expect(await accessibilityFaults(detail)).toEqual([]);
  await issue.getByRole('button', { name: 'Dismiss the finding, too' }).click();
  await detail.getByText('Reason: Issue #12 was closed as not planned').waitFor();
  await issue.getByRole('button').waitFor({ state: 'detached' });
  expect(await statusOf()).toBe('dismissed');
});
