import type { Db, Tx } from '../context';
import { liveRepos } from '../liveRepos';
import type { Outcome, WEBHOOK_MODES, WebhookProvider } from './rules';
import type { Delivery } from './schema';

/** The secret is an envelope of the vault. */
export type Row = {
  readonly repoId: string;
  readonly mode: (typeof WEBHOOK_MODES)[number];
  readonly provider: WebhookProvider;
  readonly secret: string;
  readonly createdAt: Date;
};

export async function findWebhook(tx: Tx, repoId: string): Promise<Row | undefined> {
  return (await tx.webhook.findUnique({ where: { repoId } })) ?? undefined;
}

export async function saveWebhook(tx: Tx, { repoId, ...row }: Row): Promise<void> {
  await tx.webhook.upsert({ where: { repoId }, create: { repoId, ...row }, update: row });
}

export async function listSecrets(tx: Tx): Promise<Pick<Row, 'repoId' | 'secret'>[]> {
  return tx.webhook.findMany({ select: { repoId: true, secret: true } });
}

export async function saveSecret(tx: Tx, repoId: string, secret: string): Promise<void> {
  await tx.webhook.updateMany({ where: { repoId }, data: { secret } });
}

/** @returns whether there was one */
export async function deleteWebhook(tx: Tx, repoId: string): Promise<boolean> {
  const { count } = await tx.webhook.deleteMany({ where: { repoId } });
  return count > 0;
}

/** Whether a delivery has arrived since a moment. */
export async function hasDelivery(db: Db, repoId: string, since: Date): Promise<boolean> {
  const where = { repoId, receivedAt: { gte: since } };
  return (await db.delivery.findFirst({ where, select: { id: true } })) !== null;
}

/** A repo that a delivery may be about, and the secret of its webhook. */
export type Candidate = {
  readonly id: string;
  readonly remoteUrl: string;
  readonly webhook: Row | null;
};

const candidateColumns = { id: true, remoteUrl: true, webhook: true } as const;

function candidateOf(row: Omit<Candidate, 'remoteUrl'> & { remoteUrl: string | null }): Candidate {
  return { ...row, remoteUrl: row.remoteUrl ?? '' };
}

/** Live repos at one of these paths of any host. Those with a webhook come first, the oldest webhook before all. */
export async function listCandidates(db: Db, paths: string[], take: number): Promise<Candidate[]> {
  const rows = await db.repo.findMany({
    where: { remotePath: { in: paths }, ...liveRepos },
    select: candidateColumns,
    orderBy: [{ webhook: { createdAt: 'asc' } }, { id: 'asc' }],
    take,
  });
  return rows.map(candidateOf);
}

/** Live repos with a webhook of a provider, the newest webhook first. */
export async function listNewest(db: Db, provider: WebhookProvider, take: number): Promise<Candidate[]> {
  const rows = await db.repo.findMany({
    where: { webhook: { provider }, ...liveRepos },
    select: candidateColumns,
    orderBy: [{ webhook: { createdAt: 'desc' } }, { id: 'asc' }],
    take,
  });
  return rows.map(candidateOf);
}

/** A live repo as a candidate. */
export async function findCandidate(db: Db, id: string): Promise<Candidate | undefined> {
  const row = await db.repo.findFirst({ where: { id, ...liveRepos }, select: candidateColumns });
  return row ? candidateOf(row) : undefined;
}

/** A delivery with the host's id of it, its key. */
export type NewDelivery = Delivery & {
  readonly repoId: string;
  readonly provider: WebhookProvider;
  readonly key: string;
  readonly commitSha: string | null;
  readonly bodyDigest: string | null;
};

/** Records a delivery. @returns false if there is one of this key already */
export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<boolean> {
  const { count } = await tx.delivery.createMany({ data: delivery, skipDuplicates: true });
  return count > 0;
}

/** Whether a push of a commit has requested a scan before a moment. */
export async function wasPushed(tx: Tx, repoId: string, commitSha: string, before: Date): Promise<boolean> {
  const outcome: Outcome = 'scan_requested';
  const where = { repoId, commitSha, outcome, receivedAt: { lt: before } };
  return (await tx.delivery.findFirst({ where, select: { id: true } })) !== null;
}

/** Whether a push of a commit has come with the same body. */
export async function hasBody(
  tx: Tx,
  repoId: string,
  commitSha: string,
  bodyDigest: string,
): Promise<boolean> {
  const where = { repoId, commitSha, bodyDigest };
  return (await tx.delivery.findFirst({ where, select: { id: true } })) !== null;
}

/** The deliveries of a repo, newest first. */
export async function listDeliveries(
  db: Db,
  repoId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<Delivery[]> {
  return db.delivery.findMany({
    where: { repoId, id: before === undefined ? undefined : { lt: before } },
    select: { id: true, event: true, receivedAt: true, outcome: true },
    orderBy: { id: 'desc' },
    take,
  });
}

export async function deleteDeliveriesBefore(db: Db, moment: Date): Promise<void> {
  await db.delivery.deleteMany({ where: { receivedAt: { lt: moment } } });
}
