import { newRepo, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { scanningServer } from '@tests/support/scanningServer';
import { coverageOf, findingsOf, scanAgain, scanned } from '@tests/support/scans';
import { LOCK, lodashAdvisories, MANIFEST } from '@tests/support/vulnerableRepo';
import { expect, it } from 'vitest';

/** Heimdall's own engine of dependencies, from an upload of advisories to findings. */

const here = scanningServer();

/** An import and a comparison wait for the worker's turns, on a busy machine for long. */
const PATIENCE_MS = 60_000;
const FILES = { 'web/package.json': MANIFEST, 'web/package-lock.json': LOCK };

it('finds what an import brought before the scan, by the upgrade that fixes it', async () => {
  const [first] = lodashAdvisories();
  const sent = await here.admin.ask('POST', '/api/advisories/import', { body: first });
  expect([200, 202]).toContain(sent.status);
  await until(
    () => here.admin.ask('GET', '/api/advisories/sources'),
    ({ data }) => JSON.stringify(data).includes('npm'),
    PATIENCE_MS,
  );
  here.git.makeRepository('web.git', commitStream([{ files: FILES }]));
  const { id } = await newRepo(here.admin, { name: 'web', remote_url: here.git.url('web.git') });
  const scan = await scanned(here.admin, id);
  expect(scan).toMatchObject({ status: 'completed', complete: true, finding_count: 1 });
  // A single advisory says nothing of the other package.
  expect(await coverageOf(here.admin, scan.id)).toMatchObject({
    packages: { count: 2, checked: 1 },
    notes: ['Only single advisories for npm are imported: 1 package was not checked.'],
  });
  const [finding] = await findingsOf(here.admin, id);
  expect(finding).toMatchObject({
    ...{ source: 'dependencies', rule_id: 'vulnerable-dependency', file_path: 'web/package-lock.json' },
    ...{ cve_id: 'CVE-2019-10744', severity: 'critical', status: 'open' },
    package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', direct: true },
  });
  expect(finding?.suggested_patch).toContain('+    "lodash": "^4.17.12",');
});

it('moves all to the upgrade that fixes all when another advisory arrives', async () => {
  const [, second] = lodashAdvisories();
  await here.admin.ask('POST', '/api/advisories/import', { body: second });
  const { items: repos } = (await here.admin.ask('GET', '/api/repos')).data as { items: { id: string }[] };
  const id = repos[0]?.id ?? '';
  const found = await until(
    async () => {
      await here.worker.sweep();
      return findingsOf(here.admin, id);
    },
    ({ length }) => length === 2,
    PATIENCE_MS,
  );
  expect(new Set(found.map(({ group_id }) => group_id)).size).toBe(1);
  expect(found.map(({ suggested_patch }) => String(suggested_patch).includes('^4.17.21'))).toEqual([
    true,
    true,
  ]);
  expect(here.worker.faults.filter((fault) => fault.startsWith('repo.match'))).toEqual([]);
});

it('renews findings when a vulnerability becomes known to be exploited', async () => {
  const vulnerabilities = [{ cveID: 'CVE-2021-23337' }];
  await here.admin.ask('POST', '/api/advisories/import', { body: { catalogVersion: '1', vulnerabilities } });
  const { items: repos } = (await here.admin.ask('GET', '/api/repos')).data as { items: { id: string }[] };
  const exploited = await until(
    async () => {
      await here.worker.sweep();
      const found = await findingsOf(here.admin, repos[0]?.id ?? '');
      return found
        .filter(({ evidence }) => JSON.stringify(evidence).includes('CISA'))
        .map(({ cve_id }) => cve_id);
    },
    ({ length }) => length > 0,
    PATIENCE_MS,
  );
  expect(exploited).toEqual(['CVE-2021-23337']);
  // Both are critical, and the other one was found by the first scan.
  const [first] = await findingsOf(here.admin, repos[0]?.id ?? '');
  expect(first?.cve_id).toBe('CVE-2021-23337');
});

it('has it no longer first when it leaves the catalogue', async () => {
  const vulnerabilities = [{ cveID: 'CVE-2019-10744' }];
  await here.admin.ask('POST', '/api/advisories/import', { body: { catalogVersion: '2', vulnerabilities } });
  const { items: repos } = (await here.admin.ask('GET', '/api/repos')).data as { items: { id: string }[] };
  await until(
    async () => {
      await here.worker.sweep();
      return (await findingsOf(here.admin, repos[0]?.id ?? '')).map(({ cve_id }) => cve_id);
    },
    ([first]) => first === 'CVE-2019-10744',
    PATIENCE_MS,
  );
});

it('closes the finding of a package that is from Git, and says why', async () => {
  const url = 'git+https://git.example.com/lodash.git#abc';
  const fromGit = LOCK.replace('"version": "4.17.11"', `"version": "4.17.11", "resolved": "${url}"`);
  here.git.makeRepository('git.git', commitStream([{ files: FILES }]));
  const { id } = await newRepo(here.admin, { name: 'git', remote_url: here.git.url('git.git') });
  expect((await scanned(here.admin, id)).finding_count).toBe(2);
  here.git.makeRepository('git.git', commitStream([{ files: { 'web/package-lock.json': fromGit } }], 2));
  await scanAgain(here.admin, id);
  const [finding] = await findingsOf(here.admin, id);
  expect(finding).toMatchObject({ status: 'fixed', package: { name: 'lodash', version: '4.17.11' } });
  const { data } = await here.admin.ask('GET', `/api/findings/${finding?.id}/events`);
  expect(data.items).toContainEqual(
    expect.objectContaining({
      new_value: 'fixed',
      comment: 'Its file no longer names this version from a registry, or no advisory names it any more',
    }),
  );
});

it('scans a repository whose lock file has names that no database stores', async () => {
  const packages = {
    'node_modules/a\0b': { version: '1.0.0\0' },
    'node_modules/c\ud800': { version: '2.0.0' },
  };
  const hostile = JSON.stringify({ lockfileVersion: 3, packages });
  here.git.makeRepository(
    'hostile.git',
    commitStream([{ files: { ...FILES, 'package-lock.json': hostile } }]),
  );
  const { id } = await newRepo(here.admin, { name: 'hostile', remote_url: here.git.url('hostile.git') });
  const scan = await scanned(here.admin, id);
  expect(scan).toMatchObject({ status: 'completed', complete: true, finding_count: 2 });
  expect(await coverageOf(here.admin, scan.id)).toMatchObject({ packages: { count: 4, checked: 1 } });
});
