import type { Advisory, AdvisoryData, Affected, RangeEvent } from '@/engines/dependencies/advisory';
import type { Inventory, LocatedPackage } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';

/** An advisory with the fields that a test is about. */
export function advisory(id: string, fields: Partial<Omit<Advisory, 'id'>> = {}): Advisory {
  return {
    id,
    aliases: [],
    modified: '2026-11-01T00:00:00Z',
    published: '2026-10-01T00:00:00Z',
    withdrawn: null,
    summary: '',
    details: '',
    severity: [],
    databaseSeverity: null,
    cwes: [],
    references: [],
    affected: [],
    ...fields,
  };
}

/** What an advisory says of a package: a range with these events. */
export function affects(
  ecosystem: string,
  name: string,
  events: readonly RangeEvent[],
  fields: Partial<Affected> = {},
): Affected {
  const ranges = events.length === 0 ? [] : [{ type: 'ECOSYSTEM' as const, events }];
  return { ecosystem, name, versions: [], ranges, severity: [], symbols: [], ...fields };
}

/** A range from the beginning up to a version, without it. */
export function upTo(fixed: string): readonly RangeEvent[] {
  return [{ introduced: '0' }, { fixed }];
}

/** A direct npm package, or what a test is about. */
export function dependency(
  fields: Partial<LocatedPackage> & Pick<LocatedPackage, 'name' | 'version'>,
): LocatedPackage {
  return {
    ecosystem: 'npm',
    release: null,
    purl: `pkg:npm/${fields.name}@${fields.version}`,
    direct: true,
    dev: false,
    via: [],
    range: null,
    licence: null,
    line: 12,
    path: 'package-lock.json',
    ...fields,
  };
}

export function inventory(packages: readonly LocatedPackage[], fields: Partial<Inventory> = {}): Inventory {
  return { packages, declarations: [], gaps: [], ...fields };
}

/** Data of a day's age, for all packages that the advisories name. */
export function advisoryData(
  advisories: readonly Advisory[],
  fields: Partial<AdvisoryData> = {},
): AdvisoryData {
  const byKey = new Map<string, Advisory[]>();
  for (const one of advisories) {
    const keys = one.affected.map(({ ecosystem, name }) => packageKey(ecosystem, name));
    for (const key of new Set(keys)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  const ecosystems = new Set(
    advisories.flatMap(({ affected }) => affected.map(({ ecosystem }) => ecosystem)),
  );
  const source = {
    source: 'import',
    count: advisories.length,
    updatedAt: '2026-11-29T00:00:00Z',
    isWhole: true,
  };
  return {
    advisories: byKey,
    exploitation: new Map(),
    sources: [...ecosystems].map((ecosystem) => ({ ecosystem, ...source })),
    ...fields,
  };
}
