import { newRepo, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { connectTo } from '@tests/support/rows';
import { scanningServer } from '@tests/support/scanningServer';
import { coverageOf, findingsOf, scanAgain, scanned } from '@tests/support/scans';
import { LOCK, lodashAdvisories, MANIFEST } from '@tests/support/vulnerableRepo';
import { expect, it } from 'vitest';

/** What a repository excepts of its vulnerable packages, in scans and in comparisons without one. */

const here = scanningServer();
let repoId: string;

/** An import and a comparison wait for the worker's turns, on a busy machine for long. */
const PATIENCE_MS = 60_000;
const [FIRST, SECOND] = lodashAdvisories();
const BY_ADVISORY = '- {advisory: CVE-2019-10744, path: web/, reason: Not reachable, until: 2999-12-31}';
const BY_PACKAGE = '- {package: lodash, ecosystem: npm, path: /tools/, reason: Only at build time}';
const UNDERSTOOD = 'the reason of the allow-list';

const exceptions = (...entries: string[]) => ({ '.heimdall.yml': `exceptions:\n${entries.join('\n')}\n` });
function inFolder(folder: string) {
  return { [`${folder}/package.json`]: MANIFEST, [`${folder}/package-lock.json`]: LOCK };
}

const SINGLE = 'Only single advisories for npm are imported: 3 packages were not checked.';

async function bring(advisory: unknown): Promise<void> {
  const { status } = await here.admin.ask('POST', '/api/advisories/import', { body: advisory });
  expect([200, 202]).toContain(status);
}

/** The findings as "path CVE: status", once they are as many, and as all of them are. */
async function states(isThere: (all: readonly string[]) => boolean): Promise<readonly string[]> {
  return until(
    async () => {
      await here.worker.sweep();
      const all = await findingsOf(here.admin, repoId);
      return all.map((it) => `${it.file_path.split('/')[0]} ${it.cve_id}: ${it.status}`).sort();
    },
    isThere,
    PATIENCE_MS,
  );
}

async function findingAt(folder: string, cve: string) {
  const all = await findingsOf(here.admin, repoId);
  const found = all.find((it) => it.file_path.startsWith(`${folder}/`) && it.cve_id === cve);
  if (!found) throw new Error(`${folder} has no ${cve}`);
  const { data } = await here.admin.ask('GET', `/api/findings/${found.id}/events`);
  return { found, events: data.items as { comment: string; new_value: string }[] };
}

it('dismisses what the repository excepts, with the reason, and counts it', async () => {
  await bring(FIRST);
  await until(
    () => here.admin.ask('GET', '/api/advisories/sources'),
    ({ data }) => JSON.stringify(data).includes('npm'),
    PATIENCE_MS,
  );
  const files = {
    ...inFolder('web'),
    ...inFolder('tools'),
    ...inFolder('apps'),
    ...exceptions(BY_ADVISORY, BY_PACKAGE, '- {package: lodash}'),
  };
  here.git.makeRepository('excepting.git', commitStream([{ files }]));
  const repo = await newRepo(here.admin, { name: 'excepting', remote_url: here.git.url('excepting.git') });
  repoId = repo.id;
  const scan = await scanned(here.admin, repoId);
  expect(scan).toMatchObject({ status: 'completed', complete: true });
  expect(await coverageOf(here.admin, scan.id)).toMatchObject({
    suppressed: [{ by: 'ignore_file', findings: 2 }],
    notes: [expect.stringContaining('.heimdall.yml: exception 3 has no reason.'), SINGLE],
  });
  expect(await states(({ length }) => length === 3)).toEqual([
    'apps CVE-2019-10744: open',
    'tools CVE-2019-10744: dismissed',
    'web CVE-2019-10744: dismissed',
  ]);
  const { events } = await findingAt('web', 'CVE-2019-10744');
  expect(events).toMatchObject([{ type: 'created', new_value: 'dismissed', comment: 'Not reachable' }]);
});

it('respects exceptions and the paths of the allow-list when advisories arrive, without a clone', async () => {
  const body = { path: 'apps/', rule_id: 'vulnerable-dependency', reason: UNDERSTOOD };
  expect((await here.admin.ask('POST', `/api/repos/${repoId}/suppressions`, { body })).status).toBe(201);
  await bring(SECOND);
  expect(await states(({ length }) => length === 6)).toEqual([
    ...['apps CVE-2019-10744: dismissed', 'apps CVE-2021-23337: dismissed'],
    ...['tools CVE-2019-10744: dismissed', 'tools CVE-2021-23337: dismissed'],
    ...['web CVE-2019-10744: dismissed', 'web CVE-2021-23337: open'],
  ]);
  const { items: scans } = (await here.admin.ask('GET', `/api/repos/${repoId}/scans`)).data;
  expect(scans).toHaveLength(1);
  const reasonOf = async (folder: string) => (await findingAt(folder, 'CVE-2021-23337')).events[0]?.comment;
  expect(await reasonOf('apps')).toBe(UNDERSTOOD);
  expect(await reasonOf('tools')).toBe('Only at build time');
});

it('opens a finding when its exception ends, without a scan', async () => {
  const db = await connectTo(here.server.database.url);
  const kept = await db.query('SELECT exceptions_end FROM inventories WHERE id = $1', [repoId]);
  expect(kept.rows).toEqual([{ exceptions_end: new Date('3000-01-01T00:00:00Z') }]);
  // As if the time had come.
  const changed = await db.query(
    `UPDATE inventories SET exceptions = replace(exceptions::text, '2999-12-31', '2020-12-31')::jsonb,
       exceptions_end = '2021-01-01T00:00:00Z' WHERE id = $1`,
    [repoId],
  );
  expect(changed.rowCount).toBe(1);
  await states((all) => all.includes('web CVE-2019-10744: open'));
  const { rows } = await db.query('SELECT exceptions_end FROM inventories WHERE id = $1', [repoId]);
  expect(rows).toEqual([{ exceptions_end: null }]);
  await db.end();
  const { events } = await findingAt('web', 'CVE-2019-10744');
  expect(events[0]).toMatchObject({
    ...{ type: 'status_changed', old_value: 'dismissed', new_value: 'open' },
    comment: 'Neither .heimdallignore nor .heimdall.yml excludes it any more',
  });
  expect(here.worker.faults.filter((fault) => fault.startsWith('repo.match'))).toEqual([]);
});

it('dismisses again by the file, and opens what it does not except any more', async () => {
  const now = await scanAgain(here.admin, repoId);
  expect(now).toMatchObject({ status: 'completed', complete: true });
  expect(await states(() => true)).toContain('web CVE-2019-10744: dismissed');
  const files = exceptions(BY_ADVISORY);
  here.git.makeRepository('excepting.git', commitStream([{ files }], 1));
  await scanAgain(here.admin, repoId);
  expect(await states(() => true)).toEqual([
    ...['apps CVE-2019-10744: dismissed', 'apps CVE-2021-23337: dismissed'],
    ...['tools CVE-2019-10744: open', 'tools CVE-2021-23337: open'],
    ...['web CVE-2019-10744: dismissed', 'web CVE-2021-23337: open'],
  ]);
});

it('says of a file that can not be read that nothing was applied', async () => {
  const files = { '.heimdall.yml': `exceptions:\n${BY_ADVISORY}\n- *a\n` };
  here.git.makeRepository('excepting.git', commitStream([{ files }], 2));
  const scan = await scanAgain(here.admin, repoId);
  expect(await coverageOf(here.admin, scan.id)).toMatchObject({
    notes: [
      expect.stringMatching(
        /^\.heimdall\.yml is not valid YAML \(.+\); none of its exceptions was applied\.$/,
      ),
      SINGLE,
    ],
  });
  expect(await states(() => true)).toContain('web CVE-2019-10744: open');
});
