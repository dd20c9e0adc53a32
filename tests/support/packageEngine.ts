import type { Ecosystem, Inventory, LocatedPackage } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import type { Detection, Engine, FileFacts, RuleInfo } from '@/engines/engine';

/**
 * An engine of packages, as small as one can be. A line of a file `*.parcels` is "ecosystem name version".
 * A file with the line "broken" can't be read. Each advisory of a package is about all of its versions.
 * To compare a package named "endless" never ends, and one named "huge" takes more memory than there is. So does one
 * named "heavy", once it has an advisory.
 */

export const PARCEL_RULE: RuleInfo = {
  ...({ severity: 'high', confidence: 'high', cwe: 'CWE-1395', fixType: 'dependency_upgrade' } as const),
  ...{ id: 'parcel', name: 'Vulnerable parcel', why: 'Somebody can open it.', tags: ['parcel'] },
  ...{ remedy: ['Raise it.'], references: ['https://example.com/parcels'] },
};

export const PACKAGE_ENGINE: Engine = {
  id: 'parcels',
  rules: [PARCEL_RULE],
  history: false,
  accepts: ({ path }) => path.endsWith('.parcels'),
  kindOf: () => 'parcels',
  prepare:
    () =>
    ({ content }) => ({
      verdict: 'text',
      detections: [],
      facts: Buffer.from(content).toString().split('\n').filter(Boolean),
    }),
  packages: {
    inventory: inventoryOf,
    conclude: ({ packages }, { advisories, sources }) => {
      while (packages.some(({ name }) => name === 'endless'));
      const held: number[][] = [];
      const isTooLarge = ({ ecosystem, name }: LocatedPackage) =>
        name === 'huge' || (name === 'heavy' && advisories.has(packageKey(ecosystem, name)));
      while (packages.some(isTooLarge)) held.push(new Array(20_000_000).fill(0));
      return {
        detections: packages.flatMap((one) =>
          (advisories.get(packageKey(one.ecosystem, one.name)) ?? []).map(({ id }) => ({
            path: one.path,
            detection: detect(one, id),
          })),
        ),
        limits: packages
          .filter((one) => !sources.some(({ ecosystem }) => ecosystem === one.ecosystem))
          .map(({ ecosystem }) => `No advisories for ${ecosystem} are imported.`),
        notes: [],
      };
    },
  },
};

function inventoryOf(files: readonly FileFacts[]): Inventory {
  const read = files.map(({ path, facts }) => ({ path, lines: facts as string[] }));
  const isBroken = ({ lines }: { lines: string[] }) => lines.includes('broken');
  return {
    packages: read
      .filter((file) => !isBroken(file))
      .flatMap(({ path, lines }) =>
        lines.map((line, index): LocatedPackage => {
          const [ecosystem = '', name = '', version = ''] = line.split(' ');
          return {
            ...{ ecosystem: ecosystem as Ecosystem, release: null, name, version, path, line: index + 1 },
            ...{ purl: `pkg:${ecosystem.toLowerCase()}/${name}@${version}`, direct: index === 0, dev: false },
            ...{ via: index === 0 ? [] : ['first@1'], range: null, licence: 'MIT' },
          };
        }),
      ),
    declarations: [],
    gaps: read.filter(isBroken).map(({ path }) => ({ path, reason: 'It is broken.', isPartial: true })),
  };
}

function detect(
  { name, version, line, purl, ecosystem, direct, via }: LocatedPackage,
  id: string,
): Detection {
  return {
    ...({ ruleId: PARCEL_RULE.id, severity: 'high', confidence: 'high', evidence: ['It says so.'] } as const),
    ...{
      title: `${name}: it opens (${id})`,
      identity: `${id} ${name}`,
      group: `${name} ${version}`,
      anchors: [],
    },
    ...{ line, lineEnd: line, snippet: `${name} ${version}`, snippetLine: line, allowed: null },
    details: {
      ...{
        description: `About ${id}.`,
        remedy: [`Raise ${name} to 9.`],
        references: [`https://example.com/${id}`],
      },
      ...{ cwe: 'CWE-79', cve: 'CVE-2026-1', suggestedPatch: '-1\n+9\n' },
      vulnerability: {
        package: { ecosystem, name, version, purl, direct, path: via },
        identifiers: [id, 'CVE-2026-1'],
        upgrade: { to: '9', isMajor: false, through: null },
        ...{ epss: 0.5, isExploited: true, symbols: [] },
      },
    },
  };
}
