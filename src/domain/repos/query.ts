import type { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import type { Cursor, Sorted } from '../keyset';
import { liveRepos } from '../liveRepos';
import { escapeLike } from '../page';
import type { REPO_SORTS, RemoteState } from './rules';
import type { Repo } from './schema';
import { columns, fromRow } from './store';

type Sort = (typeof REPO_SORTS)[number];
type Filter = { q: string | undefined; state: RemoteState | undefined };

/** The condition of access.ts for repos that the actor may see. */
type Visible = Prisma.RepoWhereInput;
/** As Visible, in parts that share no repo. */
type Parts = readonly Visible[];

function chosen(visible: Visible, { q, state }: Filter): Prisma.RepoWhereInput {
  const matches = q ? { contains: escapeLike(q), mode: 'insensitive' as const } : undefined;
  const found = matches ? { OR: [{ name: matches }, { remoteUrl: matches }] } : {};
  return { AND: [visible, found], remoteState: state };
}

/** The orders of lists. Equal names are in the order of creation, which is that of ids. */
const ORDERS: Record<Sort, Prisma.RepoOrderByWithRelationInput[]> = {
  newest: [{ id: 'desc' }],
  oldest: [{ id: 'asc' }],
  name: [{ sortName: 'asc' }, { id: 'asc' }],
};

/** The rows behind a cursor. The range of names, which the condition implies, makes PostgreSQL begin there in its index. */
function startAfter(sort: Sort, { key, id }: Cursor): Prisma.RepoWhereInput {
  if (sort === 'newest') return { id: { lt: id } };
  if (sort === 'oldest') return { id: { gt: id } };
  return { sortName: { gte: key }, OR: [{ sortName: { gt: key } }, { id: { gt: id } }] };
}

type ListPage = Filter & { sort: Sort; after: Cursor | undefined; take: number };

/** Visible repos that meet the filter, in the order of `sort`. Each comes with its key for a cursor. */
export async function listRepos(db: Db, parts: Parts, page: ListPage): Promise<Sorted<Repo>[]> {
  const [first = [], ...others] = await Promise.all(parts.map((part) => listPart(db, part, page)));
  if (others.every((rows) => rows.length === 0)) return first;
  return [first, ...others].flat().sort(COMPARE[page.sort]).slice(0, page.take);
}

/** The orders of ORDERS, to merge parts. Ids compare like the text of them, and names by their bytes. */
const COMPARE: Record<Sort, (a: Sorted<Repo>, b: Sorted<Repo>) => number> = {
  newest: (a, b) => compareBytes(b.item.id, a.item.id),
  oldest: (a, b) => compareBytes(a.item.id, b.item.id),
  name: (a, b) => compareBytes(a.key, b.key) || compareBytes(a.item.id, b.item.id),
};

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function listPart(
  db: Db,
  visible: Visible,
  { sort, after, take, ...filter }: ListPage,
): Promise<Sorted<Repo>[]> {
  const rows = await db.repo.findMany({
    where: { AND: [chosen(visible, filter), after ? startAfter(sort, after) : {}] },
    select: { ...columns, sortName: true },
    orderBy: ORDERS[sort],
    take,
  });
  return rows.map(({ sortName, ...row }) => ({ item: fromRow(row), key: sort === 'name' ? sortName : '' }));
}

export async function listReposByIds(db: Db, visible: Visible, ids: string[]): Promise<Repo[]> {
  const rows = await db.repo.findMany({
    where: { AND: [visible], id: { in: ids } },
    select: columns,
  });
  return rows.map(fromRow);
}

/** How many visible repos there are in each state. A state may come once for each part. */
export async function countByState(db: Db, parts: Parts): Promise<{ state: RemoteState; count: number }[]> {
  const groups = await Promise.all(
    parts.map((where) => db.repo.groupBy({ by: ['remoteState'], where, _count: true })),
  );
  return groups.flat().map(({ remoteState, _count }) => ({ state: remoteState, count: _count }));
}

/** The live repos that are linked to a connection, by name. */
export async function listLinked(
  db: Db,
  connectionId: string,
  take: number,
): Promise<{ id: string; name: string }[]> {
  const where = { oauthConnectionId: connectionId, ...liveRepos };
  return db.repo.findMany({ where, select: { id: true, name: true }, orderBy: { sortName: 'asc' }, take });
}

/** The ids of visible repos with these remotes. A host's addresses are the same with and without .git. */
export async function findRemotes(
  db: Db,
  visible: Visible,
  urls: readonly string[],
): Promise<(url: string) => string | undefined> {
  const plain = urls.map(withoutSuffix);
  const rows = await db.repo.findMany({
    where: { AND: [visible], remoteUrl: { in: plain.flatMap((url) => [url, `${url}.git`, `${url}/`]) } },
    select: { id: true, remoteUrl: true },
    orderBy: { id: 'asc' },
  });
  const ids = new Map(rows.map(({ id, remoteUrl }) => [withoutSuffix(remoteUrl ?? ''), id]));
  return (url) => ids.get(withoutSuffix(url));
}

function withoutSuffix(url: string): string {
  return url.replace(/(?:\.git|\/)$/, '');
}
