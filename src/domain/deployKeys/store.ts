import type { Prisma } from '@/generated/prisma/client';
import type { Tx } from '../context';
import type { DeployKey, HostKey } from './schema';

const columns = {
  publicKey: true,
  fingerprint: true,
  hostKey: true,
  hostKeyFingerprint: true,
  pinnedAt: true,
  createdAt: true,
} as const satisfies Prisma.DeployKeySelect;

export async function findKey(tx: Tx, repoId: string): Promise<DeployKey | undefined> {
  return (await tx.deployKey.findUnique({ where: { repoId }, select: columns })) ?? undefined;
}

/** The envelope of the private key of a repo; undefined if it has no deploy key. */
export async function findPrivateKey(tx: Tx, repoId: string): Promise<string | undefined> {
  return (await tx.deployKey.findUnique({ where: { repoId }, select: { privateKey: true } }))?.privateKey;
}

export async function listPrivateKeys(tx: Tx): Promise<{ repoId: string; privateKey: string }[]> {
  return tx.deployKey.findMany({ select: { repoId: true, privateKey: true } });
}

export async function savePrivateKey(tx: Tx, repoId: string, privateKey: string): Promise<void> {
  await tx.deployKey.updateMany({ where: { repoId }, data: { privateKey } });
}

export type NewKey = Pick<DeployKey, 'publicKey' | 'fingerprint' | 'createdAt'> & { privateKey: string };

/** Saves a repo's key, in place of an earlier one and what is known of the host. */
export async function saveKey(tx: Tx, repoId: string, key: NewKey): Promise<DeployKey> {
  const unpinned = { hostKey: null, hostKeyFingerprint: null, pinnedAt: null };
  return tx.deployKey.upsert({
    where: { repoId },
    create: { repoId, ...key },
    update: { ...key, ...unpinned },
    select: columns,
  });
}

/** Saves a host's key beside this deploy key, unless there is one. */
export async function pinHostKey(
  tx: Tx,
  { repoId, publicKey }: { repoId: string; publicKey: string },
  { key, fingerprint }: HostKey,
  now: Date,
): Promise<void> {
  await tx.deployKey.updateMany({
    where: { repoId, publicKey, hostKey: null },
    data: { hostKey: key, hostKeyFingerprint: fingerprint, pinnedAt: now },
  });
}
