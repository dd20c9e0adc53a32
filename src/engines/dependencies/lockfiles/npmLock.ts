import { createRows, type Reading, type Root, type Row, type Rows, reading, Unreadable } from '../reading';
import { type JsonFile, readJson } from './json';
import { isElsewhere } from './npmRange';
import { get, isTable, isTrue, type Table, tableEntries, tableOf, textEntries, textOf } from './values';

const FOLDER = 'node_modules/';
/** Deeper nesting is hostile; npm nests a few levels. */
const MAX_DEPTH = 200;

/** Reads package-lock.json and npm-shrinkwrap.json of versions 1 to 3. */
export function readNpmLock(text: string): Reading {
  const file = readJson(text);
  const rows = createRows();
  const found = isTable(get(file.root, 'packages')) ? readFlat(file, rows) : readNested(file, rows);
  return reading({ format: 'npm-lock', ecosystem: 'npm', gaps: file.gaps, ...found }, rows);
}

/** Versions 2 and 3: `packages` by the folder that each is installed in. */
function readFlat(file: JsonFile, rows: Rows): Pick<Reading, 'roots' | 'projects'> {
  const packages = tableOf(file.root, 'packages');
  const entries = tableEntries(packages);
  const indexOf = new Map<string, number>();
  const places = new Set(entries.map(([folder]) => folder));
  const foreign = foreignPlaces(entries, places);
  const projects: [string, Table][] = [];
  for (const [folder, entry] of entries) {
    if (isTrue(entry, 'link') && textOf(entry, 'resolved') !== undefined) continue;
    if (!folder.includes(FOLDER)) projects.push([folder, entry]);
    else
      addFlat(
        rows,
        indexOf,
        { folder, entry, isForeign: foreign.has(folder) },
        file.lineOf(packages, folder),
      );
  }
  const resolve = (from: string, name: string) => indexOf.get(findInstalled(from, name, places) ?? '');
  for (const [folder, entry] of entries) {
    const row = indexOf.get(folder);
    if (row === undefined) continue;
    const names = ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((key) =>
      Object.keys(tableOf(entry, key)),
    );
    rows.link(
      row,
      names.flatMap((name) => resolve(folder, name) ?? []),
    );
  }
  const roots = projects.flatMap(([folder, entry]) => rootsOf(entry, (name) => resolve(folder, name)));
  return { roots, projects: projects.map(([folder]) => folder) };
}

type Installed = { readonly folder: string; readonly entry: Table; readonly isForeign: boolean };

function addFlat(
  rows: Rows,
  indexOf: Map<string, number>,
  { folder, entry, isForeign }: Installed,
  line: number,
): void {
  const name = nameOf(folder, entry);
  const version = textOf(entry, 'version') ?? '';
  const resolved = textOf(entry, 'resolved') ?? '';
  const isElsewhere = version === '' || resolved.startsWith('file:') || resolved.startsWith('git');
  const licence = textOf(entry, 'license');
  const dev = isTrue(entry, 'dev');
  const row = { name, version, line, dev, ...(licence !== undefined && { licence }) };
  indexOf.set(folder, isForeign || isElsewhere ? rows.addForeign(row) : rows.add(row));
}

function nameOf(folder: string, entry: Table): string {
  return textOf(entry, 'name') ?? folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length);
}

/** The folders of packages that are asked for by a URL. An archive of a URL and one of a registry look the same. */
function foreignPlaces(
  entries: readonly (readonly [folder: string, entry: Table])[],
  places: ReadonlySet<string>,
): Set<string> {
  const found = entries.flatMap(([folder, entry]) =>
    MANIFEST_TABLES.flatMap(({ key }) => textEntries(tableOf(entry, key)))
      .filter(([, range]) => isElsewhere(range))
      .flatMap(([name]) => findInstalled(folder, name, places) ?? []),
  );
  return new Set(found);
}

/** Finds a package's folder as Node does: in the folder's own node_modules, then in those of the folders above. */
function findInstalled(from: string, name: string, places: ReadonlySet<string>): string | undefined {
  let folder = from;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const place = `${folder === '' ? '' : `${folder}/`}${FOLDER}${name}`;
    if (places.has(place)) return place;
    if (folder === '') return undefined;
    const end = folder.lastIndexOf('/');
    folder = folder.slice(0, Math.max(end, 0));
    if (folder.endsWith('/node_modules')) folder = folder.slice(0, -FOLDER.length);
    else if (folder === 'node_modules') folder = '';
  }
  return undefined;
}

/** What a project asks for, by the tables of its manifest. */
export function rootsOf(manifest: Table, resolve: (name: string) => number | undefined): Root[] {
  return MANIFEST_TABLES.flatMap(({ key, dev }) =>
    textEntries(tableOf(manifest, key)).flatMap(([name, range]) => {
      const row = resolve(name);
      return row === undefined ? [] : [{ row, range, dev }];
    }),
  );
}

export const MANIFEST_TABLES = [
  { key: 'dependencies', dev: false },
  { key: 'optionalDependencies', dev: false },
  { key: 'devDependencies', dev: true },
] as const;

type Scope = { readonly outer: Scope | null; readonly own: Map<string, number>; readonly depth: number };

/** Version 1: `dependencies`, each with its own nested ones. Which the project asks for, its manifest says. */
function readNested(file: JsonFile, rows: Rows): Partial<Reading> {
  if (!isTable(get(file.root, 'dependencies'))) {
    if (get(file.root, 'lockfileVersion') === undefined)
      throw new Unreadable('It has neither packages nor dependencies.');
    return { projects: [''] };
  }
  const waiting: [Table, Scope][] = [[file.root, { outer: null, own: new Map(), depth: 0 }]];
  const required: [row: number, names: readonly string[], scope: Scope][] = [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [owner, scope] = next;
    if (scope.depth > MAX_DEPTH) throw new Unreadable('Its dependencies are nested too deeply.');
    const table = tableOf(owner, 'dependencies');
    for (const [key, entry] of tableEntries(table)) {
      const row = nestedRow(key, entry, file.lineOf(table, key), scope.depth === 0);
      const inner = { outer: scope, own: new Map<string, number>(), depth: scope.depth + 1 };
      waiting.push([entry, inner]);
      const index = row.isForeign ? rows.addForeign(row) : rows.add(row);
      scope.own.set(key, index);
      required.push([index, Object.keys(tableOf(entry, 'requires')), inner]);
    }
  }
  for (const [row, names, scope] of required)
    rows.link(
      row,
      names.flatMap((name) => findIn(scope, name) ?? []),
    );
  return { projects: [''] };
}

function findIn(scope: Scope, name: string): number | undefined {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const found = at.own.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nestedRow(key: string, entry: Table, line: number, isTop: boolean): Row {
  const stated = textOf(entry, 'version') ?? '';
  const alias = stated.startsWith('npm:') ? stated.slice(4) : null;
  const at = alias?.lastIndexOf('@') ?? -1;
  const name = alias !== null && at > 0 ? alias.slice(0, at) : key;
  const version = alias !== null && at > 0 ? alias.slice(at + 1) : stated;
  const [first = ''] = version;
  const isForeign = first < '0' || first > '9';
  // In place of a version, an entry of Git has its URL.
  const known = isForeign ? { version: '', isForeign } : { version };
  return { name, ...known, line, dev: isTrue(entry, 'dev'), ...(isTop && { keys: [key] }) };
}
