import type pg from 'pg';
import { until } from './api';

/** Makes a repo's issues wait for a worker, as a complete scan does, and ends its wait for a host. */
export async function requestIssues(db: pg.Client, repo: { id: string; userId: string }): Promise<void> {
  await db.query(
    `INSERT INTO issue_runs (id, owner_id) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET requested = issue_runs.requested + 1`,
    [repo.id, repo.userId],
  );
  await tryAgain(db, repo.id);
}

/** Ends a repo's wait for its host, or the lease of a killed worker. */
export async function tryAgain(db: pg.Client, id: string): Promise<void> {
  await db.query('UPDATE issue_runs SET message = NULL, worker_id = NULL, lease_until = NULL WHERE id = $1', [
    id,
  ]);
  await db.query("INSERT INTO pgboss.job (name, policy) VALUES ('repo.issues', 'standard')");
}

export type IssueRun = {
  requested: number;
  finished: number;
  message: string | null;
  worker_id: string | null;
};

export const isDone = (run: IssueRun | undefined) => run !== undefined && run.finished === run.requested;

export async function issueRunOf(db: pg.Client, id: string): Promise<IssueRun | undefined> {
  const { rows } = await db.query('SELECT * FROM issue_runs WHERE id = $1', [id]);
  return rows[0] as IssueRun | undefined;
}

/** Waits until a repo's issues are done, or its host has failed. */
export async function ranIssues(
  db: pg.Client,
  id: string,
  patienceMs = 60_000,
): Promise<IssueRun | undefined> {
  const isOver = (run: IssueRun | undefined) =>
    run?.worker_id === null && (isDone(run) || run.message !== null);
  return until(() => issueRunOf(db, id), isOver, patienceMs);
}
