import { createHash } from 'node:crypto';
import { type Conclusion, type Detection, type FileDetection, SEVERITIES } from '../engine';
import { stepsFor } from './advice';
import type { Advisory, AdvisoryData, Affected, Exploitation } from './advisory';
import { incomparable, ofCommits, remarksOf } from './checked';
import { type AdvisoryGroup, isMalicious } from './fold';
import { groupBy } from './joins/files';
import { KnownPackage } from './known';
import { isAbout } from './match';
import type { Declaration, Ecosystem, Inventory, LocatedPackage } from './package';
import { packageKey } from './packageKey';
import { patchFor } from './patch';
import { MALICIOUS_PACKAGE, VULNERABLE_DEPENDENCY } from './rules';
import { rate } from './severity';
import { titleOf } from './titles';
import { createPlanner, type PlannedUpgrade } from './upgrade';

/** No user reads more findings; each has texts of its own. */
const MOST_DETECTIONS = 50_000;
const MOST_SYMBOLS = 20;
const MOST_REFERENCES = 10;

/**
 * Compares the packages of an inventory with advisories: one detection for each vulnerability of a package version in a file.
 * @param now by which the data is old
 * @param most detections after which no further package is compared
 */
export function concludeDependencies(
  inventory: Inventory,
  data: AdvisoryData,
  now: Date,
  most = MOST_DETECTIONS,
): Conclusion {
  const { limits, notes } = remarksOf(inventory.packages, data, now);
  const byKey = new Map<string, Known>();
  const knownOf = (one: LocatedPackage) => {
    const key = packageKey(one.ecosystem, one.name);
    const known = byKey.get(key) ?? knownBy(data.advisories.get(key) ?? []);
    byKey.set(key, known);
    return known;
  };
  const declarationsOf = indexDeclarations(inventory.declarations);
  const detections: FileDetection[] = [];
  const unfinished = new Set<string>();
  const unknown: LocatedPackage[] = [];
  const commits: LocatedPackage[] = [];
  const packages = inventory.packages.filter(({ ecosystem, name }) =>
    data.advisories.has(packageKey(ecosystem, name)),
  );
  for (const one of eachOnce(packages)) {
    if (detections.length >= most) {
      unfinished.add(one.path);
      continue;
    }
    const { known, plan } = knownOf(one);
    const { affecting, isUnknown, isOfCommits } = known.judge(one, one.version);
    if (isUnknown) unknown.push(one);
    if (isOfCommits) commits.push(one);
    if (affecting.length === 0) continue;
    const upgradeFor = plan(one);
    for (const group of affecting) {
      const detection = detect({
        one,
        group,
        upgrade: upgradeFor(group),
        declarations: declarationsOf(one),
        data,
      });
      detections.push({ path: one.path, detection });
    }
  }
  return {
    detections: detections.toSorted(byUrgency),
    limits: [
      ...limits,
      ...incomparable(unknown),
      ...(unfinished.size > 0 ? [tooMany(most, unfinished.size)] : []),
    ],
    notes: [...notes, ...ofCommits(commits)],
    unfinished: [...unfinished],
  };
}

type Known = { readonly known: KnownPackage; readonly plan: ReturnType<typeof createPlanner> };

function knownBy(advisories: readonly Advisory[]): Known {
  const known = new KnownPackage(advisories);
  return { known, plan: createPlanner(known) };
}

/** The worst first; among equals what is exploited, then what is likeliest to be. */
function byUrgency({ detection: a }: FileDetection, { detection: b }: FileDetection): number {
  const [left, right] = [a.details?.vulnerability, b.details?.vulnerability];
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    Number(right?.isExploited ?? false) - Number(left?.isExploited ?? false) ||
    (right?.epss ?? 0) - (left?.epss ?? 0)
  );
}

/** A package may stand in a lock file at several places. The first counts, or the one that the project itself asks for. */
function eachOnce(packages: readonly LocatedPackage[]): Iterable<LocatedPackage> {
  const first = new Map<string, LocatedPackage>();
  for (const one of packages) {
    const place = [one.path, packageKey(one.ecosystem, one.name), one.release, one.version].join('\0');
    const known = first.get(place);
    if (!known || (one.direct && !known.direct)) first.set(place, one);
  }
  return first.values();
}

function tooMany(most: number, files: number): string {
  const where = files === 1 ? '1 file' : `${files} files`;
  return `There are more than ${most} vulnerabilities of packages; those of ${where} were not all compared.`;
}

/** The declarations of a package's name. All of them are not searched again for each vulnerability. */
function indexDeclarations(all: readonly Declaration[]): (one: LocatedPackage) => readonly Declaration[] {
  const byEcosystem = new Map<Ecosystem, Map<string, Declaration[]>>();
  return ({ ecosystem, name }) => {
    const index = byEcosystem.get(ecosystem) ?? groupBy(all, (it) => packageKey(ecosystem, it.name));
    byEcosystem.set(ecosystem, index);
    return index.get(packageKey(ecosystem, name)) ?? [];
  };
}

type Vulnerable = {
  readonly one: LocatedPackage;
  readonly group: AdvisoryGroup;
  readonly upgrade: PlannedUpgrade | null;
  readonly declarations: readonly Declaration[];
  readonly data: AdvisoryData;
};

function detect({ one, group, upgrade, declarations, data }: Vulnerable): Detection {
  const { advisories } = group;
  const about = advisories.flatMap(({ affected }) => affected.filter((it) => isAbout(it, one)));
  const symbols = [...new Set(about.flatMap((it) => it.symbols))];
  const exploitation = worst(group.identifiers.flatMap((id) => data.exploitation.get(id) ?? []));
  const { severity, evidence } = rate(advisories, about, exploitation);
  const isMalware = isMalicious(group);
  const key = packageKey(one.ecosystem, one.name);
  return {
    ruleId: (isMalware ? MALICIOUS_PACKAGE : VULNERABLE_DEPENDENCY).id,
    severity,
    // Whether the project calls the functions is not known.
    confidence: symbols.length > 0 ? 'medium' : 'high',
    title: titleOf(group, one),
    evidence: [
      matchSentence(one, group, about),
      ...evidence,
      ...placeSentences(one),
      ...symbolSentences(symbols),
      ...upgradeSentences(upgrade),
    ],
    identity: digestOf('advisory', group.id, key),
    // A new alias may stand for the others, and one that stood for them may have been withdrawn.
    formerIdentities: group.identifiers.slice(1).map((id) => digestOf('advisory', id, key)),
    group: digestOf('upgrade', one.path, key, one.version, upgrade?.to ?? 'none'),
    // A file with two versions of the package has the same vulnerability twice.
    anchors: [digestOf('version', one.version)],
    line: one.line,
    lineEnd: one.line,
    snippet: `${one.name} ${one.version}`,
    snippetLine: one.line,
    allowed: null,
    details: {
      description: descriptionOf(group),
      remedy: stepsFor(one, upgrade, group),
      references: referencesOf(group),
      cwe: advisories.flatMap(({ cwes }) => cwes)[0] ?? (isMalware ? MALICIOUS_PACKAGE.cwe : null),
      cve: group.identifiers.find((id) => id.startsWith('CVE-')) ?? null,
      suggestedPatch: upgrade && !isMalware ? patchFor(one, declarations, upgrade.to) : null,
      vulnerability: {
        package: {
          ...{ ecosystem: one.ecosystem, name: one.name, version: one.version },
          ...{ purl: one.purl, direct: one.direct, path: one.via },
        },
        identifiers: group.identifiers,
        upgrade: upgrade && { to: upgrade.to, isMajor: upgrade.isMajor, through: upgrade.through },
        epss: exploitation?.epss ?? null,
        isExploited: exploitation?.isExploited ?? false,
        symbols: symbols.slice(0, MOST_SYMBOLS),
      },
    },
  };
}

function matchSentence(one: LocatedPackage, group: AdvisoryGroup, about: readonly Affected[]): string {
  const ids = group.identifiers.join(', ');
  const isListed = about.some(({ versions }) => versions.includes(one.version));
  return `${one.name} ${one.version} is ${isListed ? 'listed' : 'in a range'} of versions that ${ids} is about.`;
}

function placeSentences({ direct, via, dev }: LocatedPackage): string[] {
  const first =
    direct === true
      ? ['The project itself asks for it.']
      : via.length > 0
        ? [`It comes with ${via.join(' → ')}.`]
        : [];
  return [...first, ...(dev ? ['It is for development alone.'] : [])];
}

function symbolSentences(symbols: readonly string[]): string[] {
  if (symbols.length === 0) return [];
  const shown = symbols.slice(0, 3).join(', ');
  const rest = symbols.length > 3 ? ` and ${symbols.length - 3} more` : '';
  return [`Only code that calls ${shown}${rest} is vulnerable; whether this project does was not checked.`];
}

function upgradeSentences(upgrade: PlannedUpgrade | null): string[] {
  if (!upgrade || upgrade.remaining === 0) return [];
  const what =
    upgrade.remaining === 1
      ? '1 other known vulnerability'
      : `${upgrade.remaining} other known vulnerabilities`;
  return [`${upgrade.to} still has ${what}.`];
}

function descriptionOf({ advisories }: AdvisoryGroup): string {
  const [longest] = advisories
    .map(({ details, summary }) => details || summary)
    .sort((a, b) => b.length - a.length);
  return longest?.trim() || VULNERABLE_DEPENDENCY.why;
}

/** The database's own page first, then advisories, then all else. */
function referencesOf({ advisories, identifiers }: AdvisoryGroup): string[] {
  const all = advisories.flatMap(({ references }) => references);
  const isAdvisory = ({ type }: { type: string }) => type === 'ADVISORY';
  const urls = [...all.filter(isAdvisory), ...all.filter((it) => !isAdvisory(it))].map(({ url }) => url);
  const own = identifiers.slice(0, 1).map((id) => `https://osv.dev/vulnerability/${encodeURIComponent(id)}`);
  return [...new Set([...own, ...urls])].slice(0, MOST_REFERENCES);
}

function worst(all: readonly Exploitation[]): Exploitation | undefined {
  if (all.length === 0) return undefined;
  const known = all.flatMap(({ epss }) => epss ?? []);
  return {
    epss: known.length > 0 ? Math.max(...known) : null,
    isExploited: all.some(({ isExploited }) => isExploited),
  };
}

/** Not keyed: what it is of is published. */
function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('base64url');
}
