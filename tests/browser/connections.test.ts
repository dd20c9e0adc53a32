import { newUser } from '@tests/support/api';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { sharedServer } from '@tests/support/sharedServer';
import { errorAt, open as openPage } from '@tests/support/visitor';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

const server = sharedServer();
const SCOPES = ['read:user', 'read:repository'];

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

it('a user connects a host, adds 30 repositories, reconnects a revoked token, and disconnects', async () => {
  const user = await newUser(server.url);
  const { state, url } = host;
  const name = `ana on ${new URL(url).host}`;
  state.tokens.set('good', { login: 'ana', id: 7, scopes: SCOPES });
  state.repositories = repositories('acme', 30, { language: 'Go' });
  const page = await pages.open({ token: user.token, width: 360 });
  await openPage(page, `${server.url}/settings`);
  await page.getByRole('link', { name: 'Manage connections' }).click();
  await page.getByText('No Git host is connected yet.').waitFor();
  await page.getByText('the operator registers Heimdall there, and sets HEIMDALL_GITHUB_CLIENT_ID').waitFor();
  expect(await page.getByRole('button', { name: /^Continue at/ }).count()).toBe(0);

  const connect = async (token: string) => {
    await page.getByLabel('Git host', { exact: true }).selectOption('gitea');
    await page.getByText('read:repository', { exact: true }).waitFor();
    await page.getByLabel('Address').fill(url);
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  };
  await connect('wrong');
  const refused = `The token was refused by ${new URL(url).host}: it is invalid, expired or revoked`;
  await page.getByText(refused).waitFor();
  expect(await errorAt(page, 'Token')).toBe(refused);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await connect('good');
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.getByText('Works').waitFor();
  await row.getByText('at least read:user, read:repository').waitFor();
  expect(await page.getByLabel('Token', { exact: true }).inputValue()).toBe('');
  expect(await faultsInBothThemes(page)).toEqual([]);

  await row.getByRole('link', { name: 'Add repositories' }).click();
  await page.getByRole('checkbox', { name: 'acme/repo-30' }).waitFor();
  await page.getByLabel('Search repositories').fill('repo-7');
  await page.getByRole('checkbox', { name: 'acme/repo-8' }).waitFor({ state: 'detached' });
  await page.getByLabel('Search repositories').fill('');
  await page.getByRole('checkbox', { name: 'acme/repo-30' }).waitFor();
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('button', { name: 'Add 30 repositories' }).click();
  await page.getByText('Added 30 of 30').waitFor();
  await page.getByRole('link', { name: 'Already added' }).nth(29).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  expect((await user.trpc.repo.summary.query()).total).toBe(30);

  state.tokens.clear();
  await page
    .getByRole('navigation', { name: 'Breadcrumbs' })
    .getByRole('link', { name: 'Connections' })
    .click();
  await row.getByRole('button', { name: 'Check' }).click();
  await row.getByText('The host no longer accepts this token. Reconnect with a new one.').waitFor();
  state.tokens.set('newer', { login: 'ana', id: 7, scopes: SCOPES });
  await connect('newer');
  await row.getByText('Works').waitFor();
  expect(await row.count()).toBe(1);

  await row.getByRole('button', { name: `Disconnect ${name}` }).click();
  await row.getByText(/^30 repositories of it stay/).waitFor();
  await row.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await page.getByText('No Git host is connected yet.').waitFor();
  expect((await user.trpc.repo.summary.query()).total).toBe(30);
});
