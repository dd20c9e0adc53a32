import { newRepo, newUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { anyVersion, importInto, packagePlace } from '@tests/support/packagePlace';
import { coverageOf, findingsOf, scanned } from '@tests/support/scans';
import { expect, it } from 'vitest';
import { MOST_FAILURES } from '@/domain/packages/rules';
import type { Advisory } from '@/engines/dependencies/advisory';

/** Packages whose comparison with advisories takes more memory than an engine has. */

/** A process takes its time to run out of memory. */
const PATIENCE_MS = 60_000;

const here = packagePlace();
const imported = (...advisories: Advisory[]) => importInto(here.db, advisories);

it('says in scan and log that nothing was compared where that takes more memory than there is', async () => {
  here.git.makeRepository('huge.git', commitStream([{ files: { 'b.parcels': 'npm huge 1.0\n' } }]));
  await imported(anyVersion('GHSA-5', 'npm', 'small'));
  const { id } = await newRepo(here.user, { name: 'huge', remote_url: here.git.url('huge.git') });
  const scan = await scanned(here.user, id);
  const reason =
    /^No package was compared with advisories: The engine ended by itself .*HEIMDALL_SCAN_MEMORY_MB/;
  expect(scan).toMatchObject({ status: 'completed', complete: false, finding_count: 0 });
  expect(await coverageOf(here.user, scan.id)).toMatchObject({
    limits_hit: [expect.stringMatching(reason)],
    packages: { count: 1, checked: 0 },
  });
  await imported(anyVersion('GHSA-6', 'npm', 'huge'));
  await here.worker.sweep();
  const fault = async () => here.worker.faults.find((one) => one.includes(`compare all packages`));
  const told = await until(fault, (one) => one !== undefined, PATIENCE_MS);
  expect(told).toContain('No package was compared');
  expect(await findingsOf(here.user, id)).toEqual([]);
});

it('says what it could not compare with a changed advisory, tries again, and in the end stops until the next change', async () => {
  const files = { 'b.parcels': 'npm heavy 1.0\nnpm light 1.0\n' };
  here.git.makeRepository('heavy.git', commitStream([{ files }]));
  const ana = await newUser(here.server.url);
  const { id } = await newRepo(ana, { name: 'heavy', remote_url: here.git.url('heavy.git') });
  const scan = await scanned(ana, id);
  const seen = async () => {
    const { unchecked, notKnown } = await ana.trpc.overview.get.query();
    const { packages: of } = await coverageOf(ana, scan.id);
    return { unchecked, names: notKnown.unchecked.map(({ name }) => name), of };
  };
  const all = { unchecked: 0, names: [], of: { count: 2, checked: 2 } };
  const none = { unchecked: 1, names: ['heavy'], of: { count: 2, checked: 0 } };
  expect([scan.complete, await seen()]).toMatchObject([true, all]);
  await imported(anyVersion('GHSA-7', 'npm', 'heavy'));
  await here.worker.sweep();
  const row = () => here.db.inventory.findUniqueOrThrow({ where: { id } });
  const left = await until(row, ({ failures, workerId }) => failures > 0 && workerId === null, PATIENCE_MS);
  expect([left.failures, left.requested - left.finished]).toEqual([1, 1]);
  expect(await seen()).toMatchObject(none);
  await here.db.inventory.update({ where: { id }, data: { failures: MOST_FAILURES - 1, leaseUntil: null } });
  await here.worker.sweep();
  await until(row, ({ requested, finished }) => requested === finished, PATIENCE_MS);
  expect([(await row()).failures, await seen()]).toMatchObject([0, none]);
  const gone = { modified: '2026-02-01T00:00:00Z', withdrawn: '2026-02-01T00:00:00Z' };
  await imported(anyVersion('GHSA-7', 'npm', 'heavy', gone));
  await here.worker.sweep();
  await until(seen, ({ unchecked }) => unchecked === 0, PATIENCE_MS);
  expect(await seen()).toMatchObject(all);
});
