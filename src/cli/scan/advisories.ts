import { accessSync } from 'node:fs';
import { type Item, SourceError } from '@/advisories/item';
import { readSource } from '@/advisories/readSource';
import type {
  Advisory,
  AdvisoryData,
  AdvisorySource,
  Exploitation,
  PackageKey,
} from '@/engines/dependencies/advisory';
import { isEcosystem } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import { type Advisories, NO_DATA } from '@/scan/packages';
import { CommandError } from './target';

const ADVICE = 'Give them by --advisories PATH.';

/**
 * Opens what was given by --advisories. It is read when the packages are known, and only what is about them is kept.
 * @throws CommandError that says what can't be read
 */
export function openAdvisories(paths: readonly string[], signal: AbortSignal): Advisories {
  for (const path of paths) {
    try {
      accessSync(path);
    } catch {
      throw new CommandError(`--advisories ${path} can't be read.`);
    }
  }
  if (paths.length === 0) return { of: async () => NO_DATA, advice: ADVICE };
  return { of: (keys) => readAdvisories(paths, new Set(keys), signal), advice: ADVICE };
}

async function readAdvisories(
  paths: readonly string[],
  keys: ReadonlySet<PackageKey>,
  signal: AbortSignal,
): Promise<AdvisoryData> {
  const known = createKnown(keys);
  for (const path of paths) {
    try {
      for await (const item of readSource(path)) {
        signal.throwIfAborted();
        known.take(item);
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      throw new CommandError(`--advisories ${path} can't be read. ${error.message}`);
    }
    known.endSource();
  }
  return known.data();
}

/** Collects what is about these packages, and of each ecosystem the newest time. */
function createKnown(keys: ReadonlySet<PackageKey>) {
  const advisories = new Map<PackageKey, Advisory[]>();
  const exploitation = new Map<string, Exploitation>();
  const sources = new Map<string, AdvisorySource>();
  let counts = new Map<string, number>();
  let newest = 0;
  let isWhole = false;

  const add = (advisory: Advisory) => {
    newest = Math.max(newest, Date.parse(advisory.modified));
    for (const name of ecosystemsOf(advisory)) counts.set(name, (counts.get(name) ?? 0) + 1);
    if (advisory.withdrawn !== null) return;
    const own = new Set(advisory.affected.map(({ ecosystem, name }) => packageKey(ecosystem, name)));
    for (const key of own) {
      if (!keys.has(key)) continue;
      const known = advisories.get(key);
      if (known) known.push(advisory);
      else advisories.set(key, [advisory]);
    }
  };
  const note = (cve: string, of: Partial<Exploitation>) => {
    const before = exploitation.get(cve) ?? { epss: null, isExploited: false };
    exploitation.set(cve, { ...before, ...of });
  };
  const exploit = (item: Item) => {
    if (item.type === 'epss') for (const { cve, epss } of item.scores) note(cve, { epss });
    if (item.type === 'exploited') for (const cve of item.cves) note(cve, { isExploited: true });
  };
  return {
    take: (item: Item) => {
      if (item.type === 'advisory') add(item.advisory);
      else if (item.type === 'whole') isWhole = true;
      else if (item.type === 'dated') newest = Math.max(newest, item.at.getTime());
      else exploit(item);
    },
    endSource: () => {
      for (const [ecosystem, count] of counts) {
        const before = sources.get(ecosystem);
        const updatedAt = new Date(Math.max(newest, Date.parse(before?.updatedAt ?? '') || 0)).toISOString();
        sources.set(ecosystem, {
          ...{ ecosystem, source: 'import', updatedAt, isWhole: isWhole || before?.isWhole === true },
          count: (before?.count ?? 0) + count,
        });
      }
      counts = new Map();
      newest = 0;
      isWhole = false;
    },
    data: (): AdvisoryData => ({ advisories, exploitation, sources: [...sources.values()] }),
  };
}

function ecosystemsOf({ affected }: Advisory): Set<string> {
  const names = affected.map(({ ecosystem }) => ecosystem.split(':')[0] ?? ecosystem);
  return new Set(names.filter(isEcosystem));
}
