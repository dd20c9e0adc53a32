import type { Db, Tx } from '../context';
import { storedView, type View } from './schema';

const columns = { id: true, name: true, filter: true, sort: true } as const;

/** A user's views, newest first. */
export async function listViews(
  db: Db,
  userId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<View[]> {
  const where = { userId, id: { lt: before } };
  const rows = await db.view.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
  return storedView.array().parse(rows);
}

export async function countViews(tx: Tx, userId: string): Promise<number> {
  return tx.view.count({ where: { userId } });
}

export async function insertView(
  tx: Tx,
  { filter, ...view }: View & { userId: string; createdAt: Date },
): Promise<void> {
  // Times become text, and absent filters disappear.
  const stored = JSON.parse(JSON.stringify(filter));
  await tx.view.create({ data: { ...view, filter: stored }, select: { id: true } });
}

/** @returns the view; undefined if the user does not have it */
export async function renameView(
  db: Db,
  { userId, id, name }: { userId: string; id: string; name: string },
): Promise<View | undefined> {
  const rows = await db.view.updateManyAndReturn({ where: { id, userId }, data: { name }, select: columns });
  return storedView.array().parse(rows)[0];
}

/** @returns whether the user had it */
export async function deleteView(db: Db, userId: string, id: string): Promise<boolean> {
  const { count } = await db.view.deleteMany({ where: { id, userId } });
  return count > 0;
}
