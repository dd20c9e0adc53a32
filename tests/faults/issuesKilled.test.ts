import { newRepo } from '@tests/support/api';
import { isDone, issueRunOf, requestIssues, tryAgain } from '@tests/support/issues';
import { ownServer } from '@tests/support/ownServer';
import type { RunningProcess } from '@tests/support/process';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { fillRepo } from '@tests/support/rows';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupIn, MOST_ISSUES } from '@/domain/issues/rules';

const own = ownServer();
let gitea: LocalHost;
beforeAll(async () => {
  gitea = await startHost('gitea');
  gitea.state.repositories = repositories('acme', 1);
  gitea.state.tokens.set('good', { login: 'ana', id: 9 });
});
afterAll(() => gitea?.git.stop());

const FINDINGS = 500;
/** After which issues all workers are killed, and after which an answer is lost. */
const KILLED = new Set([7, 130, 333]);
const LOST = new Set([50, 51, 200, 420]);

it('two workers that are killed between an issue and its record open exactly one for each group', {
  timeout: 600_000,
}, async () => {
  const { server, db, user } = own;
  const body = { provider: 'gitea', host: gitea.url, token: 'good' };
  expect((await user.ask('POST', '/api/connections', { body })).status).toBe(201);
  const { id } = await newRepo(user, { remote_url: `${gitea.url}/acme/repo-1.git` });
  await fillRepo(db, id, 1, FINDINGS);
  const on = { issue_auto_create_enabled: true };
  expect((await user.ask('PATCH', `/api/repos/${id}`, { body: on })).status).toBe(200);

  let workers: RunningProcess[] = [server.worker as RunningProcess, await server.startPart('worker')];
  let kills = 0;
  gitea.state.onIssue = async ({ number }) => {
    if (KILLED.delete(number)) {
      kills++;
      await Promise.all(workers.map((worker) => worker.kill()));
      workers = [];
      return 'lost';
    }
    return LOST.delete(number) ? 'lost' : undefined;
  };
  for (let scans = 0; scans < FINDINGS / MOST_ISSUES; scans++) {
    await requestIssues(db, { id, userId: user.id });
    for (;;) {
      const run = await issueRunOf(db, id);
      if (isDone(run)) break;
      if (workers.length === 0) {
        workers = await Promise.all([server.startPart('worker'), server.startPart('worker')]);
        await tryAgain(db, id);
      }
      if (run?.message && run.worker_id === null) await tryAgain(db, id);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  expect([kills, LOST.size]).toEqual([3, 0]);
  const { rows } = await db.query('SELECT group_id FROM findings WHERE repo_id = $1', [id]);
  const opened = gitea.state.issues.map((issue) => groupIn(issue.body));
  expect(opened.filter((it) => it !== id).toSorted()).toEqual(rows.map((it) => it.group_id).toSorted());
  // The summary was closed when each group had its own.
  expect(gitea.state.issues.filter((issue) => groupIn(issue.body) === id)).toMatchObject([
    { state: 'closed' },
  ]);
  const recorded = await db.query(
    `SELECT count(*)::int AS rows, count(number)::int AS numbers, count(DISTINCT number)::int AS different
       FROM issues WHERE repo_id = $1`,
    [id],
  );
  const all = FINDINGS + 1;
  expect(recorded.rows[0]).toEqual({ rows: all, numbers: all, different: all });
  const preview = await user.ask('GET', `/api/repos/${id}/deletion-preview`);
  expect(preview.data).toMatchObject({ issues: all });
});
