import { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import type { Cursor, Sorted } from '../keyset';
import { escapeLike } from '../page';
import type { ListedPackage } from './schema';

/** Which packages are meant. */
export type Wanted = {
  /** A statement that selects the ids of the repos. */
  readonly repoIds: Prisma.Sql;
  readonly q: string | undefined;
  readonly ecosystem: string | undefined;
};

/** A version in an ecosystem. */
export type Version = { readonly ecosystem: string; readonly version: string };

/** Trigrams need three letters or digits in a row. */
function isIndexed(q: string | undefined): q is string {
  return q !== undefined && /[a-z0-9]{3}/i.test(q);
}

function chosen({ q, ecosystem }: Wanted): Prisma.Sql {
  const named =
    q === undefined ? Prisma.empty : Prisma.sql`AND p.sort_name LIKE ${`%${escapeLike(q.toLowerCase())}%`}`;
  const within = ecosystem === undefined ? Prisma.empty : Prisma.sql`AND p.ecosystem = ${ecosystem}`;
  return Prisma.sql`${named} ${within}`;
}

/** The packages that are meant, as a statement. A searched name is found by its own index, whatever the repos are. */
function meant(wanted: Wanted): Prisma.Sql {
  const { repoIds } = wanted;
  return isIndexed(wanted.q)
    ? Prisma.sql`
      SELECT f.* FROM (SELECT p.* FROM packages p WHERE true ${chosen(wanted)} OFFSET 0) AS f WHERE f.repo_id IN (${repoIds})`
    : Prisma.sql`SELECT p.* FROM packages p WHERE p.repo_id IN (${repoIds}) ${chosen(wanted)}`;
}

/** Different versions of what is meant, at most `take`. */
export async function listVersions(db: Db, wanted: Wanted, take: number): Promise<Version[]> {
  return db.$queryRaw<Version[]>`
    SELECT DISTINCT ecosystem, version FROM (${meant(wanted)}) AS m LIMIT ${take}`;
}

type ListPage = { versions: readonly Version[] | undefined; after: Cursor | undefined; take: number };
type Row = ListedPackage & { key: string };

/** From so many repos on, reading all packages in their order finds some of these repos soon. */
const MANY = 200;

async function hasMany(db: Db, { repoIds }: Wanted): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT FROM (${repoIds}) AS r OFFSET ${MANY} LIMIT 1`;
  return rows.length > 0;
}

/** A page in the order of names. Of few repos, each gives its first ones by its index. */
export async function listPackages(db: Db, wanted: Wanted, page: ListPage): Promise<Sorted<ListedPackage>[]> {
  const { versions, after, take } = page;
  const of = versions && {
    ecosystems: versions.map(({ ecosystem }) => ecosystem),
    versions: versions.map(({ version }) => version),
  };
  const inRange = of
    ? Prisma.sql`AND (p.ecosystem, p.version) IN (SELECT * FROM unnest(${of.ecosystems}::text[], ${of.versions}::text[]))`
    : Prisma.empty;
  const later = after
    ? Prisma.sql`AND (p.sort_name, p.id) > (${after.key} COLLATE "C", ${after.id}::uuid)`
    : Prisma.empty;
  const order = Prisma.sql`ORDER BY p.sort_name, p.id LIMIT ${take}`;
  const isWhole = isIndexed(wanted.q) || (await hasMany(db, wanted));
  const source = isWhole
    ? Prisma.sql`SELECT p.* FROM (${meant(wanted)}) AS p WHERE true ${inRange} ${later} ${order}`
    : Prisma.sql`SELECT p.* FROM (${wanted.repoIds}) AS v CROSS JOIN LATERAL (
        SELECT p.* FROM packages p WHERE p.repo_id = v.id ${chosen(wanted)} ${inRange} ${later} ${order}) AS p ${order}`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.ecosystem, p.name, p.version, p.purl, p.repo_id AS "repoId", p.direct, p.dev, p.file_path AS "filePath",
      p.line, p.licence, r.name AS "repoName", p.id, p.sort_name AS key
    FROM (${source}) AS p JOIN repos r ON r.id = p.repo_id ORDER BY p.sort_name, p.id`;
  return rows.map(({ key, ...item }) => ({ item, key }));
}
