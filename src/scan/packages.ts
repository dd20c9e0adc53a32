import type { Advisory, AdvisoryData, AdvisorySource, PackageKey } from '@/engines/dependencies/advisory';
import type { Inventory } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import type { Engine, FileDetection, FileFacts, PackageCheck } from '@/engines/engine';
import type { CoverageLog } from './coverage';
import type { PackageDetection } from './exceptions/except';
import { type ExceptingScan, openExceptions } from './exceptions/exceptInScan';
import type { ScanSink } from './sink';

/** Where a scan learns which packages have known vulnerabilities. */
export type Advisories = {
  readonly of: (keys: readonly PackageKey[]) => Promise<AdvisoryAnswer>;
  /** How people give it some, as a sentence. */
  readonly advice: string;
};

/** What is known, and why it is not all that was asked for, as a sentence. */
export type AdvisoryAnswer = AdvisoryData & { readonly problem?: string };

export const NO_DATA: AdvisoryData = {
  advisories: new Map<PackageKey, readonly Advisory[]>(),
  exploitation: new Map(),
  sources: [],
};

/** A finding of a package, as far as it is settled by it. */
export type PackageFinding = {
  readonly source: string;
  readonly filePath: string;
  readonly package: { readonly ecosystem: string; readonly name: string; readonly version: string } | null;
};

/** Whether nothing could be said of a finding: its file was not read, or nothing is known of its ecosystem. */
export type IsUnchecked = (finding: PackageFinding) => boolean;

/** What an inventory comes to. */
export type Compared = {
  readonly detections: readonly FileDetection[];
  readonly limits: readonly string[];
  readonly notes: readonly string[];
  readonly sources: readonly AdvisorySource[];
  readonly checked: number;
  /** As IsUnchecked. */
  readonly isUnchecked: (finding: Omit<PackageFinding, 'source'>) => boolean;
  /** Whether a finding's package is in the inventory, and advisories of its ecosystem are known. */
  readonly isChecked: (finding: Omit<PackageFinding, 'source'>) => boolean;
};

/** The keys of all packages of an inventory, each once. */
export function keysOf({ packages }: Pick<Inventory, 'packages'>): PackageKey[] {
  return [...new Set(packages.map(({ ecosystem, name }) => packageKey(ecosystem, name)))];
}

/**
 * Compares an inventory with what is known of its packages.
 * Without any advisories nobody has asked for a comparison: what was not checked is then a note, and no limit.
 * @param advice how people give advisories
 */
export function compareInventory(
  check: PackageCheck,
  inventory: Inventory,
  { data, advice, now }: { readonly data: AdvisoryAnswer; readonly advice: string; readonly now: Date },
): Compared {
  const known = new Set(data.sources.map(({ ecosystem }) => baseOf(ecosystem)));
  const { packages, gaps } = inventory;
  const isKnown = (one: { ecosystem: string; name: string }) =>
    known.has(one.ecosystem) && !data.unchecked?.has(packageKey(one.ecosystem, one.name));
  const checked = packages.filter(isKnown).length;
  const ecosystems = new Set<string>(packages.map(({ ecosystem }) => ecosystem));
  const sources = data.sources.filter(({ ecosystem }) => ecosystems.has(baseOf(ecosystem)));
  const unread = new Set(gaps.filter(({ isPartial }) => isPartial).map(({ path }) => path));
  const unfinished = new Set<string>();
  const present = new Set(packages.map((it) => placeOf(it.path, it)));
  const isPresent = (one: NonNullable<PackageFinding['package']>, path: string) =>
    present.has(placeOf(path, one));
  const about: Pick<Compared, 'sources' | 'checked' | 'isUnchecked' | 'isChecked'> = {
    ...{ sources, checked },
    isUnchecked: ({ filePath, package: one }) =>
      unread.has(filePath) ||
      unfinished.has(filePath) ||
      (one !== null && isPresent(one, filePath) && !isKnown(one)),
    isChecked: ({ filePath, package: one }) =>
      one !== null && !unfinished.has(filePath) && isPresent(one, filePath) && isKnown(one),
  };
  const sentences = (isPartial: boolean) => gapSentences(gaps.filter((gap) => gap.isPartial === isPartial));
  const unanswered = data.unchecked?.size ?? 0;
  const missing = [data.problem ?? [], unanswered > 0 ? unansweredOf(unanswered) : []].flat();
  if (data.sources.length === 0 && missing.length === 0) {
    const notes = packages.length === 0 ? [] : [`${notChecked(packages.length)} ${advice}`];
    return {
      ...about,
      detections: [],
      limits: [],
      notes: [...notes, ...sentences(true), ...sentences(false)],
    };
  }
  const { detections, limits, notes, ...more } = check.conclude(inventory, data, now);
  for (const path of more.unfinished ?? []) unfinished.add(path);
  return {
    ...about,
    // Those of one file come one after another, as they are recorded together.
    detections: detections.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
    limits: [...limits, ...missing, ...sentences(true)],
    notes: [...notes, ...sentences(false)],
  };
}

function unansweredOf(packages: number): string {
  const what = packages === 1 ? '1 package was' : `${packages} packages were`;
  return `${what} not checked for known vulnerabilities, as the source of advisories did not answer.`;
}

const EXAMPLES = 5;

/** What could not be read, a sentence for each reason. */
function gapSentences(gaps: Inventory['gaps']): string[] {
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of gaps) {
    const paths = byReason.get(reason) ?? [];
    byReason.set(reason, paths);
    paths.push(path);
  }
  return [...byReason].map(([reason, paths]) => {
    const rest = paths.length - EXAMPLES;
    return `${paths.slice(0, EXAMPLES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${reason}`;
  });
}

function notChecked(packages: number): string {
  const what = packages === 1 ? '1 package was' : `${packages} packages were`;
  return `${what} not checked for known vulnerabilities, as there are no advisories.`;
}

/** The ecosystem without the release of a distribution. */
function baseOf(ecosystem: string): string {
  return ecosystem.split(':')[0] ?? ecosystem;
}

function placeOf(path: string, { ecosystem, name, version }: NonNullable<PackageFinding['package']>): string {
  return JSON.stringify([path, packageKey(ecosystem, name), version]);
}

/** What a comparison needs of its scan. */
export type PackageScan = ExceptingScan & {
  readonly analyses: readonly Engine[];
  readonly sink: Pick<ScanSink, 'inventory'>;
  readonly coverage: Pick<CoverageLog, 'addLimit' | 'addNote' | 'packages'>;
  readonly advisories: Advisories;
};

/**
 * Hands the packages of all files to the sink, and compares them with advisories. The coverage says with which.
 * @returns what the engines conclude, and of which findings they can't
 */
export async function checkPackages(
  scan: PackageScan,
  factsOf: (engine: string) => readonly FileFacts[],
): Promise<{ readonly found: readonly PackageDetection[]; readonly isUnchecked: IsUnchecked }> {
  const { analyses, sink, coverage, advisories, now } = scan;
  const { exceptions, except } = await openExceptions(scan);
  const found: PackageDetection[] = [];
  const byEngine = new Map<string, Compared['isUnchecked']>();
  for (const { id, packages: check } of analyses) {
    if (!check) continue;
    const inventory = check.inventory(factsOf(id));
    await sink.inventory(id, { ...inventory, exceptions });
    if (inventory.packages.length === 0 && inventory.gaps.length === 0) continue;
    const data = await advisories.of(keysOf(inventory));
    const compared = compareInventory(check, inventory, { data, advice: advisories.advice, now });
    for (const limit of compared.limits) coverage.addLimit(limit);
    for (const note of compared.notes) coverage.addNote(note);
    coverage.packages({
      ...{ count: inventory.packages.length, checked: compared.checked },
      advisories: compared.sources.map(({ ecosystem, source, updatedAt }) => ({
        ecosystem,
        source,
        updatedAt,
      })),
    });
    for (const detection of await except(compared.detections)) found.push(detection);
    byEngine.set(id, compared.isUnchecked);
  }
  return { found, isUnchecked: ({ source, ...finding }) => byEngine.get(source)?.(finding) ?? false };
}
