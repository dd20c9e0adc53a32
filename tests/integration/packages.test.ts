import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { SEARCH_PATH } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { PACKAGE_ENGINE } from '@tests/support/packageEngine';
import { bundlePackaged, type Programs } from '@tests/support/programs';
import { coverageOf, findingsOf, type RestFinding, scanAgain, scanned } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordAdvisories, recordSources } from '@/domain/advisories/lifecycle';
import { MOST_FAILURES } from '@/domain/packages/rules';
import type { Advisory } from '@/engines/dependencies/advisory';
import { ENGINES } from '@/engines/registry';
import { createEnginePool } from '@/scan/pool/pool';
import { openDb } from '@/server/db';
import { longDeadlines } from '@/server/pool';

/** Packages from the lock files of a repository to findings, lists and bills of materials, and again without a clone. */

/** A process takes its time to run out of memory. */
const PATIENCE_MS = 60_000;

let git: GitServer;
let server: KeptServer;
let programs: Programs;
let worker: WorkerHere;
let user: TestUser;
let db: ReturnType<typeof openDb>;

beforeAll(async () => {
  git = await startGitServer();
  server = await keptServer();
  programs = await bundlePackaged();
  const main = programs.fileOf('packageEngineProcess');
  const pool = createEnginePool({ memoryMb: 96, searchPath: SEARCH_PATH, main, processes: 2 });
  const engines = [...ENGINES.filter(({ packages }) => !packages), PACKAGE_ENGINE];
  worker = await startWorkerHere({ ...server, engines, pool });
  db = openDb(server.database.url, 2, longDeadlines());
  user = await newUser(server.url);
});
afterAll(async () => {
  await worker?.stop();
  await db?.$disconnect();
  await git?.stop();
  programs?.remove();
});

function advisory(id: string, ecosystem: string, name: string, changes: Partial<Advisory> = {}): Advisory {
  return {
    ...{ id, aliases: [], modified: '2026-01-01T00:00:00Z', published: null, withdrawn: null, summary: id },
    ...{ details: '', severity: [], databaseSeverity: null, cwes: [], references: [] },
    affected: [{ ecosystem, name, versions: [], ranges: [], severity: [], symbols: [] }],
    ...changes,
  };
}

async function imported(...advisories: Advisory[]): Promise<void> {
  const ctx = { db, now: new Date() };
  await recordAdvisories(ctx, advisories);
  const ecosystems = new Set(
    advisories.flatMap(({ affected }) => affected.map(({ ecosystem }) => ecosystem)),
  );
  await recordSources(
    ctx,
    [...ecosystems].map((ecosystem) => ({
      ecosystem: ecosystem as 'npm',
      source: 'import',
      updatedAt: ctx.now,
      renews: true,
    })),
  );
}

/** A cursor as the list gives it, with a name that no package has. */
function cursorOf(name: string): string {
  const key = Buffer.from(name).toString('base64url');
  return Buffer.from(`name 00000000-0000-7000-8000-000000000000 ${key}`).toString('base64url');
}

const ofPackages = async (repoId: string) =>
  (await findingsOf(user, repoId)).filter(({ source }) => source === PACKAGE_ENGINE.id);
const states = (findings: readonly RestFinding[]) =>
  findings.map(({ title, status }) => `${title} ${status}`).sort();

async function packages(query: string): Promise<Record<string, unknown>[]> {
  const { data, status, body } = await user.ask('GET', `/api/packages?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return data.items as Record<string, unknown>[];
}

let repoId: string;

it('lists packages before anybody has given advisories, and says that they were not checked', async () => {
  const files = {
    'web/a.parcels': 'npm lodash 4.17.11\nnpm left-pad 1.3.0\nPyPI Flask 1.0\n',
    'b.parcels': 'npm lodash 4.17.21\n',
  };
  git.makeRepository('app.git', commitStream([{ files }]));
  ({ id: repoId } = await newRepo(user, { name: 'app', remote_url: git.url('app.git') }));
  const scan = await scanned(user, repoId);
  expect(scan).toMatchObject({ status: 'completed', complete: true, finding_count: 0 });
  expect(await coverageOf(user, scan.id)).toMatchObject({
    ...{ limits_hit: [], advisory_data_at: null, packages: { count: 4, checked: 0, advisories: [] } },
    notes: [
      '4 packages were not checked for known vulnerabilities, as there are no advisories. An admin imports them on the page Advisories, or with heimdall advisories import.',
    ],
  });
  expect(await packages(`repo_id=${repoId}`)).toMatchObject([
    { name: 'Flask', ecosystem: 'PyPI', file_path: 'web/a.parcels', line: 3 },
    { name: 'left-pad', direct: false, dev: false, licence: 'MIT' },
    {
      name: 'lodash',
      version: '4.17.21',
      file_path: 'b.parcels',
      direct: true,
      repo_id: repoId,
      repo_name: 'app',
    },
    { name: 'lodash', version: '4.17.11', file_path: 'web/a.parcels', purl: 'pkg:npm/lodash@4.17.11' },
  ]);
});

it('finds packages by a part of the name, an ecosystem, and a range of versions', async () => {
  const found = async (query: string) =>
    (await packages(query)).map(({ name, version }) => `${name} ${version}`);
  expect(await found('q=DASH&version=%3C4.17.21')).toEqual(['lodash 4.17.11']);
  expect(await found('q=lodash&version=%3E%3D4.17.11%20%3C5')).toEqual(['lodash 4.17.21', 'lodash 4.17.11']);
  expect(await found('q=fl')).toEqual(['Flask 1.0']);
  expect(await found(`ecosystem=npm&repo_id=${repoId}&version=1.3.0`)).toEqual(['left-pad 1.3.0']);
  const page = (cursor: string) => user.ask('GET', `/api/packages?limit=3${cursor}`);
  const first = await page('');
  const second = await page(`&cursor=${first.data.next_cursor}`);
  expect((second.data.items as unknown[]).length).toBe(1);
  expect(second.data.next_cursor).toBeNull();
  for (const [query, message] of [
    ['version=%3C2', 'version needs q or repo_id, whose packages it is compared with'],
    ['q=a&version=%3C', 'version must be a version or a range, such as <2.17.1 or >=1.0 <1.4.2'],
    ['cursor=abc', 'cursor must be a next_cursor that a list gave out'],
    [`cursor=${cursorOf('a\0')}`, 'cursor must be a next_cursor that a list gave out'],
  ]) {
    const answer = await user.ask('GET', `/api/packages?${query}`);
    expect([answer.status, answer.body.message]).toEqual([400, message]);
  }
});

it('shows nobody the packages of others', async () => {
  const other = await newUser(server.url);
  const { data } = await other.ask('GET', '/api/packages?q=lodash');
  expect(data.items).toEqual([]);
});

it('writes a bill of materials in both forms', async () => {
  const read = async (format: string) => {
    const headers = { cookie: `session=${user.token}` };
    const answer = await fetch(`${server.url}/api/repos/${repoId}/sbom?format=${format}`, { headers });
    expect([answer.status, answer.headers.get('content-disposition')?.includes('app.')]).toEqual([200, true]);
    return answer.json();
  };
  const cyclonedx = await read('cyclonedx');
  expect(cyclonedx).toMatchObject({ specVersion: '1.6', metadata: { component: { name: 'app' } } });
  expect(cyclonedx.components).toHaveLength(4);
  const spdx = await read('spdx');
  expect(spdx).toMatchObject({ spdxVersion: 'SPDX-2.3', name: 'app' });
  expect(spdx.packages).toHaveLength(5);
});

it('opens findings when an advisory arrives, without a scan, and says so', async () => {
  await imported(advisory('GHSA-1', 'npm', 'lodash'), advisory('GHSA-2', 'npm', 'unrelated'));
  await worker.sweep();
  const found = await until(
    () => ofPackages(repoId),
    ({ length }) => length === 2,
  );
  expect(states(found)).toEqual(['lodash: it opens (GHSA-1) open', 'lodash: it opens (GHSA-1) open']);
  const { items: scans } = (await user.ask('GET', `/api/repos/${repoId}/scans`)).data;
  expect(scans).toHaveLength(1);
  const inWeb = found.find(({ file_path }) => file_path === 'web/a.parcels');
  expect(inWeb).toMatchObject({
    ...{ rule_id: 'parcel', severity: 'high', fix_type: 'dependency_upgrade', cve_id: 'CVE-2026-1' },
    ...{ cwe_id: 'CWE-79', suggested_patch: '-1\n+9\n', fix_summary: 'Raise lodash to 9.' },
    ...{ description: 'About GHSA-1.', references: ['https://example.com/GHSA-1'], line_start: 1 },
    package: {
      ...{ ecosystem: 'npm', name: 'lodash', version: '4.17.11', purl: 'pkg:npm/lodash@4.17.11' },
      ...{ direct: true, path: [] },
    },
  });
  const { data } = await user.ask('GET', `/api/findings/${inWeb?.id}/events`);
  expect(data.items).toMatchObject([
    { type: 'created', comment: 'Advisories have changed: one names this version now' },
  ]);
  const overview = await user.ask('GET', '/api/overview');
  expect(overview.data.open).toMatchObject({ high: 2 });
});

it('keeps what people decided, and closes what a withdrawn advisory no longer names', async () => {
  const [first, second] = await ofPackages(repoId);
  const body = { status: 'dismissed', reason: 'not reachable' };
  await user.ask('PATCH', `/api/findings/${first?.id}/status`, { body });
  await imported(advisory('GHSA-3', 'npm', 'lodash'));
  await worker.sweep();
  await until(
    () => ofPackages(repoId),
    ({ length }) => length === 4,
  );
  expect((await user.ask('GET', `/api/findings/${first?.id}`)).data).toMatchObject({ status: 'dismissed' });
  const gone = { modified: '2026-02-01T00:00:00Z', withdrawn: '2026-02-01T00:00:00Z' };
  await imported(advisory('GHSA-1', 'npm', 'lodash', gone));
  await worker.sweep();
  const after = await until(
    () => ofPackages(repoId),
    (all) => all.filter(({ status }) => status === 'fixed').length === 2,
  );
  expect(states(after)).toEqual([
    ...['lodash: it opens (GHSA-1) fixed', 'lodash: it opens (GHSA-1) fixed'],
    ...['lodash: it opens (GHSA-3) open', 'lodash: it opens (GHSA-3) open'],
  ]);
  const { data } = await user.ask('GET', `/api/findings/${second?.id}/events`);
  expect(data.items).toMatchObject([
    {
      ...{ type: 'status_changed', old_value: 'open', new_value: 'fixed' },
      comment: 'Advisories have changed: none names this version any more',
    },
    { type: 'created' },
  ]);
});

it('finds the same in the next scan, which says what it was compared with and for which there was nothing', async () => {
  const scan = await scanAgain(user, repoId);
  expect(scan).toMatchObject({ complete: false, finding_count: 2 });
  expect(await coverageOf(user, scan.id)).toMatchObject({
    limits_hit: ['No advisories for PyPI are imported.'],
    packages: { count: 4, checked: 3, advisories: [{ ecosystem: 'npm', source: 'import' }] },
  });
  expect(await ofPackages(repoId)).toHaveLength(4);
});

it('neither closes nor forgets findings of a file that could not be read', async () => {
  git.makeRepository('app.git', commitStream([{ files: { 'b.parcels': 'broken\n' } }], 1));
  const scan = await scanAgain(user, repoId);
  expect((await coverageOf(user, scan.id)).limits_hit).toContain('b.parcels: It is broken.');
  const at = (path: string) => async () =>
    (await ofPackages(repoId)).filter((it) => it.file_path === path && it.status !== 'fixed');
  expect(await at('b.parcels')()).toHaveLength(1);
  expect((await packages(`repo_id=${repoId}`)).map(({ file_path }) => file_path)).toEqual(
    Array(3).fill('web/a.parcels'),
  );
  // A comparison without a scan says nothing of it either.
  await imported(advisory('GHSA-4', 'npm', 'left-pad'));
  await worker.sweep();
  await until(
    () => ofPackages(repoId),
    (all) => all.some(({ title }) => String(title).startsWith('left-pad')),
  );
  expect(await at('b.parcels')()).toHaveLength(1);
});

it('closes findings of packages that are gone, with their files or without', async () => {
  const files = { 'b.parcels': null, 'web/a.parcels': 'npm left-pad 1.3.0\n' };
  git.makeRepository('app.git', commitStream([{ files }], 2));
  await scanAgain(user, repoId);
  const open = (await ofPackages(repoId)).filter(({ status }) => status !== 'fixed');
  expect(states(open)).toEqual(['left-pad: it opens (GHSA-4) open']);
  expect(worker.faults.filter((fault) => fault.startsWith('repo.match'))).toEqual([]);
});

it('compares nothing of a deleted repository, whose packages are gone', async () => {
  await user.ask('DELETE', `/api/repos/${repoId}`);
  const count = () => db.package.count({ where: { repoId } });
  expect(await until(count, (left) => left === 0)).toBe(0);
  expect(await db.inventory.count()).toBe(0);
});

it('says in scan and log that nothing was compared where that takes more memory than there is', async () => {
  git.makeRepository('huge.git', commitStream([{ files: { 'b.parcels': 'npm huge 1.0\n' } }]));
  await imported(advisory('GHSA-5', 'npm', 'small'));
  const { id } = await newRepo(user, { name: 'huge', remote_url: git.url('huge.git') });
  const scan = await scanned(user, id);
  const reason =
    /^No package was compared with advisories: The engine ended by itself .*HEIMDALL_SCAN_MEMORY_MB/;
  expect(scan).toMatchObject({ status: 'completed', complete: false, finding_count: 0 });
  expect(await coverageOf(user, scan.id)).toMatchObject({
    limits_hit: [expect.stringMatching(reason)],
    packages: { count: 1, checked: 0 },
  });
  await imported(advisory('GHSA-6', 'npm', 'huge'));
  await worker.sweep();
  const fault = async () => worker.faults.find((one) => one.includes(`compare all packages`));
  const told = await until(fault, (one) => one !== undefined, PATIENCE_MS);
  expect(told).toContain('No package was compared');
  expect(await ofPackages(id)).toEqual([]);
});

it('says what it could not compare with a changed advisory, tries again, and in the end stops until the next change', async () => {
  const files = { 'b.parcels': 'npm heavy 1.0\nnpm light 1.0\n' };
  git.makeRepository('heavy.git', commitStream([{ files }]));
  const ana = await newUser(server.url);
  const { id } = await newRepo(ana, { name: 'heavy', remote_url: git.url('heavy.git') });
  const scan = await scanned(ana, id);
  const seen = async () => {
    const { unchecked, notKnown } = await ana.trpc.overview.get.query();
    const { packages: of } = await coverageOf(ana, scan.id);
    return { unchecked, names: notKnown.unchecked.map(({ name }) => name), of };
  };
  const all = { unchecked: 0, names: [], of: { count: 2, checked: 2 } };
  const none = { unchecked: 1, names: ['heavy'], of: { count: 2, checked: 0 } };
  expect([scan.complete, await seen()]).toMatchObject([true, all]);
  await imported(advisory('GHSA-7', 'npm', 'heavy'));
  await worker.sweep();
  const row = () => db.inventory.findUniqueOrThrow({ where: { id } });
  const left = await until(row, ({ failures, workerId }) => failures > 0 && workerId === null, PATIENCE_MS);
  expect([left.failures, left.requested - left.finished]).toEqual([1, 1]);
  expect(await seen()).toMatchObject(none);
  await db.inventory.update({ where: { id }, data: { failures: MOST_FAILURES - 1, leaseUntil: null } });
  await worker.sweep();
  await until(row, ({ requested, finished }) => requested === finished, PATIENCE_MS);
  expect([(await row()).failures, await seen()]).toMatchObject([0, none]);
  const gone = { modified: '2026-02-01T00:00:00Z', withdrawn: '2026-02-01T00:00:00Z' };
  await imported(advisory('GHSA-7', 'npm', 'heavy', gone));
  await worker.sweep();
  await until(seen, ({ unchecked }) => unchecked === 0, PATIENCE_MS);
  expect(await seen()).toMatchObject(all);
});
