import { type Freshness, freshnessOf } from '@/domain/advisories/rules';
import { formatBytes } from '@/lib/amounts';
import { countOf, formatCount } from '@/lib/format';
import type { AdvisoryImport, AdvisoryOverview } from '@/trpc/types';

/** The most that the server takes, in bytes. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** Why a file can't be uploaded; undefined if it can be. */
export function obstacleTo({ name, size }: Pick<File, 'name' | 'size'>): string | undefined {
  if (size === 0) return `${name} is empty.`;
  if (size <= MOST_BYTES) return undefined;
  return `${name} has ${formatBytes(size)}. At most 1 GiB can be uploaded; use the command line for larger files.`;
}

/** The media type by which a file is sent, as browsers do not know all of them. */
export function mediaTypeOf(name: string): string {
  if (/\.zip$/i.test(name)) return 'application/zip';
  if (/\.gz$/i.test(name)) return 'application/gzip';
  return /\.csv$/i.test(name) ? 'text/csv' : 'application/json';
}

/** What an ecosystem has: its source, or that it has none. */
export type EcosystemRow = {
  readonly ecosystem: string;
  readonly source: AdvisoryOverview['sources'][number] | undefined;
  readonly freshness: Freshness | undefined;
};

/** Every ecosystem that Heimdall reads: those with advisories first. */
export function rowsOf({ ecosystems, sources }: AdvisoryOverview, now: Date): EcosystemRow[] {
  const rows = ecosystems.map((ecosystem) => {
    const source = sources.find((it) => it.ecosystem === ecosystem);
    return { ecosystem, source, freshness: source && freshnessOf(new Date(source.updatedAt), now) };
  });
  return [...rows.filter(({ source }) => source), ...rows.filter(({ source }) => !source)];
}

/** What an ecosystem without an archive or a checkout means. */
const UNNAMED = 'Packages that they do not name are not checked.';

/** What stands in the way of relying on the advisories, or that nothing does. */
export function headlineOf(rows: readonly EcosystemRow[]): { tone: 'good' | 'warning'; text: string } {
  const known = rows.filter(({ source }) => source?.isWhole);
  if (known.length === 0) {
    const isNone = rows.every(({ source }) => !source);
    const text = isNone ? 'No advisories yet. No package is checked.' : `Only single advisories. ${UNNAMED}`;
    return { tone: 'warning', text };
  }
  const aged = known.filter(({ freshness }) => freshness !== 'fresh');
  const verb = known.length === 1 ? 'has' : 'have';
  const have = `${formatCount(known.length)} of ${formatCount(rows.length)} ecosystems ${verb} advisories`;
  if (aged.length === 0) return { tone: 'good', text: `${have}, all of the last 7 days.` };
  const names = aged.map(({ ecosystem }) => ecosystem).join(', ');
  return { tone: 'warning', text: `${have}. Those of ${names} are older than 7 days.` };
}

/** What to know of an ecosystem's advisories beside their time; undefined if nothing. */
export function warningOf({ source, freshness }: EcosystemRow): string | undefined {
  if (source && !source.isWhole)
    return 'single advisories only: packages that they do not name are not checked';
  return freshness && FRESHNESS_WORDS[freshness];
}

const FRESHNESS_WORDS: Record<Freshness, string | undefined> = {
  fresh: undefined,
  stale: 'older than 7 days',
  old: 'older than 30 days: results are partial',
};

export const SOURCE_WORDS: Record<AdvisoryOverview['sources'][number]['source'], string> = {
  import: 'Import',
  api: 'OSV API',
  download: 'Download',
};

/** Where advisories come from here, by HEIMDALL_ADVISORIES. */
export const MODE_WORDS: Record<AdvisoryOverview['mode'], string> = {
  off: 'Advisories are switched off: HEIMDALL_ADVISORIES is off, and no package is checked.',
  import: 'Advisories are imported here or by the command line. Heimdall downloads none by itself.',
  api: 'Each scan asks the OSV API about packages that it was not asked about in the last day.',
  download: 'OSV’s archives are downloaded once a day.',
};

/** What came of an import, or how far it is. */
export function importText({ state, error, read, changed, removed, refused }: AdvisoryImport): string {
  if (state === 'queued') return 'Waiting for a worker';
  if (state === 'failed') return error ?? 'The import failed.';
  const parts = [
    countOf(read, 'document'),
    `${formatCount(changed)} new or changed`,
    ...(removed > 0 ? [`${formatCount(removed)} removed`] : []),
    ...(refused > 0 ? [`${formatCount(refused)} could not be used`] : []),
  ];
  return parts.join(', ');
}

/** The ecosystems without advisories, in a sentence; undefined if all have some. */
export function missingText(rows: readonly EcosystemRow[]): string | undefined {
  const missing = rows.filter(({ source }) => !source).map(({ ecosystem }) => ecosystem);
  if (missing.length === 0) return undefined;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(missing);
  return `No advisories of ${names}. Their packages are not checked.`;
}

export function isWorking({ state }: Pick<AdvisoryImport, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}
