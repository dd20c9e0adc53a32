import { type Installation, startInstallation } from '@tests/support/installation';
import { type Pages, startPages } from '@tests/support/pages';
import { afterAll, beforeAll, expect, it } from 'vitest';

let place: Installation;
let pages: Pages;
beforeAll(async () => {
  place = await startInstallation();
  pages = await startPages(place.server.url);
});
afterAll(async () => {
  await pages?.leave();
  await place?.stop();
});

/** The server's first answer, before any script has run, without scripts and their data. */
async function firstAnswer(
  path: string,
  cookies = '',
): Promise<{ html: string; head: string; seen: string }> {
  const cookie = `session=${place.admin.token}; ${cookies}`;
  const answer = await fetch(place.server.url + path, { headers: { cookie } });
  const html = await answer.text();
  const [head = '', body = ''] = html.split('</head>');
  return { html, head, seen: body.replaceAll(/<script.*?<\/script>/gs, '').replaceAll('<!-- -->', '') };
}

type Ids = Installation['ids'];
const PAGES: [
  what: string,
  path: (ids: Ids) => string,
  title: string,
  holds: (place: Installation) => string[],
][] = [
  [
    'the repositories',
    () => '/repos',
    'Repositories',
    () => ['my-web-app', 'Not reachable', 'No commits yet', 'No remote', '>main<'],
  ],
  ['a search', () => '/repos?q=my-web&sort=name', 'Repositories', () => ['value="my-web"', '>my-web-app<']],
  [
    'a repository',
    (ids) => `/repos/${ids.scanned}`,
    'my-web-app',
    () => ['An access key in the source', '>main<', 'fffffff'],
  ],
  [
    'its scans',
    (ids) => `/repos/${ids.scanned}?tab=scans`,
    'my-web-app',
    () => ['>Partial<', '>Complete<', '>Failed<'],
  ],
  [
    'its settings',
    (ids) => `/repos/${ids.found}?tab=settings`,
    'found',
    () => ['value="found"', 'value="main"'],
  ],
  [
    'a scan',
    (ids) => `/scans/${ids.failedScan}`,
    'Scan of my-web-app',
    () => ['The remote did not answer in time.'],
  ],
  [
    'a finding',
    (ids) => `/findings/${ids.finding}`,
    'An access key in the source',
    () => ['Revoke the key', 'region ='],
  ],
  ['settings', () => '/settings', 'Settings', () => ['nightly-build', 'Firefox on Linux', 'This session']],
  ['users', () => '/users', 'Users', ({ admin, newcomer }) => [admin.email, newcomer.email]],
  ['the reference', () => '/docs', 'API reference', () => ['Delete a repository', 'curl -X DELETE']],
];

it.each(PAGES)(
  '%s: the first answer holds the data, before any script has run',
  async (_, path, title, holds) => {
    const { head, seen } = await firstAnswer(path(place.ids));
    expect(head).toContain(`<title>${title} · Heimdall</title>`);
    for (const text of holds(place)) expect.soft(seen).toContain(text);
  },
);

it('the first answer is in the chosen theme, so that nothing flashes', async () => {
  const root = async (cookies: string) =>
    /<html[^>]*>/.exec((await firstAnswer('/repos', cookies)).html)?.[0];
  expect(await root('theme=dark')).toContain('data-theme="dark"');
  expect(await root('theme=light')).toContain('data-theme="light"');
  expect(await root('')).not.toContain('data-theme');
  expect(await root('theme="><script>')).not.toContain('data-theme');
});

it('without JavaScript the repositories can be read and opened', async () => {
  const page = await pages.open({ token: place.admin.token, javaScriptEnabled: false });
  await page.goto(`${place.server.url}/repos`);
  expect(await page.title()).toBe('Repositories · Heimdall');
  for (const name of ['my-web-app', 'failed', 'none', 'pending'])
    expect(await page.getByRole('link', { name, exact: true }).isVisible()).toBe(true);
  await page.getByRole('link', { name: 'my-web-app', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'my-web-app' }).waitFor();
  expect(await page.getByRole('link', { name: 'An access key in the source' }).isVisible()).toBe(true);
  expect(pages.faults).toEqual([]);
});
