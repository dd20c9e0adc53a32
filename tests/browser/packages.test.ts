import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { CHAIN_LOCK, qsAdvisory } from '@tests/support/chainedRepo';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { faultsInBothThemes } from '@tests/support/pageChecks';
import { type Pages, startPages } from '@tests/support/pages';
import { connectTo } from '@tests/support/rows';
import { scanned } from '@tests/support/scans';
import { open as openPage } from '@tests/support/visitor';
import { LOCK, lodashAdvisories, MANIFEST } from '@tests/support/vulnerableRepo';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { zipOf } from '@tests/support/zips';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

/** What the dashboard shows of packages, after an import of advisories and a scan by Heimdall's own engine. */

let git: GitServer;
let server: KeptServer;
let worker: WorkerHere;
let pages: Pages;
let admin: TestUser;
let scanId: string;

const FILES = {
  'web/package.json': MANIFEST,
  'web/package-lock.json': LOCK,
  'api/package-lock.json': CHAIN_LOCK,
};
/** An import waits for the worker's turn, on a busy machine for long. */
const PATIENCE_MS = 60_000;

beforeAll(async () => {
  git = await startGitServer();
  server = await keptServer();
  worker = await startWorkerHere(server);
  pages = await startPages(server.url);
  admin = await newUser(server.url);
  const db = await connectTo(server.database.url);
  await db.query(
    "INSERT INTO exploitation (cve, epss, is_exploited) VALUES ('CVE-2021-23337', 0.31, true), ('CVE-2019-10744', 0.31, true)",
  );
  await db.end();
  for (const one of [...lodashAdvisories(), qsAdvisory()]) {
    const sent = await fetch(`${server.url}/api/advisories/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/zip' },
      body: zipOf([{ name: `${one.id}.json`, content: JSON.stringify(one) }]) as BodyInit,
    });
    expect(sent.status).toBe(202);
  }
  await until(
    () => admin.trpc.advisory.sources.query(),
    ({ items }) => items[0]?.count === 3,
    PATIENCE_MS,
  );
  git.makeRepository('web.git', commitStream([{ files: FILES }]));
  const { id } = await newRepo(admin, { name: 'web', remote_url: git.url('web.git') });
  scanId = (await scanned(admin, id)).id;
});
afterEach(async () => {
  await pages.leave();
  expect(pages.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await worker?.stop();
  await git?.stop();
});

async function open(path: string, width = 1280): Promise<Page> {
  const page = await pages.open({ token: admin.token, width });
  await openPage(page, server.url + path);
  return page;
}

it.each([1280, 360])('packages are searched by name and range, %i pixels wide', async (width) => {
  const page = await open('/packages', width);
  await page
    .getByRole('list', { name: 'Age of the advisories' })
    .getByText(/^npm, /)
    .waitFor();
  const rows = page.getByRole('list', { name: 'Packages' }).getByRole('listitem');
  expect(await rows.count()).toBe(5);
  expect(await faultsInBothThemes(page)).toEqual([]);
  const search = page.getByLabel('Search packages');
  await search.fill('qs < 6.5.3');
  await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/^qs 6\.5\.1/)]);
  expect(await rows.textContent()).toContain('api/package-lock.json');
  await search.fill('qs >= 6.5.3');
  await page.getByRole('heading', { name: 'No matching package' }).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect.poll(() => rows.count()).toBe(5);
  await rows.getByRole('link', { name: 'lodash' }).click();
  await page.waitForURL('**/repos/*?tab=packages');
  await page.getByRole('list', { name: 'Packages' }).getByRole('link', { name: 'left-pad' }).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
});

it('findings of one upgrade are one row, which opens with the fix as a diff', async () => {
  const page = await open('/findings');
  const list = page.getByRole('list', { name: 'Findings', exact: true });
  await list.getByRole('listitem').filter({ hasText: 'Upgrade to 6.5.3' }).waitFor();
  // Either of the two may stand for both.
  await list.getByRole('link', { name: 'lodash 4.17.11 → 4.17.21 fixes 2' }).click();
  const panel = page.getByRole('region', { name: /^lodash: / });
  await panel.getByText('4.17.11 → 4.17.21').waitFor();
  await panel.getByText('Known to be exploited').waitFor();
  await panel.getByText('31 % likely within 30 days, by EPSS').waitFor();
  await panel.getByRole('link', { name: /^CVE-/ }).waitFor();
  const diff = panel.getByRole('figure', { name: 'Suggested change' });
  await diff.getByText('web/package.json').waitFor();
  // Screen readers are given what goes and what comes.
  expect(await diff.getByRole('deletion').textContent()).toMatch(/-\s+"lodash": "\^4\.17\.11",/);
  expect(await diff.getByRole('insertion').textContent()).toMatch(/\+\s+"lodash": "\^4\.17\.21",/);
  await panel
    .getByRole('list', { name: 'Also fixed by this upgrade' })
    .getByRole('link', { name: /^lodash: / })
    .waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
});

it('on a phone the page of a finding shows how its package comes in, and code scrolls in its box', async () => {
  const page = await open('/findings', 360);
  await page.getByRole('link', { name: 'qs: prototype pollution' }).click();
  const chain = page.getByRole('list', { name: 'Comes in by' }).getByRole('listitem');
  await chain.first().waitFor();
  expect(await chain.allInnerTexts()).toEqual(['express@4.16.0', 'body-parser@1.18.2', 'qs@6.5.1']);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await openPage(page, `${server.url}/findings`);
  await page.getByRole('link', { name: /^lodash/ }).click();
  const diff = page.getByRole('figure', { name: 'Suggested change' });
  await diff.waitFor();
  const box = diff.locator('pre');
  await box.locator('ins').evaluate((line) => line.append('x'.repeat(100)));
  expect(await box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
  expect(await faultsInBothThemes(page)).toEqual([]);
});

it('a scan says what packages it has compared, and with what', async () => {
  const page = await open(`/scans/${scanId}`);
  await page.getByText('5 of 5 checked').waitFor();
  await page.getByText(/^npm as of /).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
});

it.each([1280, 360])(
  'an admin reads how old advisories are, and what is missing, %i pixels wide',
  async (width) => {
    const page = await open('/settings/advisories', width);
    await page.getByText('1 of 12 ecosystems has advisories, all of the last 7 days.').waitFor();
    const table = page.getByRole('table', { name: 'Advisories by ecosystem' });
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['npm']);
    await page
      .getByText(/^No advisories of PyPI, .* and Alpine\. Their packages are not checked\.$/)
      .waitFor();
    const imports = page.getByRole('list', { name: 'Imports' });
    expect(await imports.getByText('Complete', { exact: true }).count()).toBe(3);
    expect(await faultsInBothThemes(page)).toEqual([]);
  },
);
