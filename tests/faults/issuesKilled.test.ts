import { newRepo } from '@tests/support/api';
import { isDone, issueRunOf, requestIssues, tryAgain } from '@tests/support/issues';
import { ownServer } from '@tests/support/ownServer';
import type { RunningProcess } from '@tests/support/process';
import { repositories } from '@tests/support/providers/host';
import { startHost } from '@tests/support/providers/servers';
import { fillRepo } from '@tests/support/rows';
import { expect, it, onTestFinished } from 'vitest';
import { groupIn, MOST_ISSUES } from '@/domain/issues/rules';

const own = ownServer();
let workers: RunningProcess[] | undefined;

/** A host with one repository, whose token may open issues there. */
async function issueHost(provider: 'gitea' | 'github' | 'gitlab') {
  const host = await startHost(provider);
  onTestFinished(() => host.git.stop());
  host.state.repositories = repositories('acme', 1);
  const scopes = { gitea: undefined, github: ['repo'], gitlab: ['api', 'read_repository'] };
  host.state.tokens.set('good', { login: 'ana', id: 9, scopes: scopes[provider] });
  return host;
}

/** GitHub's client waits three seconds between two issues, so it opens few here. */
it.each([
  { provider: 'gitea', findings: 500, killed: [7, 130, 333], lost: [50, 51, 200, 420] },
  { provider: 'github', findings: 4, killed: [2], lost: [3] },
  { provider: 'gitlab', findings: 22, killed: [7], lost: [12] },
] as const)(
  'two workers that are killed between an issue at $provider and its record open exactly one for each group',
  {
    timeout: 600_000,
  },
  async ({ provider, findings, killed, lost }) => {
    const { server, db, user } = own;
    const { state, url } = await issueHost(provider);
    const body = { provider, host: url, token: 'good' };
    expect((await user.ask('POST', '/api/connections', { body })).status).toBe(201);
    const { id } = await newRepo(user, { remote_url: `${url}/acme/repo-1.git` });
    await fillRepo(db, id, 1, findings);
    const on = { issue_auto_create_enabled: true };
    expect((await user.ask('PATCH', `/api/repos/${id}`, { body: on })).status).toBe(200);

    workers ??= [server.worker as RunningProcess, await server.startPart('worker')];
    /** After which issues all workers are killed, and after which an answer is lost. */
    const [toKill, toLose] = [new Set<number>(killed), new Set<number>(lost)];
    let kills = 0;
    state.onIssue = async ({ number }) => {
      if (toKill.delete(number)) {
        kills++;
        await Promise.all((workers ?? []).map((worker) => worker.kill()));
        workers = [];
        return 'lost';
      }
      return toLose.delete(number) ? 'lost' : undefined;
    };
    for (let scans = 0; scans < findings / MOST_ISSUES; scans++) {
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

    expect([kills, toLose.size]).toEqual([killed.length, 0]);
    const { rows } = await db.query('SELECT group_id FROM findings WHERE repo_id = $1', [id]);
    const opened = state.issues.map((issue) => groupIn(issue.body));
    expect(opened.filter((it) => it !== id).toSorted()).toEqual(rows.map((it) => it.group_id).toSorted());
    // The summary of those beyond the first scan was closed when each group had its own.
    const summaries = state.issues.filter((issue) => groupIn(issue.body) === id);
    expect(summaries.map((issue) => issue.state)).toEqual(findings > MOST_ISSUES ? ['closed'] : []);
    const recorded = await db.query(
      `SELECT count(*)::int AS rows, count(number)::int AS numbers, count(DISTINCT number)::int AS different
       FROM issues WHERE repo_id = $1`,
      [id],
    );
    const all = findings + summaries.length;
    expect(recorded.rows[0]).toEqual({ rows: all, numbers: all, different: all });
    const preview = await user.ask('GET', `/api/repos/${id}/deletion-preview`);
    expect(preview.data).toMatchObject({ issues: all });
  },
);
