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

/** What is searched, as a condition on a column of names. */
function named({ q }: Wanted, column: Prisma.Sql): Prisma.Sql {
  return q === undefined
    ? Prisma.sql`true`
    : Prisma.sql`${column} LIKE ${`%${escapeLike(q.toLowerCase())}%`}`;
}

function within({ ecosystem }: Wanted): Prisma.Sql {
  return ecosystem === undefined ? Prisma.empty : Prisma.sql`AND p.ecosystem = ${ecosystem}`;
}

const SORT_NAME = Prisma.sql`p.sort_name`;

/** The packages that are meant, as conditions after FROM. */
function meant(wanted: Wanted): Prisma.Sql {
  return Prisma.sql`packages p WHERE p.repo_id IN (${wanted.repoIds}) AND ${named(wanted, SORT_NAME)} ${within(wanted)}`;
}

/**
 * The names that are meant and the packages of each, as conditions after FROM. An index has all of it, and rows of
 * one name are far from each other. `IS TRUE` has the repos read once. The number of packages of a name is
 * estimated far too low for a join.
 * @param more conditions on the packages, and their order
 */
function byName(wanted: Wanted, more: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`package_names n CROSS JOIN LATERAL (
      SELECT p.id, p.sort_name, p.ecosystem, p.version FROM packages p
      WHERE p.sort_name = n.name AND (p.repo_id IN (${wanted.repoIds})) IS TRUE ${within(wanted)} ${more}) AS p
    WHERE ${named(wanted, Prisma.sql`n.name`)}`;
}

/** Different versions of what is meant, at most `take`. */
export async function listVersions(db: Db, wanted: Wanted, take: number): Promise<Version[]> {
  const from = (await isByName(db, wanted)) ? byName(wanted, Prisma.sql`OFFSET 0`) : meant(wanted);
  return db.$queryRaw<Version[]>`SELECT DISTINCT p.ecosystem, p.version FROM ${from} LIMIT ${take}`;
}

type ListPage = { versions: readonly Version[] | undefined; after: Cursor | undefined; take: number };
type Row = ListedPackage & { key: string };

/** From so many repos on, reading all packages in their order finds some of these repos soon. */
const MANY = 200;

async function hasMany(db: Db, { repoIds }: Wanted): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT FROM (${repoIds}) AS r OFFSET ${MANY} LIMIT 1`;
  return rows.length > 0;
}

/** Whether what is meant is found by its name, and not by its repos. */
async function isByName(db: Db, wanted: Wanted): Promise<boolean> {
  return isIndexed(wanted.q) || (wanted.q !== undefined && (await hasMany(db, wanted)));
}

/** A page in the order of names. Of few repos, each gives its first ones by its index; so does each name of many packages. */
export async function listPackages(db: Db, wanted: Wanted, page: ListPage): Promise<Sorted<ListedPackage>[]> {
  const source = await pageOf(db, wanted, page);
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.ecosystem, p.name, p.version, p.purl, p.repo_id AS "repoId", p.direct, p.dev, p.file_path AS "filePath",
      p.line, p.licence, r.name AS "repoName", p.id, p.sort_name AS key
    FROM (${source}) AS chosen JOIN packages p ON p.id = chosen.id JOIN repos r ON r.id = p.repo_id
    ORDER BY p.sort_name, p.id`;
  return rows.map(({ key, ...item }) => ({ item, key }));
}

/** A statement that selects the ids of a page. */
async function pageOf(db: Db, wanted: Wanted, { versions, after, take }: ListPage): Promise<Prisma.Sql> {
  const inRange = versions
    ? Prisma.sql`AND ((p.ecosystem, p.version) IN (SELECT * FROM unnest(
        ${versions.map(({ ecosystem }) => ecosystem)}::text[], ${versions.map(({ version }) => version)}::text[]))) IS TRUE`
    : Prisma.empty;
  const later = after
    ? Prisma.sql`AND (p.sort_name, p.id) > (${after.key} COLLATE "C", ${after.id}::uuid)`
    : Prisma.empty;
  const order = Prisma.sql`ORDER BY p.sort_name, p.id LIMIT ${take}`;
  if (await isByName(db, wanted)) {
    const from = after ? Prisma.sql`AND n.name >= ${after.key} COLLATE "C"` : Prisma.empty;
    return Prisma.sql`
      SELECT p.id FROM ${byName(wanted, Prisma.sql`${inRange} ${later} ${order}`)} ${from}
      ORDER BY n.name, p.id LIMIT ${take}`;
  }
  if (await hasMany(db, wanted))
    return Prisma.sql`SELECT p.id FROM ${meant(wanted)} ${inRange} ${later} ${order}`;
  return Prisma.sql`
    SELECT p.id FROM (${wanted.repoIds}) AS v CROSS JOIN LATERAL (
      SELECT p.id, p.sort_name FROM packages p
      WHERE p.repo_id = v.id AND ${named(wanted, SORT_NAME)} ${within(wanted)} ${inRange} ${later} ${order}) AS p ${order}`;
}
