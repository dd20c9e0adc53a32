import type { Advisory, AdvisoryData, AdvisorySource, PackageKey } from '@/engines/dependencies/advisory';
import type { Inventory, Package } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import { createReleaseCheck } from '@/engines/dependencies/release';
import type { Conclusion, Engine, FileDetection } from '@/engines/engine';
import { inTurns } from '@/lib/inTurns';
import type { CoverageLog } from './coverage';
import type { PackageDetection } from './exceptions/except';
import { type ExceptingScan, openExceptions } from './exceptions/exceptInScan';
import type { FactsLog } from './factsLog';
import { EngineFault } from './pool/engine';
import { concludeIn, type PackageEngines, packagesMs, readInventoryIn } from './pool/packageTasks';
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

type Settled = Omit<PackageFinding, 'source'>;

/** Whether nothing could be said of a finding: its file was not read, or nothing is known of its ecosystem. */
export type IsUnchecked = (finding: PackageFinding) => boolean;

/** What an inventory comes to. */
export type Compared = {
  readonly detections: readonly FileDetection[];
  readonly limits: readonly string[];
  readonly notes: readonly string[];
  readonly sources: readonly AdvisorySource[];
  readonly checked: number;
  /** How many packages were not compared, as that could not be finished. The limits say why. */
  readonly uncompared: number;
  /** As IsUnchecked. */
  readonly isUnchecked: (finding: Settled) => boolean;
  /** Whether a finding's package is in the inventory, and advisories of its ecosystem are known. */
  readonly isChecked: (finding: Settled) => boolean;
};

/** The keys of all packages of an inventory, each once. */
export async function keysOf({ packages }: Pick<Inventory, 'packages'>): Promise<PackageKey[]> {
  const keys = new Set<PackageKey>();
  for await (const batch of inTurns(packages)) {
    for (const { ecosystem, name } of batch) keys.add(packageKey(ecosystem, name));
  }
  return [...keys];
}

/** Has an engine compare packages with advisories, in whichever process. */
export type Conclude = (inventory: Inventory, data: AdvisoryData, now: Date) => Promise<Conclusion>;

/**
 * Has an engine process compare packages. One that fails or takes too long has compared none, and says so.
 * @throws the signal's reason
 */
export function concludeBy(engines: PackageEngines, engine: string): Conclude {
  return async (inventory, data, now) => {
    try {
      return await concludeIn(engines, engine, inventory, data, now);
    } catch (error) {
      if (!(error instanceof EngineFault)) throw error;
      const unfinished = [...new Set(inventory.packages.map(({ path }) => path))];
      const limits = [whyNot('No package was compared with advisories', error, engines)];
      return { detections: [], limits, notes: [], unfinished };
    }
  };
}

function whyNot(what: string, { kind, message }: EngineFault, { limits }: PackageEngines): string {
  if (kind !== 'deadline') return `${what}: ${message}`;
  return `${what}, as that took longer than ${packagesMs(limits) / 1000} s. Raise HEIMDALL_SCAN_FILE_SECONDS.`;
}

/**
 * Compares an inventory with what is known of its packages.
 * Without any advisories nobody has asked for a comparison: what was not checked is then a note, and no limit.
 * @param advice how people give advisories
 */
export async function compareInventory(
  conclude: Conclude,
  inventory: Inventory,
  { data, advice, now }: { readonly data: AdvisoryAnswer; readonly advice: string; readonly now: Date },
): Promise<Compared> {
  const known = new Set(data.sources.map(({ ecosystem }) => baseOf(ecosystem)));
  const { packages, gaps } = inventory;
  const lacksRelease = createReleaseCheck(data);
  const isKnown = (one: Pick<Package, 'ecosystem' | 'release' | 'name'>) =>
    known.has(one.ecosystem) &&
    !lacksRelease(one) &&
    !data.unchecked?.has(packageKey(one.ecosystem, one.name));
  const whole = new Set(
    data.sources.filter(({ isWhole }) => isWhole).map(({ ecosystem }) => baseOf(ecosystem)),
  );
  /** Of single advisories, a finding is settled when they no longer name its package. Other packages are not compared. */
  const isCompared = (one: Package) =>
    isKnown(one) && (whole.has(one.ecosystem) || data.advisories.has(packageKey(one.ecosystem, one.name)));
  const ecosystems = new Set<string>(packages.map(({ ecosystem }) => ecosystem));
  const sources = data.sources.filter(({ ecosystem }) => ecosystems.has(baseOf(ecosystem)));
  const unread = new Set(gaps.filter(({ isPartial }) => isPartial).map(({ path }) => path));
  const unfinished = new Set<string>();
  /** What is in the inventory, and whether something is known of it. */
  const present = new Map<string, boolean>();
  for await (const batch of inTurns(packages)) {
    for (const it of batch) {
      const place = placeOf(it.path, it);
      present.set(place, isKnown(it) && present.get(place) !== false);
    }
  }
  const about = {
    sources,
    isUnchecked: ({ filePath, package: one }: Settled) =>
      unread.has(filePath) ||
      unfinished.has(filePath) ||
      (one !== null && present.get(placeOf(filePath, one)) === false),
    isChecked: ({ filePath, package: one }: Settled) =>
      one !== null && !unfinished.has(filePath) && present.get(placeOf(filePath, one)) === true,
  };
  const messages = (isPartial: boolean) => gapMessages(gaps.filter((gap) => gap.isPartial === isPartial));
  const unanswered = data.unchecked?.size ?? 0;
  const missing = [data.problem ?? [], unanswered > 0 ? unansweredOf(unanswered) : []].flat();
  if (data.sources.length === 0 && missing.length === 0) {
    const notes = packages.length === 0 ? [] : [`${notChecked(packages.length)} ${advice}`];
    return {
      ...{ ...about, checked: 0, uncompared: 0 },
      detections: [],
      limits: [],
      notes: [...notes, ...messages(true), ...messages(false)],
    };
  }
  const { detections, limits, notes, ...more } = await conclude(inventory, data, now);
  for (const path of more.unfinished ?? []) unfinished.add(path);
  return {
    ...{ ...about, uncompared: packages.filter(({ path }) => unfinished.has(path)).length },
    checked: packages.filter((one) => isCompared(one) && !unfinished.has(one.path)).length,
    // Those of one file come one after another, as they are recorded together.
    detections: detections.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
    limits: [...limits, ...missing, ...messages(true)],
    notes: [...notes, ...messages(false)],
  };
}

function unansweredOf(packages: number): string {
  const what = packages === 1 ? '1 package was' : `${packages} packages were`;
  return `${what} not checked for known vulnerabilities, as the source of advisories did not answer.`;
}

const EXAMPLES = 5;

/** What could not be read, a sentence for each reason. */
function gapMessages(gaps: Inventory['gaps']): string[] {
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
export type PackageScan = ExceptingScan &
  PackageEngines & {
    readonly analyses: readonly Engine[];
    readonly sink: Pick<ScanSink, 'inventory'>;
    readonly coverage: Pick<CoverageLog, 'addLimit' | 'addNote' | 'packages'>;
    readonly advisories: Advisories;
  };

const FORGOTTEN =
  'Other files of the repository name so many packages already that those of this file were not checked.';

/**
 * Hands the packages of all files to the sink, and compares them with advisories. The coverage says with which.
 * @returns what the engines conclude, and of which findings they can't
 */
export async function checkPackages(
  scan: PackageScan,
  facts: Pick<FactsLog, 'of' | 'forgottenBy'>,
): Promise<{ readonly found: readonly PackageDetection[]; readonly isUnchecked: IsUnchecked }> {
  const { analyses, sink, coverage, advisories, now } = scan;
  const { exceptions, except } = await openExceptions(scan);
  const found: PackageDetection[] = [];
  const byEngine = new Map<string, Compared['isUnchecked']>();
  for (const { id, packages: check } of analyses) {
    if (!check) continue;
    const inventory = await readPackages(scan, id, facts);
    if (!inventory) {
      // What the last scan has read is kept, and so are its findings.
      byEngine.set(id, () => true);
      continue;
    }
    await sink.inventory(id, { ...inventory, exceptions });
    if (inventory.packages.length === 0 && inventory.gaps.length === 0) continue;
    const data = await advisories.of(await keysOf(inventory));
    const about = { data, advice: advisories.advice, now };
    const compared = await compareInventory(concludeBy(scan, id), inventory, about);
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

/** @returns undefined if no engine process could read them, which makes the scan partial */
async function readPackages(
  scan: PackageScan,
  id: string,
  facts: Pick<FactsLog, 'of' | 'forgottenBy'>,
): Promise<Inventory | undefined> {
  try {
    const inventory = await readInventoryIn(scan, id, facts.of(id));
    const forgotten = [...facts.forgottenBy(id)];
    const more = forgotten.map((path) => ({ path, reason: FORGOTTEN, isPartial: true }));
    return { ...inventory, gaps: [...inventory.gaps, ...more] };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    scan.coverage.addLimit(whyNot('The packages of all files were not read', error, scan));
    return undefined;
  }
}
