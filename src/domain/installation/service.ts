import { resealTokens } from '../connections/lifecycle';
import type { Db, Tx } from '../context';
import { resealDeployKeys } from '../deployKeys/lifecycle';
import { resealItems } from '../hostItems/lifecycle';
import { hasUsers } from '../users/service';
import type { Reseal, Vault } from '../vault';
import { resealWebhooks } from '../webhooks/lifecycle';
import {
  FINDINGS_KEY,
  judgeMigrations,
  type KeyHolder,
  type KeyProblem,
  type Rotated,
  type Rotation,
  type SchemaFault,
} from './rules';
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

/** What encrypts secrets with the installation's key, and encrypts them again when it changes. */
const RESEALED: readonly ((tx: Tx, reseal: Reseal) => Promise<void>)[] = [
  resealTokens,
  resealWebhooks,
  resealDeployKeys,
  resealItems,
];

/**
 * Encrypts every secret of the installation with another secret key. The key of the digests of findings stays, so that
 * findings stay the same. A secret that the old key does not open stays as it is, and is counted.
 */
export async function rotateKey(
  db: Db,
  { from, to, derivedFindingsKey }: Rotation,
  now: Date,
): Promise<Rotated> {
  return db.$transaction(async (tx) => {
    await store.lockInstallation(tx);
    const present = await store.findInstallation(tx);
    if (present?.keyCheck === to.check) return { type: 'already' };
    if (present?.keyCheck !== from.check) return { type: 'other_key' };
    const counts = { sealed: 0, lost: 0 };
    const reseal: Reseal = (envelope, context) => {
      const text = from.vault.open(envelope, context);
      counts[text === undefined ? 'lost' : 'sealed'] += 1;
      return text === undefined ? undefined : to.vault.seal(text, context);
    };
    const sealedKey = await store.findFindingsKey(tx);
    const findingsKey =
      sealedKey === null ? to.vault.seal(derivedFindingsKey, FINDINGS_KEY) : reseal(sealedKey, FINDINGS_KEY);
    // Without it, every finding would be found anew.
    if (findingsKey === undefined) throw new Error('the key of findings can not be decrypted');
    for (const all of RESEALED) await all(tx, reseal);
    await store.saveKeys(tx, { keyCheck: to.check, findingsKey, now });
    return { type: 'done', ...counts };
  });
}

/**
 * The key of the digests of findings.
 * @param derived what follows from the secret key: the key, unless the secret key has been rotated
 */
export async function readFindingsKey(db: Db, vault: Vault, derived: string): Promise<string> {
  const sealed = await store.findFindingsKey(db);
  if (sealed === null) return derived;
  const opened = vault.open(sealed, FINDINGS_KEY);
  if (opened === undefined) throw new Error('the key of findings can not be decrypted');
  return opened;
}
