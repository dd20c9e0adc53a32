import { readSource } from '@/advisories/readSource';
import { SourceError } from '@/advisories/item';
import type { Advisory, AdvisoryData, AdvisorySource, PackageKey } from '@/engines/dependencies/advisory';
import { ECOSYSTEMS } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import { type Advisories, NO_DATA } from '@/scan/packages';
import { accessSync } from 'node:fs';
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
        if (item.type === 'advisory') known.add(item.advisory);
        else if (item.type === 'epss') for (const { cve, epss } of item.scores) known.score(cve, { epss });
        else if (item.type === 'exploited') for (const cve of item.cves) known.score(cve, { isExploited: true });
        else if (item.type === 'dated') known.date(item.at);
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
  const exploitation = new Map<string, { epss: number | null; isExploited: boolean }>();
  const sources = new Map<string, AdvisorySource>();
  let touched = new Map<string, number>();
  let newest = 0;
  return {
    add: (advisory: Advisory) => {
      newest = Math.max(newest, Date.parse(advisory.modified));
      for (const ecosystem of ecosystemsOf(advisory)) touched.set(ecosystem, (touched.get(ecosystem) ?? 0) + 1);
      if (advisory.withdrawn !== null) return;
      const own = new Set(advisory.affected.map(({ ecosystem, name }) => packageKey(ecosystem, name)));
      for (const key of own) if (keys.has(key)) advisories.set(key, [...(advisories.get(key) ?? []), advisory]);
    },
    score: (cve: string, of: { epss?: number; isExploited?: boolean }) => {
      const before = exploitation.get(cve) ?? { epss: null, isExploited: false };
      exploitation.set(cve, { ...before, ...of });
    },
    date: (at: Date) => {
      newest = Math.max(newest, at.getTime());
    },
    endSource: () => {
      for (const [ecosystem, count] of touched) {
        const before = sources.get(ecosystem);
        const updatedAt = new Date(Math.max(newest, Date.parse(before?.updatedAt ?? '') || 0)).toISOString();
        sources.set(ecosystem, { ecosystem, source: 'import', count: (before?.count ?? 0) + count, updatedAt });
      }
      touched = new Map();
      newest = 0;
    },
    data: (): AdvisoryData => ({ advisories, exploitation, sources: [...sources.values()] }),
  };
}

function ecosystemsOf({ affected }: Advisory): Set<string> {
  const names = affected.map(({ ecosystem }) => ecosystem.split(':')[0] ?? ecosystem);
  return new Set(names.filter((name) => ECOSYSTEMS.some((it) => it === name)));
}
