import { newRepo, newUser } from '@tests/support/api';
import { dashboardPages } from '@tests/support/dashboardPages';
import { accessibilityFaults, faultsInBothThemes, sidewaysScroll } from '@tests/support/pageChecks';
import { repoInState } from '@tests/support/repoRows';
import { expect, it } from 'vitest';

const here = dashboardPages();

const NEEDS_KEY = "Add this repository's deploy key to git.example.com, then probe again.";

it('a repository that needs its key leads to it; its creator copies it, and makes a new one', async () => {
  const [creator, member] = [await newUser(here.server.url), await newUser(here.server.url)];
  const { id } = await newRepo(creator, { remote_url: 'git@git.example.com:team/app.git' });
  await here
    .db()
    .query(
      "UPDATE repos SET remote_state = 'failed', remote_message = $2, remote_checked_at = now() WHERE id = $1",
      [id, NEEDS_KEY],
    );
  const page = await here.open(creator, `/repos/${id}`, { width: 360 });
  await page.getByRole('alert').getByText(NEEDS_KEY).waitFor();
  await page.getByRole('link', { name: 'Show the deploy key' }).click();
  const panel = page.getByRole('region', { name: 'Deploy key' });
  const key = await creator.trpc.deployKey.get.query({ id });
  await panel.getByText(key.publicKey).waitFor();
  await panel.getByText(key.fingerprint).waitFor();
  await panel.getByText('Pinned at the first connection.').waitFor();
  await page.waitForURL(/tab=settings#deploy-key$/);
  await panel.getByRole('button', { name: 'Copy the public key' }).click();
  await panel.getByText(/^Copied|The browser did not allow it/).waitFor();
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Make a new key' }).click();
  await panel.getByText('The present key stops working at once').waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByRole('button', { name: 'Make a new key' }).click();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Replace the key' }).click();
  await panel.getByText(key.publicKey).waitFor({ state: 'detached' });
  const replaced = await creator.trpc.deployKey.get.query({ id });
  await panel.getByText(replaced.publicKey).waitFor();

  // A probe has pinned the host's key.
  await here
    .db()
    .query(
      "UPDATE deploy_keys SET host_key = 'ssh-ed25519 AAAA', host_key_fingerprint = 'SHA256:host', pinned_at = now()",
    );
  await here
    .db()
    .query(
      "UPDATE repos SET remote_state = 'found', remote_message = NULL, remote_checked_at = now() WHERE id = $1",
      [id],
    );
  await panel.getByText('SHA256:host').waitFor();

  await creator.trpc.member.set.mutate({ id, userId: member.id, role: 'viewer' });
  const theirs = await here.open(member, `/repos/${id}?tab=settings`);
  await theirs.getByText(replaced.fingerprint).waitFor();
  expect(await theirs.getByRole('button', { name: 'Make a new key' }).count()).toBe(0);
});

it('a repository with an https address has no such section', async () => {
  const user = await newUser(here.server.url);
  const id = await repoInState(here.db(), user, 'failed');
  const page = await here.open(user, `/repos/${id}?tab=settings`);
  await page.getByRole('region', { name: 'Members' }).waitFor();
  expect(await page.getByRole('region', { name: 'Deploy key' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Show the deploy key' }).count()).toBe(0);
});
