import { repoIdsWith } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { listEnded } from '../scans/query';
import { readNames } from '../users/lifecycle';
import { listUserChanges } from './query';
import { type Activity, newestOf } from './rules';

/** How many of the newest changes and scans are listed. */
const LATEST = 10;

/** The newest changes and scans in the visible repos, with the names of the users. Throws missing_scope. */
export async function listLatest({
  db,
  actor,
}: ActorContext): Promise<{ items: Activity[]; names: Record<string, string> }> {
  requireScope(actor, 'findings:read');
  const repoIds = repoIdsWith('findings:read', actor);
  const [changes, scans] = await Promise.all([
    listUserChanges(db, repoIds, LATEST),
    listEnded(db, repoIds, LATEST),
  ]);
  const ids = changes.flatMap(({ type, actorId, oldValue, newValue }) =>
    type === 'assignee_changed' ? [actorId, oldValue, newValue] : [actorId],
  );
  return { items: newestOf(changes, scans, LATEST), names: await namesOf(db, ids) };
}

/** The names of users by their ids, of which some may be absent. */
async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  return readNames(
    db,
    [...new Set(ids)].filter((id) => id !== null),
  );
}
