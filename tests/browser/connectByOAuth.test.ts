import { newUser } from '@tests/support/api';
import { freePort } from '@tests/support/freePort';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { repositories } from '@tests/support/providers/host';
import { HOST_KINDS, type LocalHostKind } from '@tests/support/providers/localHosts';
import { CLIENT } from '@tests/support/providers/oauthHost';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let hosts: Record<LocalHostKind, LocalHost>;
let server: TestServer;
let pages: Pages;
let url: string;

/** How an operator names a host, and the client that is registered there. */
function settingsOf(kind: LocalHostKind): [string, string][] {
  const name = `HEIMDALL_${kind.toUpperCase()}`;
  return [
    [`${name}_URL`, hosts[kind].url],
    [`${name}_CLIENT_ID`, CLIENT.id],
    [`${name}_CLIENT_SECRET`, CLIENT.secret],
  ];
}

beforeAll(async () => {
  const [github, gitlab, gitea] = await Promise.all(HOST_KINDS.map(startHost));
  if (!github || !gitlab || !gitea) throw new Error('a local host is missing');
  hosts = { github, gitlab, gitea };
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = await startServer({
    env: {
      PORT: String(port),
      HEIMDALL_URL: url,
      ...Object.fromEntries(HOST_KINDS.flatMap(settingsOf)),
    },
  });
  pages = await startPages(url);
});
afterEach(async () => {
  // Only the way to the host leaves the server.
  const urls = Object.values(hosts).map((host) => host.url);
  const faults = pages.faults.splice(0).filter((it) => !urls.some((one) => it.includes(one)));
  await pages.leave();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await server?.stop();
  for (const { git } of Object.values(hosts ?? {})) await git.stop();
});

it('a user cancels, connects for what they choose, reconnects after revocation, and disconnects', async () => {
  const host = hosts.gitea;
  const { state, oauth } = host;
  state.repositories = repositories('acme', 3);
  oauth.expiresIn = 7200;
  const user = await newUser(url);
  const hostName = new URL(host.url).host;
  const page = await pages.open({ token: user.token, width: 360 });
  await openPage(page, `${url}/settings/connections`);
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

it.each([
  ['github', [], ['repo']],
  ['gitlab', ['Issues'], ['api']],
] as const)(
  '%s: a user cancels, allows it, and is back with a connection and its scopes',
  async (kind, features, scopes) => {
    const { state, oauth, url: hostUrl } = hosts[kind];
    const hostName = new URL(hostUrl).host;
    state.repositories = repositories('acme', 2);
    const user = await newUser(url);
    const page = await pages.open({ token: user.token });
    await openPage(page, `${url}/settings/connections`);
    const go = async () => {
      await page.getByLabel('Git host', { exact: true }).selectOption(kind);
      const part = page.getByRole('region', { name: 'Connect without a token' });
      for (const feature of features) await part.getByLabel(feature).check();
      for (const scope of scopes) await part.getByText(scope, { exact: true }).waitFor();
      await part.getByRole('button', { name: `Continue at ${hostName}` }).click();
    };
    oauth.who = undefined;
    await go();
    await page.getByRole('alert').getByText('You have cancelled it at the host').waitFor();
    await page.getByText('No Git host is connected yet.').waitFor();

    oauth.who = { login: 'ana', id: 7 };
    await go();
    await page.getByText(`Connected ana on ${hostName}.`).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/connections');
    expect(page.url()).not.toMatch(/code=|state=/);
    // The host gives tokens only to who has the secret of PKCE.
    expect(Object.fromEntries(oauth.asked.at(-1) ?? [])).toMatchObject({
      redirect_uri: `${url}/api/auth/callback/${kind}/connection`,
      scope: scopes.join(' '),
      code_challenge_method: 'S256',
    });
    const secrets = oauth.asked.map((query) => [query.get('state'), query.get('code_challenge')]);
    expect(new Set(secrets.flat()).size).toBe(4);
    const row = page.getByRole('list', { name: 'Connections' }).getByRole('listitem');
    await row.getByText('Works').waitFor();
    await row.getByText(`by OAuth · ${scopes.join(', ')} ·`).waitFor();

    // An answer of the host to someone else, as from a stolen link.
    const stolen = new URL(oauth.asked.at(-1)?.get('redirect_uri') ?? '');
    stolen.search = String(new URLSearchParams({ code: 'any', state: secrets.at(-1)?.[0] ?? '' }));
    await openPage(page, stolen.href);
    await page.getByRole('alert').getByText('does not belong to what this browser began').waitFor();
    expect(await row.count()).toBe(1);
  },
);
