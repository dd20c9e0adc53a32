import type { Db, Tx } from '../context';
import { hasUsers } from '../users/service';
import { judgeMigrations, type KeyHolder, type KeyProblem, type SchemaFault } from './rules';
import * as store from './store';

/** What is wrong with the database's schema for a process that knows these migrations; undefined where nothing is. */
export async function findSchemaFault(db: Db, known: readonly string[]): Promise<SchemaFault | undefined> {
  return judgeMigrations(known, await store.listMigrations(db));
}

export type Joined = { problem: KeyProblem } | { problem: undefined; urlBefore: string | undefined };

/**
 * Lets a process join the installation, if it has the installation's secret key. The first process brings its key, or makes
 * one where nothing has been stored by another. One at a time: of two with a key each, the second is refused.
 * @param url where the process says that people reach Heimdall; undefined for one that shows this to nobody
 * @returns why it may not join, or the URL that was said before
 */
export async function joinInstallation(
  db: Db,
  { key, url, now }: { key: KeyHolder; url: string | undefined; now: Date },
): Promise<Joined> {
  return db.$transaction(async (tx) => {
    await store.lockInstallation(tx);
    const present = await store.findInstallation(tx);
    // Asked for under the lock, as another process of the same machine may just have made it.
    const own = key.findCheck();
    const problem = await findProblem(tx, present?.keyCheck, own);
    if (problem) return { problem };
    // A key that is made stays where the transaction fails after it, and is the process's own the next time.
    if (!present)
      await store.insertInstallation(tx, { keyCheck: own ?? key.makeKey(), url: url ?? null, now });
    else if (url !== undefined && url !== present.url) await store.saveUrl(tx, url, now);
    return { problem: undefined, urlBefore: present?.url ?? undefined };
  });
}

/** What keeps a process with this key, or with none, out. */
async function findProblem(
  tx: Tx,
  expected: string | undefined,
  own: string | undefined,
): Promise<KeyProblem | undefined> {
  if (own !== undefined) return expected === undefined || own === expected ? undefined : 'other_key';
  // From the time before check values were kept, there may be accounts without one.
  return expected !== undefined || (await hasUsers(tx)) ? 'no_key' : undefined;
}
