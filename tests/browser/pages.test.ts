import { newUser } from '@tests/support/api';
import { type Installation, startInstallation } from '@tests/support/installation';
import {
  accessibilityFaults,
  brokenWords,
  contrastFaults,
  isStill,
  layoutShifts,
  sidewaysScroll,
} from '@tests/support/pageChecks';
import { type Pages, startPages, type View } from '@tests/support/pages';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let place: Installation;
let pages: Pages;
let closed: TestServer;
let closedPages: Pages;
beforeAll(async () => {
  place = await startInstallation();
  pages = await startPages(place.server.url);
  closed = await startServer({ env: { HEIMDALL_OPEN_REGISTRATION: 'false' } });
  closedPages = await startPages(closed.url);
});
afterEach(() => {
  expect([...pages.faults.splice(0), ...closedPages.faults.splice(0)]).toEqual([]);
});
afterAll(async () => {
  await pages?.leave();
  await closedPages?.leave();
  await place?.stop();
  await closed?.stop();
});

type Reader = 'anonymous' | 'admin' | 'newcomer' | 'deleter';

const THEMES = ['light', 'dark'] as const;
type Look = { theme: (typeof THEMES)[number]; width: number };

/** On a desktop in one theme and on a phone in the other. Each is then checked in the other theme, too. */
const LOOKS: Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
];

type Opened = { page: Page; status: number | undefined };

/** A window for each reader and look. It keeps the scripts of earlier pages, which saves half of the work. */
const windows = new Map<string, Promise<Page>>();

function windowOf(reader: Reader, view: View): Promise<Page> {
  const key = JSON.stringify([reader, view]);
  const token = reader === 'anonymous' ? undefined : place[reader].token;
  const opened = windows.get(key) ?? pages.open({ token, ...view });
  windows.set(key, opened);
  return opened;
}

async function openAs(reader: Reader, path: string, view: View = {}): Promise<Opened> {
  const page = await windowOf(reader, view);
  const answer = await openPage(page, place.server.url + path);
  await page.waitForLoadState('networkidle');
  return { page, status: answer?.status() };
}

/** Ends the open requests and streams of a page. */
async function leave(page: Page): Promise<void> {
  await page.goto('about:blank');
}

/** Checks that hold for every page. */
async function wrongWith(page: Page): Promise<string[]> {
  return [
    ...(await layoutShifts(page)),
    ...(await sidewaysScroll(page)),
    ...(await brokenWords(page)),
    ...(await accessibilityFaults(page)),
    ...(await faultsInOtherTheme(page)),
  ];
}

async function faultsInOtherTheme(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  });
  // Colours fade from one theme into the other.
  await page.waitForFunction(isStill);
  return (await contrastFaults(page)).map((fault) => `in the other theme: ${fault}`);
}

type Ids = Installation['ids'];
type Row = [
  what: string,
  reader: Reader,
  path: (ids: Ids) => string,
  heading: string,
  more?: { title?: string; status?: number },
];

const TABLE: Row[] = [
  ['sign-in', 'anonymous', () => '/login', 'Sign in'],
  ['registration', 'anonymous', () => '/register', 'Register'],
  ['a one-time link', 'anonymous', () => '/set-password?token=x', 'Set your password'],
  ['the overview', 'admin', () => '/', 'Overview'],
  ['the overview of no repositories', 'newcomer', () => '/', 'Overview'],
  ['no repositories', 'newcomer', () => '/repos', 'Repositories'],
  ['repositories in all states', 'admin', () => '/repos', 'Repositories'],
  ['repositories being deleted, and no other', 'deleter', () => '/repos', 'Repositories'],
  ['a search without a hit', 'admin', () => '/repos?q=nothing-fits', 'Repositories'],
  ['a new repository', 'admin', () => '/repos/new', 'Add repository'],
  ['findings', 'admin', (ids) => `/repos/${ids.scanned}`, 'my-web-app'],
  ['findings of all repositories', 'admin', () => '/findings', 'Findings'],
  ['no findings of any repository', 'newcomer', () => '/findings', 'Findings'],
  ['scans', 'admin', (ids) => `/repos/${ids.scanned}?tab=scans`, 'my-web-app'],
  ['findings of any status', 'admin', (ids) => `/repos/${ids.scanned}?status=any`, 'my-web-app'],
  ['no finding that fits', 'admin', (ids) => `/repos/${ids.scanned}?q=nothing-fits`, 'my-web-app'],
  ['settings of a scanned repository', 'admin', (ids) => `/repos/${ids.scanned}?tab=settings`, 'my-web-app'],
  ['a repository without a remote', 'admin', (ids) => `/repos/${ids.none}`, 'none'],
  ['no findings', 'admin', (ids) => `/repos/${ids.found}`, 'found'],
  ['no scans', 'admin', (ids) => `/repos/${ids.found}?tab=scans`, 'found'],
  ["a repository's settings", 'admin', (ids) => `/repos/${ids.found}?tab=settings`, 'found'],
  ['an empty remote', 'admin', (ids) => `/repos/${ids.empty}`, 'empty'],
  ['a remote out of reach', 'admin', (ids) => `/repos/${ids.failed}`, 'failed'],
  ['a remote being checked', 'admin', (ids) => `/repos/${ids.pending}`, 'pending'],
  ['a scan', 'admin', (ids) => `/scans/${ids.scan}`, 'Scan', { title: 'Scan of my-web-app' }],
  ['a failed scan', 'admin', (ids) => `/scans/${ids.failedScan}`, 'Scan', { title: 'Scan of my-web-app' }],
  ['a partial scan', 'admin', (ids) => `/scans/${ids.partial}`, 'Scan', { title: 'Scan of my-web-app' }],
  ['a running scan', 'admin', (ids) => `/scans/${ids.running}`, 'Scan', { title: 'Scan of busy' }],
  ['a repository being scanned', 'admin', (ids) => `/repos/${ids.busy}`, 'busy'],
  ['a cancelled scan', 'admin', (ids) => `/scans/${ids.cancelled}`, 'Scan', { title: 'Scan of my-web-app' }],
  ['a finding', 'admin', (ids) => `/findings/${ids.finding}`, 'An access key in the source'],
  ['settings', 'admin', () => '/settings', 'Settings'],
  ['settings of one who is no admin', 'newcomer', () => '/settings', 'Settings'],
  ['deletions', 'admin', () => '/deletions', 'Deletions'],
  ['no deletions', 'newcomer', () => '/deletions', 'Deletions'],
  ["one's own deletions", 'deleter', () => '/deletions', 'Deletions'],
  ['users', 'admin', () => '/users', 'Users'],
  ['the API reference', 'admin', () => '/docs', 'API reference'],
  ['several new repositories', 'admin', () => '/repos/new?several=1', 'Add repositories'],
  ['the packages', 'admin', () => '/packages', 'Dependencies'],
  ['no package that fits', 'admin', () => '/packages?q=nothing-fits', 'Dependencies'],
  ['packages of a repository', 'admin', (ids) => `/repos/${ids.scanned}?tab=packages`, 'my-web-app'],
  ['the advisories', 'admin', () => '/settings/advisories', 'Advisories'],
  ['the connections', 'admin', () => '/settings/connections', 'Connections'],
  [
    'a connection that was cancelled',
    'newcomer',
    () => '/settings/connections?problem=cancelled',
    'Connections',
  ],
  ['the rules', 'admin', () => '/rules', 'Rules'],
  ['no rule that fits', 'admin', () => '/rules?q=nothing-fits', 'Rules'],
  ['a rule', 'admin', () => '/rules/stripe-access-token', 'Stripe secret key'],
  [
    'an unknown path',
    'admin',
    () => '/nowhere',
    'There is nothing here',
    { title: 'Not found', status: 404 },
  ],
  [
    "somebody else's repository",
    'newcomer',
    (ids) => `/repos/${ids.found}`,
    'You have no access to this page',
    { title: 'No access', status: 403 },
  ],
];

/** Other ways to the same pages of the table: their status, heading and title say which. */
const AGAIN: Row[] = [
  [
    'an unknown rule',
    'admin',
    () => '/rules/none',
    'There is nothing here',
    { title: 'Not found', status: 404 },
  ],
  [
    'an unknown repository',
    'admin',
    () => '/repos/01936d2f-8c4e-7890-b123-456789abcdef',
    'There is nothing here',
    { title: 'Not found', status: 404 },
  ],
  [
    'advisories, for one who is no admin',
    'newcomer',
    () => '/settings/advisories',
    'You have no access to this page',
    { title: 'No access', status: 403 },
  ],
  [
    'users, for one who is no admin',
    'newcomer',
    () => '/users',
    'You have no access to this page',
    { title: 'No access', status: 403 },
  ],
];

/** Checks which page has come. */
async function identify({ page, status }: Opened, [, , , heading, more = {}]: Row): Promise<void> {
  expect.soft(status).toBe(more.status ?? 200);
  expect.soft(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([heading]);
  expect.soft(await page.title()).toBe(`${more.title ?? heading} · Heimdall`);
}

it.each(AGAIN)('%s, for the %s: the same page', async (...row) => {
  const [, reader, path] = row;
  const opened = await openAs(reader, path(place.ids), LOOKS[0]);
  await identify(opened, row);
  await leave(opened.page);
});

it.each(TABLE)('%s, for the %s: complete in both themes, on a desktop and on a phone', async (...row) => {
  const [, reader, path] = row;
  const judge = async (look: Look) => {
    const opened = await openAs(reader, path(place.ids), look);
    const { page } = opened;
    await identify(opened, row);
    expect.soft(await page.locator('html').getAttribute('data-theme')).toBe(look.theme);
    expect.soft(await wrongWith(page), `${look.theme}, ${look.width}`).toEqual([]);
    await leave(page);
  };
  await Promise.all(LOOKS.map(judge));
});

it('the first registration, and a closed one, are complete too', async () => {
  const judge = async (heading: string) => {
    for (const look of LOOKS) {
      const page = await closedPages.open(look);
      const answer = await openPage(page, `${closed.url}/register`);
      expect(answer?.status()).toBe(200);
      expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([heading]);
      expect(await wrongWith(page)).toEqual([]);
      await closedPages.leave();
    }
  };
  await judge('Welcome to Heimdall');
  await newUser(closed.url);
  await judge('Registration is closed');
});

it('without a choice the theme is the one of the system, and complete too', async () => {
  const backgrounds: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openAs('admin', '/repos', { colorScheme });
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull();
    backgrounds.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
    expect(await wrongWith(page)).toEqual([]);
    await leave(page);
  }
  expect(backgrounds).toEqual(['rgb(247, 248, 250)', 'rgb(12, 14, 18)']);
});

const DIALOGS: [what: string, open: (page: Page) => Promise<void>, role: 'dialog' | 'menu'][] = [
  ["a row's menu", (page) => page.getByRole('button', { name: 'Actions for found' }).click(), 'menu'],
  ['the theme menu', (page) => page.getByRole('button', { name: 'Theme' }).click(), 'menu'],
  ['the account menu', (page) => page.getByRole('button', { name: 'Account of' }).click(), 'menu'],
  ['the palette', (page) => page.keyboard.press('Control+K'), 'dialog'],
  [
    'the delete dialog',
    async (page) => {
      await page.getByRole('button', { name: 'Actions for my-web-app' }).click();
      await page.getByRole('menuitem', { name: 'Delete repository' }).click();
      await page.getByLabel('Type my-web-app to confirm').waitFor();
    },
    'dialog',
  ],
];

it('the dialog that deletes a user is complete in both themes, on a desktop and on a phone', async () => {
  const judge = async (look: Look) => {
    const { page } = await openAs('admin', '/users', look);
    await page.getByRole('button', { name: `Delete user ${place.newcomer.email}` }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForFunction(isStill);
    expect.soft(await accessibilityFaults(page), `${look.theme}, ${look.width}`).toEqual([]);
    expect.soft(await faultsInOtherTheme(page), `${look.theme}, ${look.width}`).toEqual([]);
    expect.soft(await sidewaysScroll(page)).toEqual([]);
    await leave(page);
  };
  await Promise.all(LOOKS.map(judge));
});

it.each(DIALOGS)('%s is complete in both themes, on a desktop and on a phone', async (_, open, role) => {
  const judge = async (look: Look) => {
    const { page } = await openAs('admin', '/repos', look);
    await open(page);
    await page.getByRole(role).waitFor();
    // A half faded text does not have its contrast yet.
    await page.waitForFunction(isStill);
    expect.soft(await accessibilityFaults(page), `${look.theme}, ${look.width}`).toEqual([]);
    expect.soft(await faultsInOtherTheme(page), `${look.theme}, ${look.width}`).toEqual([]);
    expect.soft(await sidewaysScroll(page)).toEqual([]);
    await leave(page);
  };
  await Promise.all(LOOKS.map(judge));
});

it('the checks of a page see what is wrong', async () => {
  const page = await pages.open({ width: 360 });
  await openPage(page, `${place.server.url}/login`);
  await page.evaluate(() => {
    const wide = document.createElement('div');
    wide.style.cssText = 'width: 500px; height: 100px';
    const narrow = document.createElement('p');
    narrow.style.width = '20px';
    narrow.append('Confidence');
    wide.append(document.createElement('img'), narrow);
    document.body.prepend(wide);
  });
  expect(await accessibilityFaults(page)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^image-alt/)]),
  );
  expect(await sidewaysScroll(page)).toHaveLength(1);
  expect(await brokenWords(page)).toEqual(['broken inside: Confidence of "Confidence"']);
  expect(await layoutShifts(page)).not.toEqual([]);
});
