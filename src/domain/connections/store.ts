import type { Prisma } from '@/generated/prisma/client';
import type { ProviderName } from '@/providers/provider';
import type { Db, Tx } from '../context';
import { liveRepos } from '../liveRepos';
import type { ConnectionState } from './rules';
import type { Connection } from './schema';

const columns = {
  id: true,
  provider: true,
  host: true,
  baseUrl: true,
  account: true,
  kind: true,
  scopes: true,
  state: true,
  stateMessage: true,
  username: true,
  expiresAt: true,
  checkedAt: true,
  lastUsedAt: true,
  createdAt: true,
  _count: { select: { repos: { where: liveRepos } } },
} as const satisfies Prisma.ConnectionSelect;

type Row = Prisma.ConnectionGetPayload<{ select: typeof columns }>;

function fromRow({ _count, provider, ...row }: Row): Connection {
  return { ...row, provider: provider as ProviderName, repos: _count.repos };
}

/** A connection with its sealed token. It never leaves the domain. */
export type SealedConnection = Connection & { readonly userId: string } & Readonly<Tokens>;

const sealedColumns = { ...columns, userId: true, token: true, refreshToken: true } as const;

function fromSealed({
  userId,
  token,
  refreshToken,
  ...row
}: Row & Tokens & { userId: string }): SealedConnection {
  return { ...fromRow(row), userId, token, refreshToken };
}

/** A user's connections, newest first. */
export async function listConnections(
  db: Db,
  userId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<Connection[]> {
  const where = { userId, id: { lt: before } };
  const rows = await db.connection.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
  return rows.map(fromRow);
}

export async function countConnections(tx: Tx, userId: string): Promise<number> {
  return tx.connection.count({ where: { userId } });
}

/** @param userId restricts it to the connections of a user */
export async function findSealed(tx: Tx, id: string, userId?: string): Promise<SealedConnection | undefined> {
  const row = await tx.connection.findFirst({ where: { id, userId }, select: sealedColumns });
  return row ? fromSealed(row) : undefined;
}

/** All connections of a user, newest first. */
export async function listSealed(db: Db, userId: string): Promise<SealedConnection[]> {
  const rows = await db.connection.findMany({
    where: { userId },
    select: sealedColumns,
    orderBy: { id: 'desc' },
  });
  return rows.map(fromSealed);
}

/** A user's newest connection to a provider, the working ones first. */
export async function findNewest(
  db: Db,
  userId: string,
  provider: string,
): Promise<SealedConnection | undefined> {
  const row = await db.connection.findFirst({
    where: { userId, provider },
    select: sealedColumns,
    orderBy: [{ state: 'asc' }, { id: 'desc' }],
  });
  return row ? fromSealed(row) : undefined;
}

/** What a check has found out about an account and its token. */
export type Checked = {
  account: string;
  providerAccountId: string;
  scopes: string[];
  expiresAt: Date | null;
  state: ConnectionState;
  stateMessage: string | null;
  checkedAt: Date | null;
};

/** How a connection identifies itself: envelopes of the vault, and the user name of a plain Git host. */
type Credential = {
  kind: Connection['kind'];
  username: string | null;
} & Tokens;

type NewConnection = Checked &
  Credential &
  Pick<Connection, 'id' | 'provider' | 'host' | 'baseUrl' | 'createdAt'> & { userId: string };

export async function insertConnection(tx: Tx, connection: NewConnection): Promise<Connection> {
  return fromRow(await tx.connection.create({ data: connection, select: columns }));
}

/** The connection of an account that a new one replaces. It no longer works, or both are by OAuth. */
export async function findReplaced(
  tx: Tx,
  { kind, ...account }: Pick<NewConnection, 'userId' | 'provider' | 'baseUrl' | 'providerAccountId' | 'kind'>,
): Promise<string | undefined> {
  const also = kind === 'oauth' ? [{ kind }] : [];
  const where = { ...account, OR: [{ state: { not: 'ok' as const } }, ...also] };
  const row = await tx.connection.findFirst({
    where,
    select: { id: true },
    orderBy: [{ state: 'desc' }, { id: 'desc' }],
  });
  return row?.id;
}

/**
 * @param token the envelope that it must still have
 * @returns undefined if it was deleted, or has another token
 */
export async function updateConnection(
  tx: Tx,
  id: string,
  changes: Partial<Checked & Credential & { renewingUntil: null }>,
  token?: string,
): Promise<Connection | undefined> {
  const [row] = await tx.connection.updateManyAndReturn({
    where: { id, token },
    data: changes,
    select: { id: true },
  });
  return row && fromRow(await tx.connection.findUniqueOrThrow({ where: { id }, select: columns }));
}

/** Records a use, unless one is recorded that is newer than `since`. */
export async function saveUse(db: Db, id: string, { now, since }: { now: Date; since: Date }): Promise<void> {
  const where = { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: since } }] };
  await db.connection.updateMany({ where, data: { lastUsedAt: now } });
}

type Tokens = { token: string; refreshToken: string | null };

/**
 * Claims the renewal of a connection's tokens, if they end before a time. One statement, so only one process gets it.
 * @returns undefined if they do not end, or another process renews them
 */
export async function claimRenewal(
  db: Db,
  id: string,
  { now, endsBefore, until }: { now: Date; endsBefore: Date; until: Date },
): Promise<SealedConnection | undefined> {
  const { count } = await db.connection.updateMany({
    where: {
      id,
      refreshToken: { not: null },
      expiresAt: { lte: endsBefore },
      OR: [{ renewingUntil: null }, { renewingUntil: { lt: now } }],
    },
    data: { renewingUntil: until },
  });
  return count > 0 ? findSealed(db, id) : undefined;
}

/** The envelopes of all connections, of all users. */
export async function listTokens(tx: Tx): Promise<({ id: string } & Tokens)[]> {
  return tx.connection.findMany({ select: { id: true, token: true, refreshToken: true } });
}

export async function saveTokens(tx: Tx, id: string, tokens: Tokens): Promise<void> {
  await tx.connection.updateMany({ where: { id }, data: tokens });
}

/** @returns how many live repos were linked to it; undefined if the user does not have it */
export async function deleteConnection(tx: Tx, id: string, userId: string): Promise<number | undefined> {
  const repos = await tx.repo.count({ where: { oauthConnectionId: id, ...liveRepos } });
  const { count } = await tx.connection.deleteMany({ where: { id, userId } });
  return count > 0 ? repos : undefined;
}

export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.connection.deleteMany({ where: { userId } });
}
