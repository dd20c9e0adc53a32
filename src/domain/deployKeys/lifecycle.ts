import type { Context, Tx } from '../context';
import { lockLiveRepo, lockLiveRepoAlone } from '../repos/lifecycle';
import { newSshKeyPair } from '../sshKeys';
import type { Reseal, Vault } from '../vault';
import type { DeployKey, HostKey } from './schema';
import * as store from './store';

/** A repo's deploy key, for a connection to its remote. */
export type UsableKey = {
  readonly repoId: string;
  readonly publicKey: string;
  /** Undefined if the vault can't open it, as after a change of the secret key. */
  readonly privateKey: string | undefined;
  readonly hostKey: HostKey | null;
};

/** The secret's name in the vault. */
const contextOf = (repoId: string) => `deploy key ${repoId}`;

/**
 * A live repo's deploy key. It is made when it is first needed, so that older repos and new ones have one alike.
 * @returns undefined if the repo does not exist or is deleted
 */
export async function ensureKey({ db, now, vault }: Context, repoId: string): Promise<DeployKey | undefined> {
  const found = await store.findKey(db, repoId);
  if (found) return found;
  return db.$transaction(async (tx) => {
    // Exclusive, so that two callers make one key.
    if ((await lockLiveRepoAlone(tx, repoId)) === undefined) return undefined;
    return (await store.findKey(tx, repoId)) ?? (await saveNewKey(tx, vault, repoId, now));
  });
}

/** Makes a repo's key in place of any other, and forgets its host's key. The repo must be locked. */
export async function saveNewKey(tx: Tx, vault: Vault, repoId: string, now: Date): Promise<DeployKey> {
  const { privateKey, ...key } = newSshKeyPair();
  const sealed = vault.seal(privateKey, contextOf(repoId));
  return store.saveKey(tx, repoId, { ...key, privateKey: sealed, createdAt: now });
}

/** For the worker: a live repo's key. @returns undefined if the repo does not exist or is deleted */
export async function openKey(ctx: Context, repoId: string): Promise<UsableKey | undefined> {
  const key = await ensureKey(ctx, repoId);
  const sealed = key && (await store.findPrivateKey(ctx.db, repoId));
  if (!sealed) return undefined;
  const privateKey = ctx.vault.open(sealed, contextOf(repoId));
  return { repoId, publicKey: key.publicKey, privateKey, hostKey: hostKeyOf(key) };
}

/** Encrypts all private keys anew. One that can't be opened stays, and its repo needs a new key. */
export async function resealDeployKeys(tx: Tx, reseal: Reseal): Promise<void> {
  for (const { repoId, privateKey } of await store.listPrivateKeys(tx)) {
    const sealed = reseal(privateKey, contextOf(repoId));
    if (sealed !== undefined) await store.savePrivateKey(tx, repoId, sealed);
  }
}

/**
 * Saves the key that a host has shown, unless there is one already.
 * @returns the saved one; the shown one if the repo has got another deploy key meanwhile
 */
export async function pinHostKey({ db, now }: Context, used: UsableKey, shown: HostKey): Promise<HostKey> {
  return db.$transaction(async (tx) => {
    if (!(await lockLiveRepo(tx, used.repoId))) return shown;
    await store.pinHostKey(tx, used, shown, now);
    const key = await store.findKey(tx, used.repoId);
    return (key && hostKeyOf(key)) ?? shown;
  });
}

function hostKeyOf({ hostKey, hostKeyFingerprint }: DeployKey): HostKey | null {
  return hostKey !== null && hostKeyFingerprint !== null
    ? { key: hostKey, fingerprint: hostKeyFingerprint }
    : null;
}
