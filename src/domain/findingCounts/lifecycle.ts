import { groupBy } from '@/lib/groupBy';
import type { Context, Tx } from '../context';
import type { CurrentFindings } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import { type CountedChange, countChanges, dayChanges, fixesIn } from './rules';
import * as store from './store';

/** Adds changes to the counts of several repos and to their history. */
export async function recount(
  tx: Tx,
  changes: readonly (CountedChange & { repoId: string })[],
  now: Date,
): Promise<void> {
  const inRepos = [...groupBy(changes, ({ repoId }) => repoId)];
  const sums = <T>(of: (own: readonly CountedChange[]) => T[]) =>
    inRepos.flatMap(([repoId, own]) => of(own).map((sum) => ({ repoId, ...sum })));
  const fixes = sums((own) => fixesIn(own, now));
  await store.addChanges(tx, { counts: sums(countChanges), days: sums(dayChanges), fixes }, now);
}

/** How many findings of a scan are suppressed, and by what, for its coverage report. */
export async function countSuppressed({ db }: Context, scanId: string): Promise<Coverage['suppressed']> {
  return store.countSuppressed(db, scanId);
}

/** Counts the findings of a scan that is about to be completed. */
export async function countCurrent({ db }: Context, scanId: string): Promise<CurrentFindings> {
  return store.countCurrent(db, scanId);
}
