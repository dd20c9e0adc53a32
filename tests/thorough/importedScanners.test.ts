import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { wrongCounts } from '@tests/support/findingCounts';
import { importSarif } from '@tests/support/imports';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo } from '@tests/support/rows';
import { readScanner, SCANNERS } from '@tests/support/scanners/read';
import { findingsOf } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Imports of what real scanners have written. What is read of it is checked beside the reader. */

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let user: TestUser;
beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  expect(worker?.faults).toEqual([]);
  await worker?.stop();
  await db?.end();
});

/** All that is stored of a repo's findings, but when they were last seen. */
async function stored(repoId: string): Promise<unknown[]> {
  const { rows } = await db.query(
    `SELECT to_jsonb(f) - 'scan_id' - 'last_seen_at' - 'updated_at' AS finding,
       (SELECT count(*)::int FROM finding_events WHERE finding_id = f.id) AS events
     FROM findings f WHERE repo_id = $1 ORDER BY id`,
    [repoId],
  );
  return rows;
}

it('all of it becomes findings, and again nothing new', async () => {
  const { id } = await newRepo(user, { source_type: 'github', remote_url: null });
  const counts: Record<string, number> = {};
  for (const scanner of SCANNERS) {
    const scan = await importSarif(server.url, user, id, readScanner(scanner));
    expect(scan).toMatchObject({ status: 'completed', complete: true });
    counts[scanner] = scan.finding_count;
  }
  // What is suppressed is a finding, too, but none that counts.
  const expected = { bandit: 4, eslint: 2, flawfinder: 3, njsscan: 3, ruff: 3, secretlint: 1, semgrep: 2 };
  expect(counts).toEqual({ ...expected, zizmor: 2 });
  const before = await stored(id);
  expect(before).toHaveLength(22);
  const findings = await findingsOf(user, id);
  expect(
    findings
      .filter(({ status }) => status === 'dismissed')
      .map(({ rule_id }) => rule_id)
      .sort(),
  ).toEqual(['command-from-request', 'no-eval']);
  for (const scanner of SCANNERS) {
    const scan = await importSarif(server.url, user, id, readScanner(scanner));
    expect(scan).toMatchObject({ complete: true, finding_count: counts[scanner] });
  }
  expect(await stored(id)).toEqual(before);
  expect(await wrongCounts(db, id)).toEqual([]);
});
