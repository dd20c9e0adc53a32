import { newRepo, newUser } from '@tests/support/api';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { sharedServer } from '@tests/support/sharedServer';
import { open as openPage } from '@tests/support/visitor';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

/** The webhook that Heimdall makes at a Git host, from the settings of a repository. */
const server = sharedServer();
let host: LocalHost;
let pages: Pages;
beforeAll(async () => {
  host = await startHost('gitea');
  pages = await startPages(server.url);
});
afterEach(() => expect(pages.faults.splice(0)).toEqual([]));
afterAll(async () => {
  await pages?.leave();
  await host?.git.stop();
});

it('the creator has it made at the host, reads why it was refused, and turns it off', async () => {
  const user = await newUser(server.url);
  const { state, url } = host;
  const { host: name } = new URL(url);
  state.repositories = repositories('acme', 1);
  state.tokens.set('good', { login: 'ana', id: 7, manages: false });
  const body = { provider: 'gitea', host: url, token: 'good' };
  expect((await user.ask('POST', '/api/connections', { body })).status).toBe(201);
  const { id } = await newRepo(user, { remote_url: `${url}/acme/repo-1.git` });
  const page = await pages.open({ token: user.token, width: 360 });
  await openPage(page, `${server.url}/repos/${id}?tab=settings`);
  const panel = page.getByRole('region', { name: 'Webhook' });
  await panel.getByRole('button', { name: `Make it at ${name}` }).click();
  await panel.getByText(/needs the scope write:repository/).waitFor();
  // The manual way is offered beside it.
  await panel.getByRole('button', { name: 'Turn on' }).waitFor();

  state.tokens.set('good', { login: 'ana', id: 7 });
  await panel.getByRole('button', { name: `Make it at ${name}` }).click();
  await panel.getByText('Heimdall has made it at the Git host.').waitFor();
  expect(state.hooks).toHaveLength(1);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Turn off' }).click();
  await panel.getByRole('button', { name: `Make it at ${name}` }).waitFor();
  expect(await user.trpc.webhook.get.query({ id })).toMatchObject({ state: 'off' });
});
