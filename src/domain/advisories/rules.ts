import type { Advisory } from '@/engines/dependencies/advisory';
import { ECOSYSTEMS, type Ecosystem } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import type { AdvisoryImport, AdvisoryImportState } from './schema';

/** Older data is mentioned. Even older data may miss so much that results are not complete. In days. */
export const STALE_DAYS = 7;
export const OLD_DAYS = 30;
const DAY_MS = 86_400_000;

export type Freshness = 'fresh' | 'stale' | 'old';

/** How far data of this age can be relied on. */
export function freshnessOf(updatedAt: Date, now: Date): Freshness {
  const days = (now.getTime() - updatedAt.getTime()) / DAY_MS;
  if (days > OLD_DAYS) return 'old';
  return days > STALE_DAYS ? 'stale' : 'fresh';
}

/** How many advisories one transaction writes, and how many characters of documents. On the embedded database all else waits for it. */
export const BATCH_ADVISORIES = 200;
export const BATCH_CHARACTERS = 2 * 1024 * 1024;

/** How many uploads may wait. Each keeps a file of up to a gibibyte. */
export const MOST_WAITING_IMPORTS = 3;

/** An archive is downloaded this often, and after a failure sooner. */
const DOWNLOAD_HOURS = 24;
const RETRY_HOURS = 1;
const HOUR_MS = 3_600_000;

/** A download is due unless one began after this time, or has failed after the other one. */
export function dueBefore(now: Date): { succeeded: Date; failed: Date } {
  return {
    succeeded: new Date(now.getTime() - DOWNLOAD_HOURS * HOUR_MS),
    failed: new Date(now.getTime() - RETRY_HOURS * HOUR_MS),
  };
}

/** An answer of the OSV API is used for so long. */
const CHECK_HOURS = 24;

/** Packages that the API was asked about before this time are asked about again. */
export function checkedBefore(now: Date): Date {
  return new Date(now.getTime() - CHECK_HOURS * HOUR_MS);
}

/** The most characters of a package's name. An index can't hold a much longer one. */
const MOST_NAME = 512;

/** A package of an advisory, of an ecosystem that Heimdall reads. */
export type AdvisoryPackageRow = { readonly key: string; readonly ecosystem: Ecosystem };

/** The packages that an advisory is about, each once. Those of other ecosystems are skipped. */
export function packagesOf({ affected }: Advisory): AdvisoryPackageRow[] {
  const rows = new Map<string, AdvisoryPackageRow>();
  for (const { ecosystem: spelt, name } of affected) {
    const ecosystem = ecosystemOf(spelt);
    if (ecosystem === undefined || name.length > MOST_NAME) continue;
    const key = packageKey(spelt, name);
    rows.set(key, { key, ecosystem });
  }
  return [...rows.values()];
}

/** The ecosystem without its release; undefined if Heimdall does not read it. */
export function ecosystemOf(spelt: string): Ecosystem | undefined {
  const [base] = spelt.split(':');
  return ECOSYSTEMS.find((it) => it === base);
}

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/** The CVEs among an advisory's id and aliases. */
export function cvesOf({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): string[] {
  return [id, ...aliases].filter((it) => CVE.test(it));
}

export function isCve(text: string): boolean {
  return CVE.test(text);
}

/** An import as it is stored. */
export type AdvisoryImportRow = Omit<AdvisoryImport, 'state'> & { readonly workerId: string | null };

export function present({ workerId, ...row }: AdvisoryImportRow): AdvisoryImport {
  return { ...row, state: stateOf(row, workerId) };
}

function stateOf(
  { finishedAt, error }: Pick<AdvisoryImport, 'finishedAt' | 'error'>,
  workerId: string | null,
): AdvisoryImportState {
  if (finishedAt) return error === null ? 'completed' : 'failed';
  return workerId === null ? 'queued' : 'running';
}
