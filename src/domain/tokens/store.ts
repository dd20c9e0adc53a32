import type { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import type { ApiToken, TokenScope } from './schema';

const columns = { id: true, name: true, scopes: true, expiresAt: true, createdAt: true } as const;
type Row = Prisma.ApiTokenGetPayload<{ select: typeof columns }>;
type StoredScope = Row['scopes'][number];

/** Prisma's enum values can't contain a colon; the database's do. */
const storedScope = {
  'repos:read': 'repos_read',
  'repos:write': 'repos_write',
  'scans:read': 'scans_read',
  'scans:write': 'scans_write',
  'findings:read': 'findings_read',
  'findings:write': 'findings_write',
} as const satisfies Record<TokenScope, StoredScope>;

function scopeOf(stored: StoredScope): TokenScope {
  return stored.replace('_', ':') as TokenScope;
}

function fromRow({ scopes, ...rest }: Row): ApiToken {
  return { ...rest, scopes: scopes.map(scopeOf) };
}

export async function insertToken(db: Db, actor: Actor, token: ApiToken, tokenHash: string): Promise<void> {
  const scopes = token.scopes.map((scope) => storedScope[scope]);
  await db.apiToken.create({ data: { ...token, scopes, tokenHash, userId: actor.userId } });
}

export async function listTokens(
  db: Db,
  actor: Actor,
  page: { before?: string; take: number },
): Promise<ApiToken[]> {
  const { before, take } = page;
  const rows = await db.apiToken.findMany({
    where: { userId: actor.userId, id: before ? { lt: before } : undefined },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
  return rows.map(fromRow);
}

export async function deleteToken(db: Db, actor: Actor, id: string): Promise<boolean> {
  const { count } = await db.apiToken.deleteMany({ where: { id, userId: actor.userId } });
  return count > 0;
}

/**
 * The user and the scopes of a live token, unless the account is deleted.
 * Not scoped by an actor, as it authenticates one.
 */
export async function findTokenOwner(db: Db, tokenHash: string, now: Date) {
  const row = await db.apiToken.findUnique({
    where: { tokenHash, user: { deletedAt: null } },
    select: { id: true, scopes: true, expiresAt: true, user: { select: { id: true, role: true } } },
  });
  return row && row.expiresAt > now
    ? { id: row.id, user: row.user, scopes: row.scopes.map(scopeOf) }
    : undefined;
}

/** Whether a token of the actor exists, has not expired, and its account is not deleted. */
export async function hasLiveToken(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const where = { id, userId: actor.userId, expiresAt: { gt: now }, user: { deletedAt: null } };
  return (await db.apiToken.findFirst({ where, select: { id: true } })) !== null;
}

export async function deleteTokensOf(tx: Tx, userId: string): Promise<void> {
  await tx.apiToken.deleteMany({ where: { userId } });
}
