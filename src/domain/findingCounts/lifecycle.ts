import type { Severity } from '@/engines/engine';
import type { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import type { Wanted } from '../findingFilter';
import * as query from './query';
import { type CountedChange, type CountedRow, countChanges, dayChanges, fixesIn } from './rules';
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

/** How many findings are open in each visible repo among these, by severity. Repos without any are absent. */
export async function countOpen(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Map<string, Record<Severity, number>>> {
  const open = new Map<string, Record<Severity, number>>();
  for (const { repoId, severity, count } of await query.countOpen(db, visible, repoIds)) {
    const numbers = open.get(repoId) ?? { critical: 0, high: 0, medium: 0, low: 0 };
    open.set(repoId, { ...numbers, [severity]: count });
  }
  return open;
}

/** How many findings are alike in what counts are kept of. Only the filter's repos decide which. */
export async function readCounts(db: Db, wanted: Wanted): Promise<CountedRow[]> {
  return query.readCounts(db, wanted);
}

/** How many findings all visible repos have, from the counts that are kept. The filter has no others than these. */
export async function countKept(db: Db, wanted: Wanted): Promise<number> {
  return query.countKept(db, wanted);
}

/** How many findings each repo has, from the counts that are kept. The filter has no others than these. */
export async function readRepoCounts(db: Db, wanted: Wanted): Promise<{ repoId: string; count: number }[]> {
  return query.readRepoCounts(db, wanted);
}
