import type { LocatedPackage } from '../package';
import {
  type Coordinates,
  countOf,
  type Gap,
  listOf,
  type Pom,
  type PomDependency,
  type Row,
} from '../reading';
import { type File, type Files, folderOf, joinPath } from './files';
import { locate } from './locate';

/** Longer chains of parents, of imports or of properties are hostile or cyclic. */
const MAX_DEPTH = 20;
const MAX_VALUE = 500;

type Joined = { readonly packages: readonly LocatedPackage[]; readonly gaps: readonly Gap[] };

/**
 * The properties and managed versions of a file. They are its own, and those of its parents and of the BOMs that it
 * imports.
 */
type Effective = {
  readonly properties: ReadonlyMap<string, string>;
  readonly managed: ReadonlyMap<string, { readonly version: string; readonly scope: string | null }>;
};

type Versions = Map<string, { readonly version: string; readonly scope: string | null }>;
/** By group and artifact. */
type ByName = ReadonlyMap<string, File>;

const NOTHING: Effective = { properties: new Map(), managed: new Map() };

/** Joins the pom.xml files of a repository. Nothing outside of it is read. */
export function joinPoms(files: Files): Map<string, Joined> {
  const poms = files.of('pom').filter(({ reading }) => reading.pom !== undefined);
  const byName = new Map<string, File>();
  for (const file of poms.toReversed()) {
    const { pom } = file.reading;
    if (pom) byName.set(nameOf(groupOf(pom), pom.self.artifact), file);
  }
  const known = new Map<string, Effective>();
  const effectiveOf = (file: File, depth: number): Effective => {
    const { pom } = file.reading;
    const cached = known.get(file.path);
    if (cached || !pom || depth > MAX_DEPTH) return cached ?? NOTHING;
    // A cycle of files finds this entry.
    known.set(file.path, NOTHING);
    const parent = parentOf(file, pom, files, byName);
    const above = parent ? effectiveOf(parent, depth + 1) : NOTHING;
    // Each file has a copy of what is above it.
    const size = above.properties.size + above.managed.size + pom.properties.length + pom.managed.length;
    if (!files.spend(size)) return NOTHING;
    const properties = new Map([...above.properties, ...ownProperties(pom), ...pom.properties]);
    const managed = manage(pom, properties, above.managed, (wanted) => {
      const bom = bomOf(wanted, byName);
      const { managed: others } = bom ? effectiveOf(bom, depth + 1) : NOTHING;
      return files.spend(others.size) ? others : new Map();
    });
    const found = { properties, managed };
    known.set(file.path, found);
    return found;
  };
  const own = versionsOfModules(poms, (file) => effectiveOf(file, 0).properties);
  return new Map(poms.map((file) => [file.path, join(file, effectiveOf(file, 0), own)]));
}

/** The versions of the repository's own modules, by name; null where it is not known. */
type ModuleVersions = ReadonlyMap<string, ReadonlySet<string | null>>;

function versionsOfModules(
  poms: readonly File[],
  propertiesOf: (file: File) => Effective['properties'],
): ModuleVersions {
  const found = new Map<string, Set<string | null>>();
  for (const file of poms) {
    const { pom } = file.reading;
    if (!pom) continue;
    const name = nameOf(groupOf(pom), pom.self.artifact);
    const stated = pom.self.version ?? pom.parent?.version ?? null;
    const version = stated === null ? null : interpolate(stated, propertiesOf(file));
    const own = found.get(name) ?? new Set();
    found.set(name, own.add(version?.includes('${') ? null : version));
  }
  return found;
}

/**
 * Whether a dependency is a module of the repository and no package of a registry.
 * A repository may depend on an older release of itself, or its tests' data may be named like packages.
 */
function isModule(modules: ModuleVersions, name: string, version: string | null): boolean {
  const versions = modules.get(name);
  return versions !== undefined && (version === null || versions.has(null) || versions.has(version));
}

/** Adds the versions that a file manages, and those of the BOMs that it imports. */
function manage(
  pom: Pom,
  properties: Effective['properties'],
  above: Effective['managed'],
  imported: (wanted: Coordinates) => Effective['managed'],
): Versions {
  const managed: Versions = new Map(above);
  for (const one of pom.managed) {
    const wanted = resolve(one, properties);
    if (one.scope === 'import') addMissing(managed, imported(wanted));
    else setVersion(managed, wanted, one.scope);
  }
  return managed;
}

/** The first BOM that manages a version counts. */
function addMissing(managed: Versions, others: Effective['managed']): void {
  for (const [key, value] of others) if (!managed.has(key)) managed.set(key, value);
}

function setVersion(
  managed: Versions,
  { group, artifact, version }: Coordinates,
  scope: string | null,
): void {
  if (version !== null) managed.set(`${group}:${artifact}`, { version, scope });
}

function join(file: File, { properties, managed }: Effective, modules: ModuleVersions): Joined {
  const rows: Row[] = [];
  const lost: string[] = [];
  for (const one of file.reading.pom?.dependencies ?? []) {
    const { group, artifact, version } = resolve(one, properties);
    const name = `${group}:${artifact}`;
    const fallback = managed.get(name);
    const found = one.version === null ? fallback?.version : version;
    if (isModule(modules, nameOf(group, artifact), exactVersion(found ?? ''))) continue;
    if (found === undefined || found === null || found.includes('${') || group === null) lost.push(name);
    else {
      const scope = one.scope ?? fallback?.scope ?? null;
      rows.push({
        name,
        version: found,
        line: one.line,
        direct: true,
        dev: scope === 'test',
        ...rangeOf(one),
      });
    }
  }
  const { rows: exact, ranges } = withoutRanges(rows);
  const gaps = [
    ...(lost.length === 0 ? [] : [{ reason: outside(lost), isPartial: false }]),
    ...(ranges.length === 0 ? [] : [{ reason: inRange(ranges), isPartial: false }]),
  ];
  return {
    packages: locate(file.path, { ecosystem: 'Maven', rows: exact }, null),
    gaps,
  };
}

function rangeOf({ version }: PomDependency): { range?: string } {
  return version === null ? {} : { range: version };
}

function withoutRanges(rows: readonly Row[]): { rows: Row[]; ranges: string[] } {
  const exact: Row[] = [];
  const ranges: string[] = [];
  for (const row of rows) {
    const version = exactVersion(row.version);
    if (version === null) ranges.push(row.name);
    else exact.push({ ...row, version });
  }
  return { rows: exact, ranges };
}

/** "[1.0]" is one version; other ranges name none, nor does a property that is not known. */
function exactVersion(text: string): string | null {
  const inner = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (inner === '' || inner === 'LATEST' || inner === 'RELEASE' || inner.includes('${')) return null;
  return /[[\](),]/.test(inner) ? null : inner;
}

function outside(names: readonly string[]): string {
  return (
    `${countOf(names.length, 'direct package')} can't be checked, as files outside of the ` +
    `repository set the version: ${listOf(names)}.`
  );
}

function inRange(names: readonly string[]): string {
  return `${countOf(names.length, 'direct package')} can't be checked, as only a range of versions is named: ${listOf(names)}.`;
}

function groupOf(pom: Pom | undefined): string | null {
  return pom?.self.group ?? pom?.parent?.group ?? null;
}

/** The parent at its relative path, if it is the one that is named; else any in the repository. */
function parentOf(file: File, pom: Pom, files: Files, byName: ByName): File | undefined {
  const { parent } = pom;
  if (!parent) return undefined;
  const relative = parent.relativePath ?? '../pom.xml';
  const place = relative === '' ? null : joinPath(file.folder, relative);
  const beside =
    place === null ? undefined : (files.at(place) ?? files.at(place === '' ? 'pom.xml' : `${place}/pom.xml`));
  if (beside?.reading.pom && isNamed(beside.reading.pom, parent)) return beside;
  return bomOf(parent, byName);
}

function nameOf(group: string | null, artifact: string): string {
  return `${group ?? ''}:${artifact}`;
}

function isNamed(pom: Pom, { group, artifact }: Coordinates): boolean {
  return pom.self.artifact === artifact && groupOf(pom) === group;
}

/** The file of the repository that has these coordinates. */
function bomOf(wanted: Coordinates, byName: ByName): File | undefined {
  return byName.get(nameOf(wanted.group, wanted.artifact));
}

/** The properties that Maven defines by a project's coordinates. */
function ownProperties(pom: Pom): [string, string][] {
  const version = pom.self.version ?? pom.parent?.version;
  const values: [string, string | null | undefined][] = [
    ['groupId', groupOf(pom)],
    ['artifactId', pom.self.artifact],
    ['version', version],
    ['parent.groupId', pom.parent?.group],
    ['parent.version', pom.parent?.version],
  ];
  return values.flatMap(([name, value]) =>
    value ? [[`project.${name}`, value] as [string, string], [`pom.${name}`, value] as [string, string]] : [],
  );
}

function resolve(
  { group, artifact, version }: Coordinates,
  properties: ReadonlyMap<string, string>,
): Coordinates {
  const fill = (text: string | null) => (text === null ? null : interpolate(text, properties));
  return { group: fill(group), artifact: fill(artifact) ?? '', version: fill(version) };
}

/** Replaces `${name}` by properties, again and again. What stays unknown or gets too long stays as it is. */
function interpolate(text: string, properties: ReadonlyMap<string, string>): string {
  let value = text;
  for (let round = 0; round < MAX_DEPTH && value.includes('${') && value.length < MAX_VALUE; round += 1) {
    const next = fillOnce(value, properties);
    if (next === value) break;
    value = next;
  }
  return value.slice(0, MAX_VALUE);
}

function fillOnce(text: string, properties: ReadonlyMap<string, string>): string {
  const [start = '', ...parts] = text.split('${');
  const filled = parts.map((part) => {
    const end = part.indexOf('}');
    const value = end < 0 ? undefined : properties.get(part.slice(0, end));
    return value === undefined ? `\${${part}` : value.slice(0, MAX_VALUE) + part.slice(end + 1);
  });
  return start + filled.join('');
}

/** Poms with none in a folder above: what is true of all is said of them. */
export function outermost(paths: readonly File[]): readonly File[] {
  const folders = new Set(paths.map(({ folder }) => folder));
  return paths.filter(({ folder }) => {
    for (let at = folder; at !== ''; ) {
      at = folderOf(at);
      if (folders.has(at)) return false;
    }
    return true;
  });
}
