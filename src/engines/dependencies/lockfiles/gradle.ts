import { createRows, type Declared, type Reading, reading } from '../reading';
import { readToml, sectionLines } from './toml';
import { get, type Table, tableOf, textOf } from './values';

/** Reads lock files of Gradle: "group:artifact:version=configurations". */
export function readGradleLock(text: string): Reading {
  const rows = createRows();
  let unknown = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith('empty=')) continue;
    const [coordinates = '', configurations = ''] = line.split('=');
    const [group = '', artifact = '', version = '', ...rest] = coordinates.split(':');
    if (group === '' || artifact === '' || version === '' || rest.length > 0) unknown += 1;
    else
      rows.add({ name: `${group}:${artifact}`, version, line: index + 1, dev: isForTests(configurations) });
  }
  const gaps =
    unknown > 0
      ? [{ reason: `${unknown} of its lines name no artifact at a version.`, isPartial: true }]
      : [];
  return reading({ format: 'gradle-lock', ecosystem: 'Maven', gaps }, rows);
}

function isForTests(configurations: string): boolean {
  const names = configurations.split(',').filter((name) => name !== '');
  return names.length > 0 && names.every((name) => name.toLowerCase().includes('test'));
}

/** Reads a version catalog of Gradle: what builds may ask for by an alias. */
export function readVersionCatalog(text: string): Reading {
  const root = readToml(text);
  const versions = tableOf(root, 'versions');
  const places = sectionLines(text).get('libraries');
  const rows = createRows();
  const declared: Declared[] = [];
  const libraries = tableOf(root, 'libraries');
  for (const alias of Object.keys(libraries)) {
    const { name, version } = libraryOf(libraries, alias, versions);
    if (name === null) continue;
    const { line, text: own } = places?.get(alias) ?? { line: 1, text: '' };
    if (version === null || !isExact(version)) continue;
    rows.add({ name, version, line, direct: true, range: version });
    declared.push({ name, range: version, dev: false, line, text: own });
  }
  return reading({ format: 'version-catalog', ecosystem: 'Maven', declared }, rows);
}

/** A library as "group:artifact:version", or as a table with `module` or `group` and `name`. */
function libraryOf(
  libraries: Table,
  alias: string,
  versions: Table,
): { name: string | null; version: string | null } {
  const value = get(libraries, alias);
  if (typeof value === 'string') {
    const [group, artifact, version] = value.split(':');
    return { name: artifact === undefined ? null : `${group}:${artifact}`, version: version ?? null };
  }
  const table = tableOf(libraries, alias);
  const group = textOf(table, 'group');
  const artifact = textOf(table, 'name');
  const name =
    textOf(table, 'module') ??
    (group !== undefined && artifact !== undefined ? `${group}:${artifact}` : null);
  return { name, version: versionIn(table, 'version', versions) };
}

function versionIn(table: Table, key: string, versions: Table): string | null {
  const stated = textOf(table, key);
  if (stated !== undefined) return stated;
  const rich = tableOf(table, key);
  const ref = textOf(rich, 'ref');
  if (ref !== undefined) return versionIn(versions, ref, Object.freeze(Object.create(null)));
  return textOf(rich, 'strictly') ?? textOf(rich, 'require') ?? null;
}

function isExact(version: string): boolean {
  return !/[[\](),+]/.test(version) && version !== 'latest.release';
}
