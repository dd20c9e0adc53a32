import { newUser } from '@tests/support/api';
import { freePort } from '@tests/support/freePort';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { repositories } from '@tests/support/providers/host';
import { CLIENT } from '@tests/support/providers/oauthHost';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let host: LocalHost;
let server: TestServer;
let pages: Pages;
let url: string;

beforeAll(async () => {
  host = await startHost('gitea');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = await startServer({
    env: {
      PORT: String(port),
      HEIMDALL_URL: url,
      HEIMDALL_GITEA_URL: host.url,
      HEIMDALL_GITEA_CLIENT_ID: CLIENT.id,
      HEIMDALL_GITEA_CLIENT_SECRET: CLIENT.secret,
    },
  });
  pages = await startPages(url);
});
afterEach(async () => {
  // Only the way to the host leaves the server.
  const faults = pages.faults.splice(0).filter((it) => !it.includes(host.url));
  await pages.leave();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await server?.stop();
  await host?.git.stop();
});

it('a user cancels, connects for what they choose, reconnects after revocation, and disconnects', async () => {
  const { state, oauth } = host;
  state.repositories = repositories('acme', 3);
  oauth.expiresIn = 7200;
  const user = await newUser(url);
  const hostName = new URL(host.url).host;
  const page = await pages.open({ token: user.token, width: 360 });
  await openPage(page, `${url}/settings/connections`);
  await page.getByText('the operator registers Heimdall there, and sets HEIMDALL_GITHUB_CLIENT_ID').waitFor();
  expect(await page.getByRole('button', { name: /^Continue at/ }).count()).toBe(0);

  const choose = async () => {
    await page.getByLabel('Git host', { exact: true }).selectOption('gitea');
    const part = page.getByRole('region', { name: 'Connect without a token' });
    await part.getByText('read:repository', { exact: true }).waitFor();
    await part.getByLabel('Issues').check();
    await part.getByText('write:issue', { exact: true }).waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await part.getByRole('button', { name: `Continue at ${hostName}` }).click();
  };
  oauth.who = undefined;
  await choose();
  await page.getByRole('alert').getByText('You have cancelled it at the host').waitFor();
  await page.getByText('No Git host is connected yet.').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);

  oauth.who = { login: 'ana', id: 7 };
  await choose();
  await page.getByText(`Connected ana on ${hostName}.`).waitFor();
  expect(oauth.asked.at(-1)?.get('scope')).toBe('read:user read:repository write:issue');
  const row = page.getByRole('list', { name: 'Connections' }).getByRole('listitem');
  await row.getByText('Works').waitFor();
  await row.getByText(/by OAuth · read:user, read:repository, write:issue/).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);

  await row.getByRole('link', { name: 'Add repositories' }).click();
  await page.getByRole('checkbox', { name: 'acme/repo-3' }).waitFor();
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('button', { name: 'Add 3 repositories' }).click();
  await page.getByText('Added 3 of 3').waitFor();

  // The user takes back what they allowed, at the host.
  state.tokens.clear();
  oauth.refresh.clear();
  await openPage(page, `${url}/settings/connections`);
  await row.getByRole('button', { name: 'Check' }).click();
  await row.getByText('The host no longer accepts this connection. Reconnect it.').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await row.getByRole('button', { name: 'Reconnect' }).click();
  await page.getByText(`Connected ana on ${hostName}.`).waitFor();
  await row.getByText('Works').waitFor();
  expect(oauth.asked.at(-1)?.get('scope')).toBe('read:user read:repository write:issue');
  await row.getByText(/3 repositories/).waitFor();

  await row.getByRole('button', { name: `Disconnect ana on ${hostName}` }).click();
  const dependents = row.getByRole('list', { name: 'Repositories that depend on it' });
  await dependents.getByText('acme/repo-3').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await row.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await page.getByText(`Heimdall can’t revoke its access: do so in your settings on ${hostName}.`).waitFor();
  await page.getByText('No Git host is connected yet.').waitFor();
});
