import { createHash } from 'node:crypto';
import type { Advisory, AdvisoryData, AdvisorySource, PackageKey } from '@/engines/dependencies/advisory';
import type { Context, Tx } from '../context';
import { isId, newId } from '../ids';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { withRetry } from '../retry';
import { checkedBefore, cvesOf, ecosystemOf, OLD_DAYS, packagesOf } from './rules';
import type { ImportCounts } from './schema';
import * as store from './store';

/** What a command of the operator has, too, which has no settings. */
type Stored = Pick<Context, 'db' | 'now'>;

/** How many keys one statement asks for. */
const KEYS_AT_ONCE = 10_000;

/**
 * What is known of these packages: one statement for ten thousand keys, each found by the index.
 * An ecosystem without data is not among the sources. With HEIMDALL_ADVISORIES=off nothing is known.
 */
export async function advisoriesOf(ctx: Context, keys: readonly PackageKey[]): Promise<AdvisoryData> {
  const { db, settings } = ctx;
  const asked = settings.advisories.mode === 'off' ? [] : [...new Set(keys)];
  const advisories = new Map<PackageKey, Advisory[]>();
  const cves = new Set<string>();
  for (let from = 0; from < asked.length; from += KEYS_AT_ONCE) {
    for (const found of await store.findByKeys(db, asked.slice(from, from + KEYS_AT_ONCE))) {
      for (const key of found.keys) {
        const known = advisories.get(key);
        if (known) known.push(found.document);
        else advisories.set(key, [found.document]);
      }
      for (const cve of cvesOf(found.document)) cves.add(cve);
    }
  }
  const exploitation = await store.findExploitation(db, [...cves]);
  return {
    advisories,
    exploitation: new Map(
      exploitation.map(({ cve, epss, isExploited }) => [cve, { epss, isExploited }] as const),
    ),
    ...(await sourcesOf(ctx, asked)),
  };
}

async function sourcesOf(
  { db, settings }: Context,
  keys: readonly PackageKey[],
): Promise<Pick<AdvisoryData, 'sources' | 'unchecked'>> {
  if (settings.advisories.mode === 'off') return { sources: [] };
  const imported = (await store.listSources(db)).map(
    ({ updatedAt, ...source }): AdvisorySource => ({ ...source, updatedAt: updatedAt.toISOString() }),
  );
  if (settings.advisories.mode !== 'api') return { sources: imported };
  const checks = new Map((await store.findChecks(db, keys)).map(({ key, checkedAt }) => [key, checkedAt]));
  return bySource(keys, checks, imported);
}

/** The API has answered for some packages. What was imported answers for the ecosystems of the others. */
function bySource(
  keys: readonly PackageKey[],
  checks: ReadonlyMap<PackageKey, Date>,
  imported: readonly AdvisorySource[],
): Pick<AdvisoryData, 'sources' | 'unchecked'> {
  const sources: AdvisorySource[] = [];
  const unchecked = new Set<PackageKey>();
  for (const ecosystem of new Set(keys.map(ecosystemOfKey))) {
    const own = keys.filter((key) => ecosystemOfKey(key) === ecosystem);
    const missing = own.filter((key) => !checks.has(key));
    const alternative = imported.find((source) => source.ecosystem === ecosystem && source.isWhole);
    const times = own.flatMap((key) => checks.get(key) ?? []);
    const oldest = times.toSorted((one, other) => one.getTime() - other.getTime())[0];
    if (missing.length > 0 && alternative) sources.push(alternative);
    else if (oldest)
      sources.push({
        ...{ ecosystem, source: 'api', count: times.length, updatedAt: oldest.toISOString() },
        isWhole: true,
      });
    if (!alternative) for (const key of missing) unchecked.add(key);
  }
  return { sources, unchecked };
}

function ecosystemOfKey(key: PackageKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** What came of some advisories. */
export type Recorded = {
  /** How many are new, changed or withdrawn. */
  readonly changed: number;
  /** How many are about no ecosystem that Heimdall reads. */
  readonly foreign: number;
};

/**
 * Stores advisories that are newer than the stored ones. Packages whose advisories change are marked in the same
 * transaction. An advisory that was withdrawn loses its packages.
 */
export async function recordAdvisories(
  { db, now }: Stored,
  advisories: readonly Advisory[],
): Promise<Recorded> {
  const rows = [...newestOf(advisories).values()].map(rowOf);
  const candidates = await onlyNewer(db, rows);
  const foreign = candidates.filter(isForeign).length;
  const wanted = candidates.filter((row) => !isForeign(row));
  if (wanted.length === 0) return { changed: 0, foreign };
  const changed = await withRetry(() =>
    db.$transaction(async (tx) => {
      await store.lockAdvisories(tx);
      const newer = await onlyNewer(tx, wanted);
      if (newer.length === 0) return 0;
      const ids = newer.map(({ id }) => id);
      const before = await store.listKeysOf(tx, ids);
      await store.upsertAdvisories(tx, newer);
      const after = newer.flatMap(({ packages }) => packages.map(({ key }) => key));
      await store.touch(tx, [...new Set([...before, ...after])], now);
      return newer.length;
    }),
  );
  return { changed, foreign };
}

type Candidate = store.AdvisoryRow & { readonly isKnown?: boolean };

/** An advisory about other ecosystems alone. One that was stored for its packages is updated all the same. */
function isForeign({ packages, withdrawn, isKnown }: Candidate): boolean {
  return packages.length === 0 && withdrawn === null && !isKnown;
}

async function onlyNewer(tx: Tx, rows: readonly store.AdvisoryRow[]): Promise<Candidate[]> {
  const found = await store.findKnown(
    tx,
    rows.map(({ id }) => id),
  );
  const known = new Map(found.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const stored = known.get(row.id);
    if (!stored) return [row];
    const later = row.modified.getTime() - stored.modified.getTime();
    return later > 0 || (later === 0 && row.digest !== stored.digest) ? [{ ...row, isKnown: true }] : [];
  });
}

function newestOf(advisories: readonly Advisory[]): Map<string, Advisory> {
  const newest = new Map<string, Advisory>();
  for (const advisory of advisories) {
    const other = newest.get(advisory.id);
    if (!other || Date.parse(other.modified) <= Date.parse(advisory.modified))
      newest.set(advisory.id, advisory);
  }
  return newest;
}

function rowOf(advisory: Advisory): store.AdvisoryRow {
  const document = JSON.stringify(advisory, (_, value) =>
    typeof value === 'string' ? storable(value) : value,
  );
  const withdrawn = advisory.withdrawn === null ? null : new Date(advisory.withdrawn);
  return {
    id: advisory.id,
    modified: new Date(advisory.modified),
    withdrawn,
    digest: createHash('sha256').update(document).digest('base64'),
    document: withdrawn ? null : document,
    packages: withdrawn ? [] : packagesOf(advisory).map((row) => ({ ...row, key: storable(row.key) })),
  };
}

/** PostgreSQL stores neither a NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/** How many ids one statement reads or deletes. */
const IDS_AT_ONCE = 1_000;

/**
 * Deletes advisories that a complete source no longer has. Those that are newer than the source stay.
 * @param source.prefix what the ids of that source begin with, as "PYSEC"
 * @param source.newest when the newest of its advisories was changed
 * @param source.most if more are missing, it is not complete after all, and none is deleted
 * @returns how many were missing, and whether they were deleted
 */
export async function removeMissing(
  { db, now }: Stored,
  source: { prefix: string; newest: Date; most: number; has: (id: string) => boolean },
): Promise<{ missing: number; isDone: boolean }> {
  const missing: string[] = [];
  for (let after = '', isLast = false; !isLast; ) {
    const page = await store.listIds(db, { ...source, after, take: IDS_AT_ONCE });
    missing.push(...page.filter((id) => !source.has(id)));
    isLast = page.length < IDS_AT_ONCE;
    after = page.at(-1) ?? after;
  }
  if (missing.length > source.most) return { missing: missing.length, isDone: false };
  for (let from = 0; from < missing.length; from += IDS_AT_ONCE) {
    const ids = missing.slice(from, from + IDS_AT_ONCE);
    await db.$transaction(async (tx) => {
      await store.lockAdvisories(tx);
      await store.touch(tx, await store.listKeysOf(tx, ids), now);
      await store.deleteAdvisories(tx, ids);
    });
  }
  return { missing: missing.length, isDone: true };
}

/** Records, at the end of an import, what it has brought. */
export async function recordSources({ db }: Stored, sources: readonly store.NewSource[]): Promise<void> {
  const counts = await store.countAdvisories(db);
  await db.$transaction((tx) => store.saveSources(tx, sources, counts));
}

/**
 * Records the EPSS of CVEs. Packages with a CVE whose percent has changed are marked, as their findings have another order.
 * @returns how many have changed
 */
export async function recordEpss(
  { db, now }: Stored,
  scores: { cve: string; epss: number }[],
): Promise<number> {
  const last = [...new Map(scores.map((score) => [score.cve, score])).values()];
  return db.$transaction(async (tx) => {
    await store.lockAdvisories(tx);
    const changed = await store.upsertEpss(tx, last);
    const seen = changed.flatMap(({ cve, isSeen }) => (isSeen ? [cve] : []));
    await store.touch(tx, await store.listKeysOfCves(tx, seen), now);
    return changed.length;
  });
}

/**
 * Makes these CVEs the ones that are known to be exploited. Packages of those that have changed are marked.
 * @returns how many have changed
 */
export async function recordExploited({ db, now }: Stored, cves: readonly string[]): Promise<number> {
  return db.$transaction(async (tx) => {
    await store.lockAdvisories(tx);
    const changed = await store.saveExploited(tx, [...new Set(cves)]);
    await store.touch(tx, await store.listKeysOfCves(tx, changed), now);
    return changed.length;
  });
}

/**
 * Takes packages whose advisories have changed, at most so many. Call it in the transaction that matches the
 * repositories again, or makes them wait for it. If that fails, the packages stay marked.
 */
export async function takeTouched(tx: Tx, most: number): Promise<PackageKey[]> {
  return store.takeTouched(tx, most);
}

/** The packages that the OSV API has to be asked about: never asked, or too long ago. */
export async function listUnchecked({ db, now }: Stored, keys: readonly PackageKey[]): Promise<PackageKey[]> {
  const before = checkedBefore(now);
  const checks = await store.findChecks(db, keys);
  const checked = new Set(checks.filter(({ checkedAt }) => checkedAt > before).map(({ key }) => key));
  return keys.filter((key) => !checked.has(key));
}

/** Those of these advisories that are not stored, or in an older form. Times are compared to the millisecond. */
export async function listOutdated({ db }: Stored, listed: ReadonlyMap<string, string>): Promise<string[]> {
  const known = new Map((await store.findKnown(db, [...listed.keys()])).map((row) => [row.id, row.modified]));
  return [...listed].flatMap(([id, modified]) => {
    const stored = known.get(id);
    return stored && stored.getTime() >= Date.parse(modified) ? [] : [id];
  });
}

/** The stored advisories of these packages that are not among these. */
export async function listUnlisted(
  { db }: Stored,
  keys: readonly PackageKey[],
  listed: ReadonlySet<string>,
): Promise<string[]> {
  return (await store.listIdsOf(db, keys)).filter((id) => !listed.has(id));
}

/** Records that the OSV API has answered for these packages, and all their advisories are stored. */
export async function recordChecks({ db, now }: Stored, keys: readonly PackageKey[]): Promise<void> {
  await db.$transaction((tx) => store.saveChecks(tx, keys, now));
}

/** Queues the downloads that are due, if the operator wants downloads. */
export async function queueDueDownloads({ db, now, settings }: Context): Promise<void> {
  const { mode, ecosystems } = settings.advisories;
  if (mode !== 'download') return;
  const downloads = ecosystems
    .filter((name) => ecosystemOf(name) !== undefined)
    .map((ecosystem) => ({ id: newId(), ecosystem }));
  await db.$transaction(async (tx) => {
    await store.lockAdvisories(tx);
    const count = await store.insertDueDownloads(tx, downloads, now);
    for (let sent = 0; sent < count; sent += 1) await send(tx, 'advisories.import');
  });
}

/** Claims the import whose turn it is; undefined if none waits. */
export async function claimImport({ db }: Context, claimant: Claimant): Promise<Lease | undefined> {
  return db.$transaction(async (tx) => claimNext(tx, store.LINE, claimant));
}

/** @returns false if the lease was lost */
export async function renewImport({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** What the import of a lease reads; undefined if the lease was lost. */
export async function findHeldImport(
  { db }: Context,
  lease: Lease,
): Promise<{ ecosystem: string | null } | undefined> {
  return store.findHeld(db, lease);
}

export async function recordImportProgress(
  { db }: Context,
  lease: Lease,
  counts: ImportCounts,
): Promise<void> {
  await store.saveProgress(db, lease, counts);
}

/** Ends an import. @param end.error why it failed, for admins; null if it did not */
export async function finishImport(
  { db, now }: Context,
  lease: Lease,
  end: { counts: ImportCounts | undefined; notes: readonly string[]; error: string | null },
): Promise<void> {
  await store.finishImport(db, lease, { ...end, finishedAt: now });
}

/** Releases an import. @param why stopped: for another worker, at once; failed: after the job's backoff */
export async function releaseImport({ db }: Context, lease: Lease, why: 'stopped' | 'failed'): Promise<void> {
  const { backoffSeconds } = JOBS['advisories.import'];
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, why === 'stopped' ? 0 : backoffSeconds);
    if (why === 'stopped') await send(tx, 'advisories.import');
  });
}

/** For the worker: sends jobs for imports that wait without one, as after a worker's death. */
export async function sendMissingImports({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}

/** The imports among these ids, and whether they are over. */
export async function listAdvisoryImports(
  { db }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { isOver: boolean }>> {
  return store.findImports(db, ids.filter(isId));
}

const DAY_MS = 86_400_000;

/** For the worker: deletes what is known of imports and checks that are long over. */
export async function deleteOldImports({ db, now }: Context): Promise<void> {
  await store.deleteOld(db, new Date(now.getTime() - OLD_DAYS * DAY_MS));
}
