import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { importSarif } from '@tests/support/imports';
import { accessibilityFaults, contrastFaults, layoutShifts, sidewaysScroll } from '@tests/support/pageChecks';
import { type Pages, startPages, type View } from '@tests/support/pages';
import { connectTo } from '@tests/support/rows';
import { packed, resultAt, sarifOf } from '@tests/support/sarif';
import { scannedRepo } from '@tests/support/scannedRepo';
import { findingsOf } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { open as openPage } from '@tests/support/visitor';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';

let server: TestServer;
let worker: WorkerHere;
let pages: Pages;
beforeAll(async () => {
  server = await startServer();
  worker = await startWorkerHere(server);
  pages = await startPages(server.url);
});
afterEach(async () => {
  await pages.leave();
  expect(pages.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await worker?.stop();
  await server?.stop();
});

async function open(user: TestUser, repoId: string, view: View = {}): Promise<Page> {
  const page = await pages.open({ token: user.token, ...view });
  await openPage(page, `${server.url}/repos/${repoId}`);
  return page;
}

async function repoOf(user: TestUser): Promise<string> {
  return (await newRepo(user, { name: 'payments-api', source_type: 'github', remote_url: null })).id;
}

type Given = { name: string; mimeType: string; buffer: Buffer };
const fileOf = (content: unknown, name = 'results.sarif'): Given => ({
  ...{ name, mimeType: 'application/json' },
  buffer: Buffer.from(
    content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content),
  ),
});

/** Chooses a file in the open dialog, as its button does. */
async function choose(page: Page, file: Given): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).press('Enter');
  await (await chooser).setFiles(file);
}

/** Drags a file over the page, and drops it. */
async function drag(page: Page, file: Given, type: 'dragenter' | 'drop'): Promise<void> {
  const data = { name: file.name, text: file.buffer.toString() };
  const transfer = await page.evaluateHandle(({ name, text }) => {
    const made = new DataTransfer();
    made.items.add(new File([text], name));
    return made;
  }, data);
  await page.locator('main').dispatchEvent(type, { dataTransfer: transfer });
}

const result = (page: Page) => page.getByRole('dialog').locator('p.font-medium');

it('imports by keyboard alone, and the list shows what is new', async () => {
  const user = await newUser(server.url);
  const repoId = await repoOf(user);
  const page = await open(user, repoId);
  await page.getByRole('button', { name: 'Import results' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Import results into payments-api' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await choose(page, fileOf(packed(sarifOf([resultAt('a.ts', 1), resultAt('b.ts', 2)])), 'results.sarif.gz'));
  await expect.poll(() => result(page).textContent()).toBe('2 new, 0 known, 0 fixed');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .getByRole('link', { name: /A loose end/ })
    .first()
    .waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Import results');
});

it('leads from what to fix first on Overview to the import that fixes it, and Overview counts that', async () => {
  const user = await newUser(server.url);
  const db = await connectTo(server.database.url);
  onTestFinished(() => db.end());
  // Overview shows no charts before the first scan.
  const { repoId } = await scannedRepo(db, user, 'payments-api');
  const scored = (score: string) => ({ properties: { 'security-severity': score } });
  const [worst, other] = [resultAt('src/a.ts', 1, scored('9.8')), resultAt('src/b.ts', 2, scored('5.0'))];
  worst.message.text = 'A query is joined from text';
  await importSarif(server.url, user, repoId, sarifOf([worst, other]));
  const page = await pages.open({ token: user.token });
  await openPage(page, server.url);
  await page.getByText('1 critical finding needs you.').waitFor();
  const weeks = page.getByRole('region', { name: 'New and fixed', exact: true });
  const thisWeek = async () => {
    await weeks.getByRole('button', { name: 'New and fixed as a table' }).click();
    return weeks.getByRole('row').nth(1).getByRole('cell').allTextContents();
  };
  expect(await thisWeek()).toEqual(['2', '0']);
  const first = page.getByRole('region', { name: 'Fix first' });
  await first.getByRole('link', { name: 'A query is joined from text' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'A query is joined from text' }).waitFor();
  await page.getByRole('link', { name: 'payments-api' }).first().click();
  await page.getByRole('button', { name: 'Import results' }).click();
  await choose(page, fileOf(sarifOf([other])));
  await expect.poll(() => result(page).textContent()).toBe('0 new, 1 known, 1 fixed');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByText('1 medium finding is open, none critical or high.').waitFor();
  const cards = page.getByRole('list', { name: 'Open findings by severity' }).getByRole('listitem');
  expect((await cards.allTextContents())[0]).toMatch(/^Critical0/);
  expect(await first.getByRole('link', { name: 'A query is joined from text' }).count()).toBe(0);
  expect(await thisWeek()).toEqual(['2', '1']);
});

it('takes a file that is dropped on the page, and lists what it refuses by its place', async () => {
  const user = await newUser(server.url);
  const repoId = await repoOf(user);
  const page = await open(user, repoId);
  const bad = { ...resultAt('c.ts', 1), level: 7 };
  const file = fileOf(sarifOf([resultAt('a.ts', 1), bad, resultAt('b.ts', 2)]));
  await drag(page, file, 'dragenter');
  await page.getByText('Drop the file to import its results into payments-api').waitFor();
  expect(await layoutShifts(page)).toEqual([]);
  await drag(page, file, 'drop');
  await expect.poll(() => result(page).textContent()).toBe('2 new, 0 known, 0 fixed, 1 refused');
  await expect
    .poll(() => page.getByRole('list', { name: 'Not imported' }).getByRole('listitem').allTextContents())
    .toEqual(['/runs/0/results/1/level must be one of none, note, warning, error.']);
  await page.getByText('What the file lacks stays open, as it was not read completely.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open the import' }).click();
  await page.waitForURL('**/scans/*');
  await page.getByText('2 new, 0 known, 0 fixed, partial.').waitFor();
  await page.getByText('Not everything was imported.').waitFor();
  expect(await page.getByText('Every file was scanned').count()).toBe(0);
});

it('says why a file can not be imported, and takes another one', async () => {
  const user = await newUser(server.url);
  const repoId = await repoOf(user);
  const page = await open(user, repoId);
  await page.getByRole('button', { name: 'Import results' }).click();
  const alert = page.getByRole('dialog').getByRole('alert');
  await choose(page, fileOf('', 'empty.sarif'));
  await expect.poll(() => alert.textContent()).toBe('empty.sarif is empty.');
  await choose(page, fileOf({ version: '2.0.0', runs: [] }));
  await expect.poll(() => alert.textContent()).toBe('/version must be "2.1.0"');
  const many = Array.from({ length: 8_000 }, (_, at) => resultAt(`src/${at}.ts`, 1));
  await choose(page, fileOf(`${JSON.stringify(sarifOf(many)).slice(0, -1)},`));
  await expect
    .poll(() => alert.textContent(), { timeout: 60_000 })
    .toMatch(/^The document can't be imported\. /);
  await page.getByRole('button', { name: 'Import another' }).click();
  await choose(page, fileOf(sarifOf([resultAt('a.ts', 1)])));
  await expect.poll(() => result(page).textContent()).toMatch(/^1 new/);
});

it('shows how much is sent, and stops where the reader cancels', async () => {
  const user = await newUser(server.url);
  const repoId = await repoOf(user);
  const page = await open(user, repoId);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
  await page.getByRole('button', { name: 'Import results' }).click();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await network.send('Network.emulateNetworkConditions', slow);
  await choose(page, fileOf({ ...sarifOf([]), inlineExternalProperties: 'x'.repeat(4_000_000) }));
  const bar = page.getByRole('progressbar', { name: 'Upload' });
  await expect.poll(() => bar.getAttribute('aria-valuetext')).toMatch(/^[\d.]+ (kB|MB) of 4 MB sent$/);
  await page.getByRole('button', { name: 'Cancel the upload' }).click();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  expect((await user.ask('GET', `/api/repos/${repoId}/scans`)).data.items).toEqual([]);
});

it('is not offered to those who only view, whose drops the page leaves alone', async () => {
  const [user, viewer] = [await newUser(server.url), await newUser(server.url)];
  const repoId = await repoOf(user);
  await user.ask('PUT', `/api/repos/${repoId}/members`, { body: { user_id: viewer.id, role: 'viewer' } });
  const page = await open(viewer, repoId);
  expect(await page.getByRole('button', { name: 'Import results' }).count()).toBe(0);
  await drag(page, fileOf(sarifOf([])), 'dragenter');
  expect(await page.getByText('Drop the file').count()).toBe(0);
});

it.each([
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const)('shows the steps of a flow at %i pixels in the %s theme', async (width, theme) => {
  const user = await newUser(server.url);
  const repoId = await repoOf(user);
  const page = await open(user, repoId, { width, theme });
  const place = (uri: string, startLine: number, text: string) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine } },
    message: { text },
  });
  const flowOf = (...places: object[]) => ({
    threadFlows: [{ locations: places.map((location) => ({ location })) }],
  });
  const region = { startLine: 31, snippet: { text: "db.query('SELECT * FROM carts WHERE id = ' + cart);" } };
  const finding = resultAt('src/server/cart.ts', 31, {
    ruleId: 'js/sql-injection',
    message: { text: 'A statement depends on a value of the user.' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'src/server/cart.ts' }, region } }],
    codeFlows: [
      flowOf(
        place('src/server/routes.ts', 12, 'req.query.id: a value of the user'),
        place('src/server/cart.ts', 24, 'cart'),
        place('src/server/cart.ts', 31, 'is part of the statement'),
      ),
      flowOf(...Array.from({ length: 30 }, (_, at) => place('src/server/cart.ts', 1 + at, `step ${at}`))),
    ],
    relatedLocations: [place('src/server/schema.sql', 4, 'The table')],
  });
  await page.getByRole('button', { name: 'Import results' }).click();
  await choose(page, fileOf(sarifOf([finding])));
  await expect.poll(() => result(page).textContent()).toMatch(/^1 new/);
  expect(await contrastFaults(page)).toEqual([]);
  const [found] = await findingsOf(user, repoId);
  await openPage(page, `${server.url}/findings/${found?.id}`);
  const steps = page.getByRole('list', { name: 'Data flow' }).getByRole('listitem');
  expect(await steps.allTextContents()).toEqual([
    '1src/server/routes.ts:12req.query.id: a value of the user',
    '2src/server/cart.ts:24cart',
    '3Line 31The findingis part of the statement',
  ]);
  const related = page.getByRole('list', { name: 'Related locations' }).getByRole('listitem');
  expect(await related.allTextContents()).toEqual(['1src/server/schema.sql:4The table']);
  expect(await layoutShifts(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next flow' }).press('Enter');
  await expect.poll(() => steps.count()).toBe(20);
  await page.getByRole('button', { name: 'Show 10 more steps' }).press('Enter');
  await expect.poll(() => steps.count()).toBe(30);
});
