import type { Context, Tx } from '../context';
import type { CurrentFindings } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import { type CountedChange, countChanges, dayChanges, fixesIn } from './rules';
import * as store from './store';

/**
 * Adds changes to the counts of several repos and to their history.
 * In the order of the repos, so that two transactions never wait for each other.
 */
export async function recount(
  tx: Tx,
  changes: readonly (CountedChange & { repoId: string })[],
  now: Date,
): Promise<void> {
  const repoIds = [...new Set(changes.map(({ repoId }) => repoId))].sort();
  for (const repoId of repoIds) {
    const own = changes.filter((change) => change.repoId === repoId);
    await store.addToCounts(tx, repoId, countChanges(own));
    await store.addToDay(tx, repoId, dayChanges(own), now);
    await store.addFixes(tx, repoId, fixesIn(own, now), now);
  }
}

/** How many findings of a scan are suppressed, and by what, for its coverage report. */
export async function countSuppressed({ db }: Context, scanId: string): Promise<Coverage['suppressed']> {
  return store.countSuppressed(db, scanId);
}

/** Counts the findings of a scan that is about to be completed. */
export async function countCurrent({ db }: Context, scanId: string): Promise<CurrentFindings> {
  return store.countCurrent(db, scanId);
}
