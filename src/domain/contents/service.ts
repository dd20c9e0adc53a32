import type { Context } from '../context';
import { withRetry } from '../retry';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import type { KeptResult } from './rules';
import * as store from './store';

/** Results of scanning contents, kept so that no content is scanned twice by the same version of the engine. */

/** For each of these contents of which this version of the engine has a result, how many matches that holds. */
export async function knownSizes(
  { db }: Context,
  version: string,
  ids: string[],
): Promise<Map<string, number>> {
  const sizes = await store.findSizes(db, version, ids);
  return new Map(sizes.map(({ id, size }) => [id, size]));
}

/** What is known of these contents by this version of the engine; results of any other one are stale. */
export async function knownResults(
  { db }: Context,
  version: string,
  ids: string[],
): Promise<Map<string, KeptResult>> {
  const results = await store.findResults(db, version, ids);
  return new Map(results.map((result) => [result.id, result]));
}

/** Keeps what a run has found in contents, and notes that its repo has them. Throws ScanEnded. */
export async function keepResults(
  ctx: Context,
  run: ClaimedScan,
  version: string,
  fresh: readonly KeptResult[],
  ids: string[],
): Promise<void> {
  // Somebody else may be letting go of the same contents.
  await withRetry(() =>
    withScan(ctx, run, async (tx) => {
      if (fresh.length > 0) await store.saveResults(tx, version, fresh, ctx.now);
      await store.addReferences(tx, run.repoId, ids);
    }),
  );
}

const RELEASED_AT_ONCE = 5_000;

/** Lets go of what a repo does not have any more, once all that it has is known. Throws ScanEnded. */
export async function releaseContents(
  ctx: Context,
  run: ClaimedScan,
  isKept: (id: string) => boolean,
): Promise<void> {
  let after: string | undefined;
  do {
    const ids = await store.listReferences(ctx.db, run.repoId, after, RELEASED_AT_ONCE);
    const gone = ids.filter((id) => !isKept(id));
    if (gone.length > 0)
      await withRetry(() =>
        withScan(ctx, run, async (tx) => {
          await store.lockResults(tx, gone);
          await store.deleteReferences(tx, run.repoId, gone);
        }),
      );
    after = ids.length === RELEASED_AT_ONCE ? ids.at(-1) : undefined;
  } while (after !== undefined);
}
