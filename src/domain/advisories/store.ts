import type { Advisory, Exploitation, PackageKey } from '@/engines/dependencies/advisory';
import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import type { Lease, Line } from '../jobs/schema';
import { type AdvisoryImportRow, type AdvisoryPackageRow, dueBefore } from './rules';
import type { AdvisoryOrigin, AdvisorySourceRow, ImportCounts } from './schema';

/** Imports that wait. They take turns by age alone. */
export const LINE: Line = {
  job: 'advisories.import',
  table: Prisma.sql`advisory_imports`,
  owner: Prisma.sql`q.id`,
  age: Prisma.sql`q.created_at`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  open: Prisma.sql`q.finished_at IS NULL`,
};

/** Serializes writers of advisories until the transaction ends, as two imports may change the same ones in any order. */
export async function lockAdvisories(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('heimdall advisories', 0))`;
}

export type KnownAdvisory = { readonly id: string; readonly modified: Date; readonly digest: string };

/** Those of these advisories that are stored. */
export async function findKnown(db: Tx, ids: readonly string[]): Promise<KnownAdvisory[]> {
  return db.$queryRaw<KnownAdvisory[]>`
    SELECT osv_id AS id, modified, digest FROM advisories WHERE osv_id = ANY(${ids}::text[])`;
}

export type AdvisoryRow = KnownAdvisory & {
  readonly withdrawn: Date | null;
  /** The advisory as JSON; null if it was withdrawn. */
  readonly document: string | null;
  readonly packages: readonly AdvisoryPackageRow[];
};

/** Writes advisories and their packages in place of older ones. */
export async function upsertAdvisories(tx: Tx, rows: readonly AdvisoryRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO advisories (osv_id, modified, withdrawn, digest, document)
    SELECT id, modified, withdrawn, digest, document::jsonb FROM unnest(
      ${rows.map(({ id }) => id)}::text[], ${rows.map(({ modified }) => modified)}::timestamptz[],
      ${rows.map(({ withdrawn }) => withdrawn)}::timestamptz[], ${rows.map(({ digest }) => digest)}::text[],
      ${rows.map(({ document }) => document)}::text[]) AS g(id, modified, withdrawn, digest, document)
    ON CONFLICT (osv_id) DO UPDATE SET modified = EXCLUDED.modified, withdrawn = EXCLUDED.withdrawn,
      digest = EXCLUDED.digest, document = EXCLUDED.document`;
  await tx.$executeRaw`DELETE FROM advisory_packages WHERE advisory_id = ANY(${rows.map(({ id }) => id)}::text[])`;
  const packages = rows.flatMap(({ id, packages: own }) => own.map((it) => ({ ...it, id })));
  if (packages.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO advisory_packages (key, advisory_id, ecosystem) SELECT * FROM unnest(
      ${packages.map(({ key }) => key)}::text[], ${packages.map(({ id }) => id)}::text[],
      ${packages.map(({ ecosystem }) => ecosystem)}::text[])`;
}

/** The keys of the packages that these advisories are about. */
export async function listKeysOf(tx: Tx, ids: readonly string[]): Promise<PackageKey[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT key FROM advisory_packages WHERE advisory_id = ANY(${ids}::text[])`;
  return rows.map(({ key }) => key);
}

/** The advisories that are about these packages. */
export async function listIdsOf(db: Db, keys: readonly PackageKey[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT advisory_id AS id FROM advisory_packages WHERE key = ANY(${keys}::text[])`;
  return rows.map(({ id }) => id);
}

/** The ids of a database that were changed until a time, after one of them, in their order. */
export async function listIds(
  db: Db,
  { prefix, newest, after, take }: { prefix: string; newest: Date; after: string; take: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT osv_id AS id FROM advisories WHERE osv_id > ${after} AND split_part(osv_id, '-', 1) = ${prefix}
      AND modified <= ${newest}::timestamptz AND withdrawn IS NULL ORDER BY osv_id LIMIT ${take}`;
  return rows.map(({ id }) => id);
}

export async function deleteAdvisories(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM advisories WHERE osv_id = ANY(${ids}::text[])`;
}

/** Marks packages, so that the repositories that have them are matched again. */
export async function touch(tx: Tx, keys: readonly PackageKey[], now: Date): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO advisory_touches (key, at) SELECT key, ${now}::timestamptz FROM unnest(${keys}::text[]) AS g(key)
    ON CONFLICT (key) DO UPDATE SET at = EXCLUDED.at`;
}

/** Takes marked packages, those that have waited longest first. Those that another transaction takes are skipped. */
export async function takeTouched(tx: Tx, most: number): Promise<PackageKey[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    DELETE FROM advisory_touches WHERE key IN (
      SELECT key FROM advisory_touches ORDER BY at, key LIMIT ${most} FOR UPDATE SKIP LOCKED) RETURNING key`;
  return rows.map(({ key }) => key);
}

/** The advisories of each package. The statement reads the index once for each key. */
export async function findByKeys(
  db: Db,
  keys: readonly PackageKey[],
): Promise<{ keys: PackageKey[]; document: Advisory }[]> {
  return db.$queryRaw<{ keys: PackageKey[]; document: Advisory }[]>`
    SELECT p.keys, a.document FROM (
      SELECT advisory_id, array_agg(key ORDER BY key) AS keys FROM advisory_packages
      WHERE key = ANY(${keys}::text[]) GROUP BY advisory_id) AS p
    JOIN advisories a ON a.osv_id = p.advisory_id WHERE a.document IS NOT NULL ORDER BY a.osv_id`;
}

export async function findExploitation(
  db: Db,
  cves: readonly string[],
): Promise<({ cve: string } & Exploitation)[]> {
  return db.$queryRaw<({ cve: string } & Exploitation)[]>`
    SELECT cve, epss, is_exploited AS "isExploited" FROM exploitation WHERE cve = ANY(${cves}::text[])`;
}

/** Writes the EPSS of these CVEs. @returns those that have changed, and whether by a percent that people see */
export async function upsertEpss(
  tx: Tx,
  scores: readonly { cve: string; epss: number }[],
): Promise<{ cve: string; isSeen: boolean }[]> {
  return tx.$queryRaw<{ cve: string; isSeen: boolean }[]>`
    WITH given AS (
      SELECT * FROM unnest(${scores.map(({ cve }) => cve)}::text[], ${scores.map(({ epss }) => epss)}::float8[]) AS g(cve, epss)),
    written AS (
      INSERT INTO exploitation AS e (cve, epss) SELECT cve, epss FROM given
      ON CONFLICT (cve) DO UPDATE SET epss = EXCLUDED.epss WHERE e.epss IS DISTINCT FROM EXCLUDED.epss
      RETURNING cve, epss)
    SELECT w.cve, round(w.epss * 100) IS DISTINCT FROM round(e.epss * 100) AS "isSeen"
    FROM written w LEFT JOIN exploitation e ON e.cve = w.cve`;
}

/** Makes these CVEs the exploited ones, and no others. @returns those that have changed */
export async function saveExploited(tx: Tx, cves: readonly string[]): Promise<string[]> {
  const no = await tx.$queryRaw<{ cve: string }[]>`
    UPDATE exploitation SET is_exploited = false WHERE is_exploited AND cve <> ALL(${cves}::text[]) RETURNING cve`;
  const yes = await tx.$queryRaw<{ cve: string }[]>`
    INSERT INTO exploitation AS e (cve, is_exploited) SELECT cve, true FROM unnest(${cves}::text[]) AS g(cve)
    ON CONFLICT (cve) DO UPDATE SET is_exploited = true WHERE NOT e.is_exploited RETURNING cve`;
  return [...no, ...yes].map(({ cve }) => cve);
}

/** The keys of the packages whose advisories are about these CVEs, by their ids or aliases. */
export async function listKeysOfCves(tx: Tx, cves: readonly string[]): Promise<PackageKey[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT key FROM advisory_packages WHERE advisory_id IN (
      SELECT unnest(${cves}::text[])
      UNION ALL SELECT osv_id FROM advisories WHERE document->'aliases' ?| ${cves}::text[])`;
  return rows.map(({ key }) => key);
}

export async function countExploitation(db: Db): Promise<{ epss: number; exploited: number }> {
  const [counts] = await db.$queryRaw<{ epss: number; exploited: number }[]>`
    SELECT count(epss)::int AS epss, (count(*) FILTER (WHERE is_exploited))::int AS exploited FROM exploitation`;
  return counts ?? { epss: 0, exploited: 0 };
}

export async function listSources(db: Db): Promise<AdvisorySourceRow[]> {
  const rows = await db.advisorySource.findMany({ orderBy: { ecosystem: 'asc' } });
  return rows.map((row) => ({ ...row, source: row.source as AdvisoryOrigin }));
}

/** What is known of an ecosystem after an import of it. */
export type NewSource = {
  readonly ecosystem: string;
  readonly source: AdvisoryOrigin;
  readonly updatedAt: Date;
  /** Whether an archive or a checkout was read. Single advisories make no older data newer, and add to it only. */
  readonly isWhole: boolean;
};

/** How many advisories each ecosystem has. It reads all packages. */
export async function countAdvisories(db: Db): Promise<{ ecosystem: string; count: number }[]> {
  return db.$queryRaw<{ ecosystem: string; count: number }[]>`
    SELECT ecosystem, count(DISTINCT advisory_id)::int AS count FROM advisory_packages GROUP BY ecosystem`;
}

/** Records where advisories came from. Data never gets older. @param counts of all ecosystems */
export async function saveSources(
  tx: Tx,
  sources: readonly NewSource[],
  counts: readonly { ecosystem: string; count: number }[],
): Promise<void> {
  const columns = (rows: readonly NewSource[]) => Prisma.sql`unnest(
    ${rows.map(({ ecosystem }) => ecosystem)}::text[], ${rows.map(({ source }) => source)}::text[],
    ${rows.map(({ updatedAt }) => updatedAt)}::timestamptz[], ${rows.map(({ isWhole }) => isWhole)}::boolean[])
    AS g(ecosystem, source, updated_at, is_whole)`;
  await tx.$executeRaw`
    INSERT INTO advisory_sources (ecosystem, source, count, updated_at, is_whole)
    SELECT g.ecosystem, g.source, 0, g.updated_at, g.is_whole FROM ${columns(sources)} ON CONFLICT (ecosystem) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE advisory_sources s SET source = g.source, updated_at = g.updated_at, is_whole = true
    FROM ${columns(sources.filter(({ isWhole }) => isWhole))}
    WHERE s.ecosystem = g.ecosystem AND (s.updated_at < g.updated_at OR NOT s.is_whole)`;
  await tx.$executeRaw`
    UPDATE advisory_sources s SET count = g.count FROM unnest(
      ${counts.map(({ ecosystem }) => ecosystem)}::text[], ${counts.map(({ count }) => count)}::int[]) AS g(ecosystem, count)
    WHERE s.ecosystem = g.ecosystem`;
}

/** When the OSV API was asked about each of these packages, if it was. */
export async function findChecks(
  db: Db,
  keys: readonly PackageKey[],
): Promise<{ key: PackageKey; checkedAt: Date }[]> {
  return db.$queryRaw<{ key: PackageKey; checkedAt: Date }[]>`
    SELECT key, checked_at AS "checkedAt" FROM advisory_checks WHERE key = ANY(${keys}::text[])`;
}

export async function saveChecks(tx: Tx, keys: readonly PackageKey[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO advisory_checks (key, checked_at) SELECT key, ${now}::timestamptz FROM unnest(${keys}::text[]) AS g(key)
    ON CONFLICT (key) DO UPDATE SET checked_at = EXCLUDED.checked_at`;
}

const importColumns = {
  ...{ id: true, ecosystem: true, read: true, changed: true, removed: true, refused: true },
  ...{ notes: true, error: true, createdAt: true, finishedAt: true, workerId: true },
} as const satisfies Prisma.AdvisoryImportSelect;

/** The newest imports. */
export async function listImports(db: Db, take: number): Promise<AdvisoryImportRow[]> {
  return db.advisoryImport.findMany({ orderBy: { id: 'desc' }, take, select: importColumns });
}

export async function findImport(db: Db, id: string): Promise<AdvisoryImportRow | undefined> {
  return (await db.advisoryImport.findUnique({ where: { id }, select: importColumns })) ?? undefined;
}

/** The imports among these ids, and whether they are over. */
export async function findImports(db: Db, ids: readonly string[]): Promise<Map<string, { isOver: boolean }>> {
  const rows = await db.advisoryImport.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, finishedAt: true },
  });
  return new Map(rows.map(({ id, finishedAt }) => [id, { isOver: finishedAt !== null }]));
}

/** Adds an import of an uploaded file, unless so many wait. @returns whether it was added */
export async function insertUpload(tx: Tx, id: string, mostWaiting: number, now: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO advisory_imports (id, created_at, notes) SELECT ${id}::uuid, ${now}::timestamptz, '{}'
    WHERE (SELECT count(*) FROM advisory_imports WHERE finished_at IS NULL AND ecosystem IS NULL) < ${mostWaiting}`;
  return count > 0;
}

/** Adds the downloads that are due. @returns how many were added */
export async function insertDueDownloads(
  tx: Tx,
  downloads: readonly { id: string; ecosystem: string }[],
  now: Date,
): Promise<number> {
  const { succeeded, failed } = dueBefore(now);
  return tx.$executeRaw`
    INSERT INTO advisory_imports (id, ecosystem, created_at, notes)
    SELECT g.id, g.ecosystem, ${now}::timestamptz, '{}'
    FROM unnest(${downloads.map(({ id }) => id)}::uuid[], ${downloads.map(({ ecosystem }) => ecosystem)}::text[])
      AS g(id, ecosystem)
    WHERE NOT EXISTS (SELECT FROM advisory_imports i WHERE i.ecosystem = g.ecosystem AND (i.finished_at IS NULL
      OR i.created_at > CASE WHEN i.error IS NULL THEN ${succeeded}::timestamptz ELSE ${failed}::timestamptz END))`;
}

function heldBy({ id, workerId, attempt }: Lease) {
  return { id, workerId, attempt, finishedAt: null };
}

/** The ecosystem of the import that a lease holds; undefined if the lease was lost. */
export async function findHeld(db: Db, lease: Lease): Promise<{ ecosystem: string | null } | undefined> {
  const held = await db.advisoryImport.findFirst({ where: heldBy(lease), select: { ecosystem: true } });
  return held ?? undefined;
}

export async function saveProgress(db: Db, lease: Lease, counts: ImportCounts): Promise<void> {
  await db.advisoryImport.updateMany({ where: heldBy(lease), data: counts });
}

/** Ends an import. @param end.error why it failed; null if it did not */
export async function finishImport(
  db: Db,
  lease: Lease,
  end: { counts: ImportCounts | undefined; notes: readonly string[]; error: string | null; finishedAt: Date },
): Promise<void> {
  const { counts = {}, notes, error, finishedAt } = end;
  await db.advisoryImport.updateMany({
    where: heldBy(lease),
    data: { ...counts, notes: [...notes], error, finishedAt },
  });
}

/** Deletes imports that ended long ago, and packages that the API was last asked about long ago. */
export async function deleteOld(db: Db, before: Date): Promise<void> {
  await db.advisoryImport.deleteMany({ where: { finishedAt: { lt: before } } });
  await db.advisoryCheck.deleteMany({ where: { checkedAt: { lt: before } } });
}
