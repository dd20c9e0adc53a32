import type { Db, Tx } from '../context';
import { liveRepos } from '../liveRepos';
import type { Timing } from './rules';

const columns = { repoId: true, kind: true, cron: true, timeZone: true, nextAt: true } as const;

/** A schedule of a repo, and when its next scan is due. */
export type Row = Timing & { readonly nextAt: Date };

export async function findSchedule(tx: Tx, repoId: string): Promise<Row | undefined> {
  return (await tx.schedule.findUnique({ where: { repoId }, select: columns })) ?? undefined;
}

export async function saveSchedule(tx: Tx, { repoId, ...row }: Row, now: Date): Promise<void> {
  const data = { ...row, updatedAt: now };
  await tx.schedule.upsert({ where: { repoId }, create: { repoId, ...data }, update: data, select: columns });
}

export async function deleteSchedule(tx: Tx, repoId: string): Promise<void> {
  await tx.schedule.deleteMany({ where: { repoId } });
}

/** A schedule whose scan is due, and whether there is anything to scan. */
export type Due = Row & { readonly hasRemote: boolean };

/** The schedules of live repos that are due, the longest overdue first. */
export async function listDue(db: Db, now: Date, take: number): Promise<Due[]> {
  const rows = await db.schedule.findMany({
    where: { nextAt: { lte: now }, repo: liveRepos },
    select: { ...columns, repo: { select: { remoteUrl: true } } },
    orderBy: { nextAt: 'asc' },
    take,
  });
  return rows.map(({ repo, ...row }) => ({ ...row, hasRemote: repo.remoteUrl !== null }));
}

/** Moves a due schedule to its next time. @returns false if another worker has, or it was changed */
export async function advance(tx: Tx, { repoId, nextAt }: Row, to: Date): Promise<boolean> {
  const { count } = await tx.schedule.updateMany({ where: { repoId, nextAt }, data: { nextAt: to } });
  return count > 0;
}
