import { newRepo, newUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { PACKAGE_ENGINE } from '@tests/support/packageEngine';
import { anyVersion, importInto, packagePlace } from '@tests/support/packagePlace';
import { coverageOf, findingsOf, type RestFinding, scanAgain, scanned } from '@tests/support/scans';
import { expect, it } from 'vitest';
import { cursorAfter } from '@/domain/keyset';
import type { Advisory } from '@/engines/dependencies/advisory';

/** Packages from the lock files of a repository to findings, lists and bills of materials, and again without a clone. */

const here = packagePlace();
const imported = (...advisories: Advisory[]) => importInto(here.db, advisories);

/** A cursor as the list gives it, with a name that no package has. */
function cursorOf(name: string): string {
  const key = Buffer.from(name).toString('base64url');
  return cursorAfter({ id: '00000000-0000-7000-8000-000000000000', key }, 'packages');
}

const ofPackages = async (repoId: string) =>
  (await findingsOf(here.user, repoId)).filter(({ source }) => source === PACKAGE_ENGINE.id);
const states = (findings: readonly RestFinding[]) =>
  findings.map(({ title, status }) => `${title} ${status}`).sort();

async function packages(query: string): Promise<Record<string, unknown>[]> {
  const { data, status, body } = await here.user.ask('GET', `/api/packages?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return data.items as Record<string, unknown>[];
}

let repoId: string;

it('lists packages before anybody has given advisories, and says that they were not checked', async () => {
  const files = {
    'web/a.parcels': 'npm lodash 4.17.11\nnpm left-pad 1.3.0\nPyPI Flask 1.0\n',
    'b.parcels': 'npm lodash 4.17.21\n',
  };
  here.git.makeRepository('app.git', commitStream([{ files }]));
  ({ id: repoId } = await newRepo(here.user, { name: 'app', remote_url: here.git.url('app.git') }));
  const scan = await scanned(here.user, repoId);
  expect(scan).toMatchObject({ status: 'completed', complete: true, finding_count: 0 });
  expect(await coverageOf(here.user, scan.id)).toMatchObject({
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
  const page = (cursor: string) => here.user.ask('GET', `/api/packages?limit=3${cursor}`);
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
    const answer = await here.user.ask('GET', `/api/packages?${query}`);
    expect([answer.status, answer.body.message]).toEqual([400, message]);
  }
});

it('shows nobody the packages of others', async () => {
  const other = await newUser(here.server.url);
  const { data } = await other.ask('GET', '/api/packages?q=lodash');
  expect(data.items).toEqual([]);
});

it('writes a bill of materials in both forms', async () => {
  const read = async (format: string) => {
    const headers = { cookie: `session=${here.user.token}` };
    const answer = await fetch(`${here.server.url}/api/repos/${repoId}/sbom?format=${format}`, { headers });
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
  await imported(anyVersion('GHSA-1', 'npm', 'lodash'), anyVersion('GHSA-2', 'npm', 'unrelated'));
  await here.worker.sweep();
  const found = await until(
    () => ofPackages(repoId),
    ({ length }) => length === 2,
  );
  expect(states(found)).toEqual(['lodash: it opens (GHSA-1) open', 'lodash: it opens (GHSA-1) open']);
  const { items: scans } = (await here.user.ask('GET', `/api/repos/${repoId}/scans`)).data;
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
  const { data } = await here.user.ask('GET', `/api/findings/${inWeb?.id}/events`);
  expect(data.items).toMatchObject([
    { type: 'created', comment: 'Advisories have changed: one names this version now' },
  ]);
  const overview = await here.user.ask('GET', '/api/overview');
  expect(overview.data.open).toMatchObject({ high: 2 });
});

it('keeps what people decided, and closes what a withdrawn advisory no longer names', async () => {
  const [first, second] = await ofPackages(repoId);
  const body = { status: 'dismissed', reason: 'not reachable' };
  await here.user.ask('PATCH', `/api/findings/${first?.id}/status`, { body });
  await imported(anyVersion('GHSA-3', 'npm', 'lodash'));
  await here.worker.sweep();
  await until(
    () => ofPackages(repoId),
    ({ length }) => length === 4,
  );
  expect((await here.user.ask('GET', `/api/findings/${first?.id}`)).data).toMatchObject({
    status: 'dismissed',
  });
  const gone = { modified: '2026-02-01T00:00:00Z', withdrawn: '2026-02-01T00:00:00Z' };
  await imported(anyVersion('GHSA-1', 'npm', 'lodash', gone));
  await here.worker.sweep();
  const after = await until(
    () => ofPackages(repoId),
    (all) => all.filter(({ status }) => status === 'fixed').length === 2,
  );
  expect(states(after)).toEqual([
    ...['lodash: it opens (GHSA-1) fixed', 'lodash: it opens (GHSA-1) fixed'],
    ...['lodash: it opens (GHSA-3) open', 'lodash: it opens (GHSA-3) open'],
  ]);
  const { data } = await here.user.ask('GET', `/api/findings/${second?.id}/events`);
  expect(data.items).toMatchObject([
    {
      ...{ type: 'status_changed', old_value: 'open', new_value: 'fixed' },
      comment: 'Advisories have changed: none names this version any more',
    },
    { type: 'created' },
  ]);
});

it('finds the same in the next scan, which says what it was compared with and for which there was nothing', async () => {
  const scan = await scanAgain(here.user, repoId);
  expect(scan).toMatchObject({ complete: false, finding_count: 2 });
  expect(await coverageOf(here.user, scan.id)).toMatchObject({
    limits_hit: ['No advisories for PyPI are imported.'],
    packages: { count: 4, checked: 3, advisories: [{ ecosystem: 'npm', source: 'import' }] },
  });
  expect(await ofPackages(repoId)).toHaveLength(4);
});

it('neither closes nor forgets findings of a file that could not be read', async () => {
  here.git.makeRepository('app.git', commitStream([{ files: { 'b.parcels': 'broken\n' } }], 1));
  const scan = await scanAgain(here.user, repoId);
  expect((await coverageOf(here.user, scan.id)).limits_hit).toContain('b.parcels: It is broken.');
  const at = (path: string) => async () =>
    (await ofPackages(repoId)).filter((it) => it.file_path === path && it.status !== 'fixed');
  expect(await at('b.parcels')()).toHaveLength(1);
  expect((await packages(`repo_id=${repoId}`)).map(({ file_path }) => file_path)).toEqual(
    Array(3).fill('web/a.parcels'),
  );
  // A comparison without a scan says nothing of it either.
  await imported(anyVersion('GHSA-4', 'npm', 'left-pad'));
  await here.worker.sweep();
  await until(
    () => ofPackages(repoId),
    (all) => all.some(({ title }) => String(title).startsWith('left-pad')),
  );
  expect(await at('b.parcels')()).toHaveLength(1);
});

it('closes findings of packages that are gone, with their files or without', async () => {
  const files = { 'b.parcels': null, 'web/a.parcels': 'npm left-pad 1.3.0\n' };
  here.git.makeRepository('app.git', commitStream([{ files }], 2));
  await scanAgain(here.user, repoId);
  const open = (await ofPackages(repoId)).filter(({ status }) => status !== 'fixed');
  expect(states(open)).toEqual(['left-pad: it opens (GHSA-4) open']);
  expect(here.worker.faults.filter((fault) => fault.startsWith('repo.match'))).toEqual([]);
});

it('compares nothing of a deleted repository, whose packages are gone', async () => {
  await here.user.ask('DELETE', `/api/repos/${repoId}`);
  const count = () => here.db.package.count({ where: { repoId } });
  expect(await until(count, (left) => left === 0)).toBe(0);
  expect(await here.db.inventory.count()).toBe(0);
});
