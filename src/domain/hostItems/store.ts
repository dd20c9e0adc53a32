import { Prisma } from '@/generated/prisma/client';
import type { ApiProvider } from '@/providers/provider';
import type { Db, Tx } from '../context';
import type { Lease, Line } from '../jobs/schema';
import { liveRepoRows } from '../liveRepos';
import type { HostItemKind, HostItemOutcome } from './rules';

/** The items without a repo, until they were removed at their hosts. Their owner is the creator of the repo. */
export const LINE: Line = {
  job: 'host.remove',
  table: Prisma.sql`host_items`,
  owner: Prisma.sql`q.owner_id`,
  age: Prisma.sql`q.id`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  open: Prisma.sql`q.repo_id IS NULL AND q.outcome IS NULL`,
};

/** `mark` is the URL of a webhook, or a public key. `secret` is an envelope. */
export type NewItem = {
  readonly id: string;
  readonly repoId: string;
  readonly ownerId: string;
  readonly connectionId: string;
  readonly kind: HostItemKind;
  readonly provider: ApiProvider;
  readonly host: string;
  readonly baseUrl: string;
  readonly fullName: string;
  readonly externalId: string;
  readonly mark: string;
  readonly secret: string | null;
};

export async function insertItem(tx: Tx, item: NewItem): Promise<void> {
  await tx.hostItem.create({ data: { ...item, madeForId: item.repoId }, select: { id: true } });
}

/** What Heimdall has made for a repo. */
export type Made = Pick<NewItem, 'id' | 'host' | 'mark' | 'secret'> & { readonly madeAt: Date | null };

const madeColumns = { id: true, host: true, mark: true, secret: true, madeAt: true } as const;

/** The item of a kind that a repo has. */
export async function findMade(tx: Tx, repoId: string, kind: HostItemKind): Promise<Made | undefined> {
  const where = { repoId, kind };
  return (await tx.hostItem.findFirst({ where, select: madeColumns, orderBy: { id: 'desc' } })) ?? undefined;
}

/** The repo of a webhook that was made at a host. */
export async function findRepoIdOf(db: Db, id: string): Promise<string | null> {
  const found = await db.hostItem.findFirst({ where: { id, kind: 'webhook' }, select: { repoId: true } });
  return found?.repoId ?? null;
}

/** An item is used by another connection, or its repository was renamed. */
export async function updateItem(
  tx: Tx,
  id: string,
  changes: Partial<Pick<NewItem, 'connectionId' | 'fullName' | 'externalId' | 'secret'> & { madeAt: Date }>,
): Promise<void> {
  await tx.hostItem.updateMany({ where: { id }, data: changes });
}

/** Forgets an item that was not made. */
export async function deleteItem(tx: Tx, id: string): Promise<void> {
  await tx.hostItem.deleteMany({ where: { id } });
}

/** Makes a repo's items of a kind wait for their removal. @returns how many */
export async function detach(tx: Tx, repoId: string, kind: HostItemKind): Promise<number> {
  return (await tx.hostItem.updateMany({ where: { repoId, kind }, data: { repoId: null } })).count;
}

/** Tries again what could not be removed of a repo's earlier items of a kind. @returns how many */
export async function retry(tx: Tx, madeForId: string, kind: HostItemKind): Promise<number> {
  const where = { madeForId, kind, repoId: null, message: { not: null } };
  const data = { outcome: null, failures: 0, leaseUntil: null };
  return (await tx.hostItem.updateMany({ where: { ...where, workerId: null }, data })).count;
}

/** Why the items of a kind that a repo had before could not be removed, the newest first. */
export async function findFault(db: Db, madeForId: string, kind: HostItemKind): Promise<string | undefined> {
  const where = { madeForId, kind, repoId: null, message: { not: null } };
  const select = { message: true } as const;
  return (await db.hostItem.findFirst({ where, select, orderBy: { id: 'desc' } }))?.message ?? undefined;
}

const EVERY = Prisma.sql`true`;
/** The items whose repo is deleted, or that are not wanted any more. */
const UNWANTED = Prisma.sql`NOT EXISTS (SELECT FROM repos WHERE repos.id = host_items.repo_id AND ${liveRepoRows})`;

/**
 * Keeps the tokens of connections that are being deleted, for the removals that need them.
 * @param connection.id absent for all of a user, whose repos all go
 * @returns how many removals keep one
 */
export async function keepTokens(tx: Tx, connection: { userId: string; id?: string }): Promise<number> {
  const { userId, id } = connection;
  const [which, items] = id === undefined ? [EVERY, EVERY] : [Prisma.sql`c.id = ${id}::uuid`, UNWANTED];
  return tx.$executeRaw`
    UPDATE host_items SET token = c.token, token_kind = c.kind FROM connections c
    WHERE c.id = host_items.connection_id AND c.user_id = ${userId}::uuid AND ${which}
      AND host_items.outcome IS NULL AND ${items}`;
}

/** An item that is to be removed. */
export type Removal = Omit<NewItem, 'repoId' | 'secret'> & {
  readonly madeForId: string;
  readonly token: string | null;
  readonly tokenKind: 'oauth' | 'token' | null;
  readonly failures: number;
};

const removalColumns = {
  ...{ id: true, ownerId: true, connectionId: true, kind: true, provider: true, host: true, baseUrl: true },
  ...{ fullName: true, externalId: true, mark: true, madeForId: true, token: true, tokenKind: true },
  failures: true,
} as const;

/** @returns undefined if the lease was lost */
export async function findHeld(db: Db, lease: Lease): Promise<Removal | undefined> {
  const row = await db.hostItem.findFirst({ where: heldBy(lease), select: removalColumns });
  return row ? { ...row, provider: row.provider as ApiProvider } : undefined;
}

function heldBy({ id, workerId, attempt }: Lease) {
  return { id, workerId, attempt };
}

/** Records what came of a removal. Its secrets are forgotten. */
export async function finish(
  db: Db,
  lease: Lease,
  { outcome, message }: { outcome: HostItemOutcome; message: string | null },
): Promise<void> {
  const ended = { workerId: null, leaseUntil: null, token: null, tokenKind: null, secret: null };
  await db.hostItem.updateMany({ where: heldBy(lease), data: { outcome, message, ...ended } });
}

/** Forgets a removed item, which no receipt shows. */
export async function forget(db: Db, lease: Lease): Promise<void> {
  await db.hostItem.deleteMany({ where: heldBy(lease) });
}

/** Notes why an attempt failed. The lease stays, until it is released. */
export async function fail(db: Db, lease: Lease, message: string): Promise<void> {
  await db.hostItem.updateMany({ where: heldBy(lease), data: { message, failures: { increment: 1 } } });
}

export type Sealed = { id: string; connectionId: string; secret: string | null; token: string | null };

/** The envelopes of all items. */
export async function listSealed(tx: Tx): Promise<Sealed[]> {
  const where = { OR: [{ secret: { not: null } }, { token: { not: null } }] };
  const select = { id: true, connectionId: true, secret: true, token: true } as const;
  return tx.hostItem.findMany({ where, select });
}

export async function saveSealed(tx: Tx, { id, secret, token }: Omit<Sealed, 'connectionId'>): Promise<void> {
  await tx.hostItem.updateMany({ where: { id }, data: { secret, token } });
}
