import { readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { newUser, type TestUser } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { scannedRepo } from '@tests/support/scannedRepo';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';

/** The most gzipped JavaScript that a page without charts loads first, in bytes. */
const BOUND = 180_000;

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
const ids = { repo: '', scan: '', finding: '' };
beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  const { repoId, scanId, find } = await scannedRepo(db, user, 'my-web-app');
  Object.assign(ids, { repo: repoId, scan: scanId, finding: await find({ title: 'A key' }) });
});
afterAll(() => db?.end());

/** An address of each page, by its folder below src/app. Of pages that change with the address, several. */
const PAGES: Record<string, { paths: () => string[]; by?: 'nobody' | 'admin'; hasCharts?: true }> = {
  '(dashboard)': { paths: () => ['/'], hasCharts: true },
  '(dashboard)/[...path]': { paths: () => ['/no/such/page'] },
  '(dashboard)/deletions': { paths: () => ['/deletions'] },
  '(dashboard)/docs': { paths: () => ['/docs'] },
  '(dashboard)/findings': { paths: () => ['/findings'] },
  '(dashboard)/findings/[id]': { paths: () => [`/findings/${ids.finding}`] },
  '(dashboard)/repos': { paths: () => ['/repos'] },
  '(dashboard)/repos/[id]': {
    paths: () => ['', '?tab=scans', '?tab=settings'].map((tab) => `/repos/${ids.repo}${tab}`),
  },
  '(dashboard)/repos/new': { paths: () => ['/repos/new', '/repos/new?several=1'] },
  '(dashboard)/packages': { paths: () => ['/packages'] },
  '(dashboard)/rules': { paths: () => ['/rules'] },
  '(dashboard)/rules/[id]': { paths: () => ['/rules/aws-access-key-id'] },
  '(dashboard)/scans/[id]': { paths: () => [`/scans/${ids.scan}`] },
  '(dashboard)/settings': { paths: () => ['/settings'], by: 'admin' },
  '(dashboard)/settings/advisories': { paths: () => ['/settings/advisories'], by: 'admin' },
  '(dashboard)/settings/connections': { paths: () => ['/settings/connections'] },
  '(dashboard)/settings/connections/[id]': { paths: () => ['/settings/connections/abc'] },
  '(dashboard)/users': { paths: () => ['/users'], by: 'admin' },
  login: { paths: () => ['/login'], by: 'nobody' },
  register: { paths: () => ['/register'], by: 'nobody' },
  'set-password': { paths: () => ['/set-password'], by: 'nobody' },
};

/** The scripts that the first answer names: the browser loads them at once, whatever the user does. */
async function scriptsOf(pagePath: string, token: string | undefined): Promise<string[]> {
  const cookie: Record<string, string> = token === undefined ? {} : { cookie: `session=${token}` };
  const html = await (await fetch(server.url + pagePath, { headers: cookie, redirect: 'error' })).text();
  // Browsers that know modules, which are all supported ones, leave these out.
  const modern = html.replace(/<script[^>]* nomodule[^>]*>/gi, '');
  return [...new Set(modern.match(/static\/[\w./~%-]+\.js/g))];
}

const sizes = new Map<string, Promise<number>>();

function sizeOf(script: string): Promise<number> {
  const load = async () => gzipSync(await (await fetch(`${server.url}/_next/${script}`)).text()).length;
  const size = sizes.get(script) ?? load();
  sizes.set(script, size);
  return size;
}

it('every page is measured', () => {
  const files = readdirSync(path.join(ROOT, 'src/app'), { recursive: true, encoding: 'utf8' });
  const pages = files.filter((file) => path.basename(file) === 'page.tsx').map((file) => path.dirname(file));
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort());
});

it.each(Object.entries(PAGES))('the scripts of %s are small', async (_, { paths, by, hasCharts }) => {
  const token = by === 'nobody' ? undefined : by === 'admin' ? server.admin.token : user.token;
  for (const pagePath of paths()) {
    const scripts = await scriptsOf(pagePath, token);
    // What every page has: React, Next, and the frame of the pages.
    expect(scripts.length).toBeGreaterThan(5);
    const loaded = await Promise.all(scripts.map(sizeOf));
    const total = loaded.reduce((sum, size) => sum + size, 0);
    if (!hasCharts) expect(total, pagePath).toBeLessThanOrEqual(BOUND);
  }
});
