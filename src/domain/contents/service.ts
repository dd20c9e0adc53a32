import type { Context } from '../context';
import { withRetry } from '../retry';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import type { KeptResult } from './rules';
import * as store from './store';

/** The cache of results by content, so that no version of the engine scans the same content twice. */

/** How many matches the cached results of these contents have, of this version of the engine. */
export async function knownSizes(
  { db }: Context,
  version: string,
  ids: string[],
): Promise<Map<string, number>> {
  const sizes = await store.findSizes(db, version, ids);
  return new Map(sizes.map(({ id, size }) => [id, size]));
}

/** The cached results of these contents, of this version of the engine. Those of other versions are stale. */
export async function knownResults(
  { db }: Context,
  version: string,
  ids: string[],
): Promise<Map<string, KeptResult>> {
  const results = await store.findResults(db, version, ids);
  return new Map(results.map((result) => [result.id, result]));
}

/** Caches a scan's results, and adds its repo's references to these contents. Throws ScanEnded. */
export async function keepResults(
  ctx: Context,
  scan: ClaimedScan,
  version: string,
  fresh: readonly KeptResult[],
  ids: string[],
): Promise<void> {
  // Another scan or deletion may be releasing the same contents.
  await withRetry(() =>
    withScan(ctx, scan, async (tx) => {
      if (fresh.length > 0) await store.saveResults(tx, version, fresh, ctx.now);
      await store.addReferences(tx, scan.repoId, ids);
    }),
  );
}

const RELEASE_BATCH = 5_000;

/** Releases contents that a repo no longer has, once all of its contents are known. Throws ScanEnded. */
export async function releaseContents(
  ctx: Context,
  scan: ClaimedScan,
  isKept: (id: string) => boolean,
): Promise<void> {
  let after: string | undefined;
  do {
    const ids = await store.listReferences(ctx.db, scan.repoId, after, RELEASE_BATCH);
    const gone = ids.filter((id) => !isKept(id));
    if (gone.length > 0)
      await withRetry(() =>
        withScan(ctx, scan, async (tx) => {
          await store.lockResults(tx, gone);
          await store.deleteReferences(tx, scan.repoId, gone);
        }),
      );
    after = ids.length === RELEASE_BATCH ? ids.at(-1) : undefined;
  } while (after !== undefined);
}
