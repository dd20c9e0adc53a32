import type { Db, Tx } from '../context';
import { hasUsers } from '../users/service';
import { judgeMigrations, type KeyHolder, type KeyProblem, type SchemaFault } from './rules';
import * as store from './store';

/** Compares the database's schema with these migrations; undefined if it fits. */
export async function findSchemaFault(db: Db, known: readonly string[]): Promise<SchemaFault | undefined> {
  return judgeMigrations(known, await store.listMigrations(db));
}

export type Joined = { problem: KeyProblem } | { problem: undefined; urlBefore: string | undefined };

/**
 * Adds a process to the installation, if it has the installation's secret key. The first process stores its key.
 * It makes one if it has none and there are no users yet.
 * Processes join one at a time: of two with different keys, the second is refused.
 * @param url where users reach Heimdall by this process's settings; undefined for a process without web pages
 * @returns why it may not join, or the URL that was stored before
 */
export async function joinInstallation(
  db: Db,
  { key, url, now }: { key: KeyHolder; url: string | undefined; now: Date },
): Promise<Joined> {
  return db.$transaction(async (tx) => {
    await store.lockInstallation(tx);
    const present = await store.findInstallation(tx);
    // Read under the lock, as another process of the same machine may just have made it.
    const own = key.findCheck();
    const problem = await findProblem(tx, present?.keyCheck, own);
    if (problem) return { problem };
    // If the transaction fails later, a new key stays on disk, and the process uses it the next time.
    if (!present)
      await store.insertInstallation(tx, { keyCheck: own ?? key.makeKey(), url: url ?? null, now });
    else if (url !== undefined && url !== present.url) await store.saveUrl(tx, url, now);
    return { problem: undefined, urlBefore: present?.url ?? undefined };
  });
}

/** Why a process with this key, or with none, may not join; undefined if it may. */
async function findProblem(
  tx: Tx,
  expected: string | undefined,
  own: string | undefined,
): Promise<KeyProblem | undefined> {
  if (own !== undefined) return expected === undefined || own === expected ? undefined : 'other_key';
  // An installation from before check values were stored has users but no check value.
  return expected !== undefined || (await hasUsers(tx)) ? 'no_key' : undefined;
}
