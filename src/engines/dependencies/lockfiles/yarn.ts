import { parseSyml } from '@yarnpkg/parsers';
import { createRows, type Reading, type Rows, reading, Unreadable } from '../reading';
import { isElsewhere } from './npmRange';
import { isTable, type Table, tableEntries, tableOf, textEntries, textOf } from './values';
import { firstLine, readYaml } from './yaml';

/** Reads yarn.lock, of yarn 1 and of berry. */
export function readYarnLock(text: string): Reading {
  const isBerry = text.startsWith('__metadata:') || text.includes('\n__metadata:');
  const root = isBerry ? readYaml(text) : readClassic(text);
  const lineOf = linesOfEntries(text);
  const rows = createRows();
  const entries: [row: number, entry: Table][] = [];
  const byKey = new Map<string, number>();
  const projects: string[] = [];
  for (const [entry, keys] of keysByEntry(root)) {
    const folder = workspaceOf(textOf(entry, 'resolution') ?? '');
    if (folder !== null) {
      projects.push(folder);
      continue;
    }
    const row = addEntry(rows, keys, entry, lineOf(keys[0] ?? ''));
    entries.push([row, entry]);
    for (const one of keys) byKey.set(one, row);
  }
  linkEntries(rows, entries, byKey);
  return reading({ format: 'yarn-lock', ecosystem: 'npm', ...(isBerry && { projects }) }, rows);
}

function addEntry(rows: Rows, keys: readonly string[], entry: Table, line: number): number {
  const resolution = textOf(entry, 'resolution');
  const name = nameOf(keys[0] ?? '', resolution);
  const version = textOf(entry, 'version') ?? '';
  const [, range] = splitKey(resolution ?? keys[0] ?? '');
  // A manifest of yarn 1 may send a plain range to Git.
  const isFromGit = textOf(entry, 'resolved')?.startsWith('git') ?? false;
  const isForeign = isElsewhere(range) || isFromGit || version === '';
  return (isForeign ? rows.addForeign : rows.add)({ name, version, line, keys });
}

/** An entry has all the names by which it is asked for. The parser of yarn 1 gives it once for each of them. */
function keysByEntry(root: Table): Map<Table, string[]> {
  const found = new Map<Table, string[]>();
  for (const [key, entry] of tableEntries(root)) {
    if (key === '__metadata') continue;
    const keys = found.get(entry) ?? [];
    found.set(entry, keys);
    for (const one of keysIn(key)) keys.push(one);
  }
  return found;
}

/** The names of an entry: "a@^1, a@^1.2". */
function keysIn(key: string): string[] {
  return key.split(',').map((one) => one.trim());
}

function linkEntries(
  rows: Rows,
  entries: readonly (readonly [row: number, entry: Table])[],
  byKey: ReadonlyMap<string, number>,
): void {
  for (const [row, entry] of entries) {
    const tables = [tableOf(entry, 'dependencies'), tableOf(entry, 'optionalDependencies')];
    const deps = tables.flatMap(textEntries);
    rows.link(
      row,
      deps.flatMap(([name, range]) => findYarn(byKey, name, range)),
    );
  }
}

/** The rows that a range of a dependency leads to. Berry names the registry's protocol, also where manifests do not. */
export function findYarn(byKey: ReadonlyMap<string, number>, name: string, range: string): number[] {
  const row = byKey.get(`${name}@${range}`) ?? byKey.get(`${name}@npm:${range}`);
  return row === undefined ? [] : [row];
}

function readClassic(text: string): Table {
  let root: unknown;
  try {
    root = parseSyml(text);
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : firstLine(error);
    throw new Unreadable(`It is not a lock file of yarn: ${reason}.`);
  }
  if (!isTable(root)) throw new Unreadable('It is not a lock file of yarn.');
  return root;
}

/** The lines of entries, which alone begin at the margin. A long key may be on two lines of berry, after `? `. */
function linesOfEntries(text: string): (key: string) => number {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const [first = ' '] = line;
    if (first === ' ' || first === '#' || first === ':' || first === '\r') continue;
    const key = line.startsWith('? ') ? line.slice(2) : line.trimEnd().slice(0, -1);
    for (const one of keysIn(plain(key))) lines.set(one, index + 1);
  }
  return (key) => lines.get(key) ?? 1;
}

function plain(key: string): string {
  return key.replaceAll('"', '').trim();
}

/** The name of a package. It is in its resolution in berry, in an alias's target in yarn 1, else in its key. */
function nameOf(key: string, resolution: string | undefined): string {
  const [name, range] = splitKey(resolution ?? key);
  if (resolution !== undefined || !range.startsWith('npm:')) return name;
  const target = range.slice(4);
  return target.lastIndexOf('@') > 0 ? splitKey(target)[0] : name;
}

function splitKey(key: string): readonly [name: string, range: string] {
  const at = key.indexOf('@', 1);
  return at < 0 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)];
}

function workspaceOf(resolution: string): string | null {
  const [, range] = splitKey(resolution);
  return range.startsWith('workspace:') ? range.slice('workspace:'.length) : null;
}
