import type { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import type { UserChange } from './rules';

/** How many users' events are examined, and how many of each. Events have no index by time for all users. */
const MOST_USERS = 200;
export const MOST_EACH = 50;

/**
 * The newest events of these repos that users have caused. Those of one bulk change are one, with their number.
 * @param repoIds a statement that selects ids
 */
export async function listUserChanges(db: Db, repoIds: Prisma.Sql, take: number): Promise<UserChange[]> {
  return db.$queryRaw<UserChange[]>`
    WITH visible AS MATERIALIZED (${repoIds}),
    actors AS (
      SELECT user_id FROM repos WHERE id IN (SELECT id FROM visible)
      UNION SELECT user_id FROM members WHERE repo_id IN (SELECT id FROM visible) LIMIT ${MOST_USERS}
    ),
    newest AS (
      SELECT e.*, COALESCE(e.triage_id, e.id) AS change FROM actors CROSS JOIN LATERAL (
        SELECT * FROM finding_events WHERE actor_id = actors.user_id ORDER BY id DESC LIMIT ${MOST_EACH}) AS e
    ),
    changes AS (
      SELECT DISTINCT ON (change) n.*, f.title, f.repo_id, count(*) OVER (PARTITION BY change)::int AS count
      FROM newest n JOIN findings f ON f.id = n.finding_id
      WHERE f.repo_id IN (SELECT id FROM visible) ORDER BY change, n.id DESC
    )
    SELECT c.id, c.type, c.actor_id AS "actorId", c.old_value AS "oldValue", c.new_value AS "newValue",
      c.created_at AS at, c.finding_id AS "findingId", c.title, c.count, c.repo_id AS "repoId", r.name AS "repoName"
    FROM changes c JOIN repos r ON r.id = c.repo_id ORDER BY c.id DESC LIMIT ${take}`;
}
