import type { Tx } from '../context';

/** Serializes changes of the installation's row, until the transaction ends. */
export async function lockInstallation(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('heimdall installation', 0))::text`;
}

export async function findInstallation(tx: Tx): Promise<{ keyCheck: string; url: string | null } | null> {
  return tx.installation.findUnique({ where: { sole: true }, select: { keyCheck: true, url: true } });
}

export async function insertInstallation(
  tx: Tx,
  { now, ...row }: { keyCheck: string; url: string | null; now: Date },
): Promise<void> {
  await tx.installation.create({ data: { ...row, createdAt: now, updatedAt: now }, select: { sole: true } });
}

export async function saveUrl(tx: Tx, url: string, now: Date): Promise<void> {
  await tx.installation.updateMany({ data: { url, updatedAt: now } });
}

/** The sealed key of the digests of findings; null if it is derived from the secret key. */
export async function findFindingsKey(tx: Tx): Promise<string | null> {
  const row = await tx.installation.findUnique({ where: { sole: true }, select: { findingsKey: true } });
  return row?.findingsKey ?? null;
}

export async function saveKeys(
  tx: Tx,
  { now, ...keys }: { keyCheck: string; findingsKey: string; now: Date },
): Promise<void> {
  await tx.installation.updateMany({ data: { ...keys, updatedAt: now } });
}

/** The names of the migrations that the database has; undefined if it has no table of them. */
export async function listMigrations(tx: Tx): Promise<string[] | undefined> {
  const [table] = await tx.$queryRaw<{ isThere: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`;
  if (!table?.isThere) return undefined;
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL`;
  return rows.map(({ name }) => name);
}
