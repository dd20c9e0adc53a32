import type pg from 'pg';
import type { RemoteState } from '@/domain/repos/rules';
import { newRepo, type TestUser } from './api';

/** The columns of a repo's row for each state of its remote. */
const REMOTES: Record<RemoteState, Record<string, unknown>> = {
  pending: {},
  found: { default_branch: 'main', last_commit_sha: 'f'.repeat(40), remote_checked_at: new Date() },
  empty: { remote_message: 'The repository has no commits yet.', remote_checked_at: new Date() },
  failed: { remote_message: 'The host git.example.com does not exist.', remote_checked_at: new Date() },
  none: {},
};

/** Inserts a repo of this user whose remote is in this state. Returns its id. */
export async function repoInState(
  db: pg.Client,
  owner: TestUser,
  state: RemoteState,
  name: string = state,
): Promise<string> {
  const remote = { remote_url: `https://git.example.com/${state}.git` };
  const fields = state === 'none' ? { source_type: 'github', remote_url: undefined } : remote;
  const { id } = await newRepo(owner, { name, ...fields });
  const columns = Object.entries({ remote_state: state, ...REMOTES[state] });
  await db.query(
    `UPDATE repos SET ${columns.map(([column], index) => `${column} = $${index + 2}`).join(', ')} WHERE id = $1`,
    [id, ...columns.map(([, value]) => value)],
  );
  return id;
}

/** Inserts many repos of this user, `repo-0001` and so on; each tenth could not be reached. */
export async function insertRepos(db: pg.Client, userId: string, count: number): Promise<void> {
  await db.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_url, remote_state, remote_message, default_branch,
       last_commit_sha, created_at, updated_at)
     SELECT gen_random_uuid(), $1::uuid, 'repo-' || lpad(n::text, 4, '0'), 'git_url',
       'https://git.example.com/repo-' || n || '.git',
       (CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'found' END)::remote_state,
       CASE WHEN n % 10 = 0 THEN 'The host does not exist.' END,
       CASE WHEN n % 10 > 0 THEN 'main' END, CASE WHEN n % 10 > 0 THEN repeat('a', 40) END, now(), now()
     FROM generate_series(1, $2::int) n`,
    [userId, count],
  );
}
