import type { Declaration, Inventory, KeptInventory, LocatedPackage } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { Lease, Line } from '../jobs/schema';
import { liveRepoRows } from '../liveRepos';

/** The repos whose packages wait to be compared with changed advisories. One that is being scanned waits for the end of that. */
export const LINE: Line = {
  job: 'repo.match',
  table: Prisma.sql`inventories`,
  owner: Prisma.sql`q.owner_id`,
  age: Prisma.sql`q.id`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  open: Prisma.sql`q.requested > q.finished AND EXISTS (SELECT FROM repos r WHERE r.id = q.id AND ${liveRepoRows})`,
  unless: Prisma.sql`EXISTS (SELECT FROM scans s WHERE s.repo_id = q.id AND ${beingScanned()})`,
};

/** A condition on the table `s` of scans: a worker holds it. */
function beingScanned(): Prisma.Sql {
  return Prisma.sql`s.scan_type <> 'import' AND s.worker_id IS NOT NULL AND s.lease_until > now()`;
}

export async function isBeingScanned(tx: Tx, repoId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM scans s WHERE s.repo_id = ${repoId}::uuid AND ${beingScanned()} LIMIT 1`;
  return rows.length > 0;
}

/** Locks a repo's inventory until the transaction ends. @returns its digest; undefined if there is none */
export async function lockInventory(tx: Tx, repoId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ digest: string }[]>`
    SELECT digest FROM inventories WHERE id = ${repoId}::uuid FOR UPDATE`;
  return row?.digest;
}

type Kept = Pick<KeptInventory, 'declarations' | 'gaps' | 'exceptions'> & {
  readonly digest: string;
  readonly exceptionsEnd: Date | null;
};

/** Keeps what is said of a repo's packages beside them. */
export async function upsertInventory(tx: Tx, repoId: string, kept: Kept): Promise<void> {
  const { digest, declarations, gaps, exceptions, exceptionsEnd } = kept;
  await tx.$executeRaw`
    INSERT INTO inventories (id, owner_id, digest, declarations, gaps, exceptions, exceptions_end)
    SELECT id, user_id, ${digest}, ${JSON.stringify(declarations)}::jsonb, ${JSON.stringify(gaps)}::jsonb,
      ${JSON.stringify(exceptions)}::jsonb, ${exceptionsEnd}::timestamptz
    FROM repos WHERE id = ${repoId}::uuid
    ON CONFLICT (id) DO UPDATE SET digest = EXCLUDED.digest, declarations = EXCLUDED.declarations, gaps = EXCLUDED.gaps,
      exceptions = EXCLUDED.exceptions, exceptions_end = EXCLUDED.exceptions_end`;
}

export async function deletePackages(tx: Tx, repoId: string): Promise<void> {
  await tx.package.deleteMany({ where: { repoId } });
}

/**
 * Notes the names of packages, before these are inserted, for searches. Only those that were not noted since a time are written.
 * It is a separate transaction: all of them write names in one order, and none keeps others waiting.
 */
export async function noteNames(
  db: Db,
  names: readonly string[],
  { now, since }: { readonly now: Date; readonly since: Date },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO package_names (name, seen_at)
    SELECT name, ${now}::timestamptz FROM (SELECT DISTINCT left(lower(given), 500) COLLATE "C" AS name
      FROM unnest(${names}::text[]) AS g(given)) AS wanted
    WHERE NOT EXISTS (
      SELECT FROM package_names n WHERE n.name = wanted.name AND n.seen_at > ${since}::timestamptz)
    ORDER BY name ON CONFLICT (name) DO UPDATE SET seen_at = EXCLUDED.seen_at`;
}

/** Deletes names that were not noted since a time, and that no package has. */
export async function deleteUnusedNames(db: Db, since: Date): Promise<void> {
  await db.$executeRaw`
    DELETE FROM package_names n WHERE n.seen_at < ${since}::timestamptz
      AND NOT EXISTS (SELECT FROM packages p WHERE p.sort_name = n.name)`;
}

/** Inserts packages of a repo, in their order. */
export async function insertPackages(
  tx: Tx,
  repoId: string,
  packages: readonly LocatedPackage[],
): Promise<void> {
  const rows = packages.map(({ path, via, ...of }) => ({
    ...of,
    ...{ id: newId(), repo_id: repoId, via: [...via], file_path: path },
    key: packageKey(of.ecosystem, of.name),
  }));
  await tx.$executeRaw`
    INSERT INTO packages (${COLUMNS}) SELECT ${COLUMNS}
    FROM jsonb_populate_recordset(NULL::packages, ${JSON.stringify(rows)}::jsonb)`;
}

const COLUMNS = Prisma.sql`
  id, repo_id, key, ecosystem, release, name, version, purl, direct, dev, via, range, licence, file_path, line`;

/** The inventory of a repo as its last scan has left it; undefined if there is none. */
export async function readInventory(
  db: Db,
  repoId: string,
): Promise<(KeptInventory & { digest: string }) | undefined> {
  const select = { digest: true, declarations: true, gaps: true, exceptions: true } as const;
  const kept = await db.inventory.findUnique({ where: { id: repoId }, select });
  if (!kept) return undefined;
  const rows = await db.package.findMany({
    where: { repoId },
    select: packageColumns,
    orderBy: { id: 'asc' },
  });
  return {
    digest: kept.digest,
    packages: rows.map(({ filePath, ...of }) => ({ ...of, path: filePath }) as LocatedPackage),
    declarations: kept.declarations as unknown as Declaration[],
    gaps: kept.gaps as unknown as Inventory['gaps'],
    exceptions: kept.exceptions as unknown as KeptInventory['exceptions'],
  };
}

const packageColumns = {
  ...{
    ecosystem: true,
    release: true,
    name: true,
    version: true,
    purl: true,
    direct: true,
    dev: true,
    via: true,
  },
  ...{ range: true, licence: true, line: true, filePath: true },
} as const satisfies Prisma.PackageSelect;

/** The newest completed scan of a repo. */
export async function findScanned(db: Db, repoId: string): Promise<string | undefined> {
  const [repo] = await db.$queryRaw<{ id: string | null }[]>`
    SELECT latest_scan_id AS id FROM repos WHERE id = ${repoId}::uuid`;
  return repo?.id ?? undefined;
}

/** Makes the repos wait that have a package of these keys. @returns how many */
export async function requestMatches(tx: Tx, keys: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    UPDATE inventories SET requested = requested + 1
    WHERE id IN (SELECT repo_id FROM packages WHERE key = ANY(${keys}::text[]))`;
}

/** Makes the repos wait whose exceptions have ended. @returns how many */
export async function requestEnded(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE inventories SET requested = requested + 1, exceptions_end = NULL WHERE exceptions_end <= ${now}::timestamptz`;
}

/** Sets when the first of a repo's exceptions ends that still apply. */
export async function setExceptionsEnd(tx: Tx, id: string, exceptionsEnd: Date | null): Promise<void> {
  await tx.inventory.updateMany({ where: { id }, data: { exceptionsEnd } });
}

/** @returns up to which change the repo's packages are now to be compared; undefined if the lease was lost */
export async function findRequested(db: Db, { id, workerId, attempt }: Lease): Promise<number | undefined> {
  const row = await db.inventory.findFirst({ where: { id, workerId, attempt }, select: { requested: true } });
  return row?.requested;
}

/** Counts a comparison that has skipped packages. @returns how many did so in a row; Infinity if the lease was lost */
export async function noteFailure(tx: Tx, { id, workerId, attempt }: Lease): Promise<number> {
  const [row] = await tx.inventory.updateManyAndReturn({
    where: { id, workerId, attempt },
    data: { failures: { increment: 1 } },
    select: { failures: true },
  });
  return row?.failures ?? Number.POSITIVE_INFINITY;
}

/** Records up to which change they were compared. @returns false if the lease was lost */
export async function finish(tx: Tx, { id, workerId, attempt }: Lease, finished: number): Promise<boolean> {
  const data = { finished, failures: 0, workerId: null, leaseUntil: null };
  return (await tx.inventory.updateMany({ where: { id, workerId, attempt }, data })).count > 0;
}
