import { newRepo, until } from '@tests/support/api';
import { wrongCounts } from '@tests/support/findingCounts';
import { ownServer } from '@tests/support/ownServer';
import type { RunningProcess } from '@tests/support/process';
import { fillRepo } from '@tests/support/rows';
import { expect, it } from 'vitest';

const own = ownServer();

const FINDINGS = 30_000;

it('a change of many findings survives the SIGKILL of its worker, and changes each finding once', async () => {
  const { id: repoId } = await newRepo(own.user, { source_type: 'github', remote_url: null });
  await fillRepo(own.db, repoId, 1, FINDINGS);
  await own.db.query(
    `UPDATE findings SET id = ('01000000-0000-7000-8000-' || right(id::text, 12))::uuid WHERE repo_id = $1`,
    [repoId],
  );
  await own.db.query('DELETE FROM finding_counts WHERE repo_id = $1', [repoId]);
  await own.db.query(
    `INSERT INTO finding_counts SELECT repo_id, source, severity, status, confidence, file_role, in_tree, count(*)
     FROM findings WHERE repo_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    [repoId],
  );
  const body = { filter: { repo_id: repoId }, status: 'dismissed', reason: 'all of it' };
  const { status, data } = await own.user.ask('POST', '/api/findings/triage', { body });
  expect(status).toBe(202);
  const job = async () => (await own.user.ask('GET', `/api/jobs/${data.job_id}`)).data;
  await until(job, ({ done }) => Number(done) > 0, 60_000, 20);
  await (own.server.worker as RunningProcess).kill();
  expect(await job()).toMatchObject({ state: 'running', total: FINDINGS, result: null });
  await own.server.startPart('worker');
  const done = await until(job, ({ state }) => state === 'completed', 120_000);
  expect(done).toMatchObject({
    ...{ done: FINDINGS, total: FINDINGS },
    result: { updated: FINDINGS, skipped: 0, undo_token: data.job_id },
  });
  const { rows } = await own.db.query(
    `SELECT status, count(*)::int, (SELECT count(*)::int FROM finding_events WHERE triage_id = $2) AS events
     FROM findings WHERE repo_id = $1 GROUP BY 1`,
    [repoId, data.job_id],
  );
  expect(rows).toEqual([{ status: 'dismissed', count: FINDINGS, events: FINDINGS }]);
  expect(await wrongCounts(own.db, repoId)).toEqual([]);
}, 300_000);
