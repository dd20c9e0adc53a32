import { newRepo, until } from '@tests/support/api';
import { wrongCounts } from '@tests/support/findingCounts';
import { importOver, importSarif, uploadSarif } from '@tests/support/imports';
import { ownServer } from '@tests/support/ownServer';
import type { RunningProcess } from '@tests/support/process';
import { resultAt, sarifOf } from '@tests/support/sarif';
import { expect, it } from 'vitest';

const own = ownServer();

/** So many that an import of them takes seconds, in which its worker is killed. */
const RESULTS = 8_000;
/** As long as a lease, a sweep and a poll: see LEASE. */
const TAKEN_UP_MS = 30_000;

it('an import survives the SIGKILL of its worker, and records each result once', async () => {
  const { id: repoId } = await newRepo(own.user, { source_type: 'github', remote_url: null });
  const resultsFrom = (first: number) =>
    sarifOf(Array.from({ length: RESULTS }, (_, at) => resultAt(`src/${first + at}.ts`, 1 + (at % 50))));
  // Half of these results are gone from the second document.
  await importSarif(own.server.url, own.user, repoId, resultsFrom(0), 120_000);
  const { data } = await uploadSarif(own.server.url, own.user, repoId, resultsFrom(RESULTS / 2));
  const seen = async () => {
    const { rows } = await own.db.query('SELECT count(*)::int AS count FROM findings WHERE scan_id = $1', [
      data.id,
    ]);
    return rows[0].count as number;
  };
  await until(seen, (count) => count > 0, 60_000, 20);
  await (own.server.worker as RunningProcess).kill();
  expect(await seen()).toBeLessThan(RESULTS);
  const killedAt = Date.now();
  await own.server.startPart('worker');
  const again = async () =>
    (await own.db.query('SELECT attempt FROM scans WHERE id = $1', [data.id])).rows[0].attempt;
  await until(again, (attempt) => attempt === 2, 2 * TAKEN_UP_MS);
  expect(Date.now() - killedAt).toBeLessThan(TAKEN_UP_MS + 15_000);
  const over = await importOver(own.user, data.id, 180_000);
  expect(over).toMatchObject({ status: 'completed', complete: true, finding_count: RESULTS });
  const { rows } = await own.db.query(
    `SELECT status, count(*)::int, count(DISTINCT file_path)::int AS paths FROM findings WHERE repo_id = $1
     GROUP BY 1 ORDER BY 1`,
    [repoId],
  );
  expect(rows).toEqual([
    { status: 'open', count: RESULTS, paths: RESULTS },
    { status: 'fixed', count: RESULTS / 2, paths: RESULTS / 2 },
  ]);
  const created = await own.db.query(
    `SELECT count(*)::int FROM finding_events e JOIN findings f ON f.id = e.finding_id WHERE f.repo_id = $1 GROUP BY type ORDER BY 1`,
    [repoId],
  );
  expect(created.rows).toEqual([{ count: RESULTS / 2 }, { count: 1.5 * RESULTS }]);
  expect(await wrongCounts(own.db, repoId)).toEqual([]);
}, 400_000);
