import { createRows, type Reading, type Root, type Rows, reading } from '../reading';
import { MANIFEST_TABLES } from './npmLock';
import { get, isTable, isTrue, type Table, tableEntries, tableOf, textEntries, textOf } from './values';
import { linesOfKeys, readYaml } from './yaml';

/** Reads pnpm-lock.yaml of versions 5 to 9. */
export function readPnpmLock(text: string): Reading {
  const root = readYaml(text);
  const rows = createRows();
  const version = Number.parseFloat(textOf(root, 'lockfileVersion') ?? '0');
  const form = version < 6 ? SLASHED : SIGNED;
  const byKey = addPackages(rows, form, root, linesOfKeys(text), version < 9);
  linkPackages(rows, form, root, byKey);
  const importers = isTable(get(root, 'importers'))
    ? tableEntries(tableOf(root, 'importers'))
    : [['.', root] as const];
  return reading(
    {
      ...{ format: 'pnpm-lock', ecosystem: 'npm' },
      roots: importers.flatMap(([, importer]) => rootsOf(form, byKey, importer)),
      projects: importers.map(([folder]) => (folder === '.' ? '' : folder)),
    },
    rows,
  );
}

/** Adds all packages. @returns their rows by the keys of the file */
function addPackages(
  rows: Rows,
  form: Form,
  root: Table,
  lineOf: (section: string, key: string) => number,
  hasDev: boolean,
): Map<string, number> {
  const byKey = new Map<string, number>();
  for (const [key, entry] of tableEntries(tableOf(root, 'packages'))) {
    byKey.set(key, addPackage(rows, form, key, entry, lineOf('packages', key), hasDev));
  }
  // From version 9 on, what a package depends on is listed apart, once for each set of its peers.
  for (const key of Object.keys(tableOf(root, 'snapshots'))) {
    const row = byKey.get(withoutPeers(key));
    if (row !== undefined) byKey.set(key, row);
  }
  return byKey;
}

function linkPackages(rows: Rows, form: Form, root: Table, byKey: ReadonlyMap<string, number>): void {
  const deps = new Map<number, number[]>();
  const sections = [tableOf(root, 'packages'), tableOf(root, 'snapshots')];
  for (const [key, entry] of sections.flatMap(tableEntries)) {
    const row = byKey.get(key);
    if (row === undefined) continue;
    const found = deps.get(row) ?? [];
    deps.set(row, found);
    const asked = [tableOf(entry, 'dependencies'), tableOf(entry, 'optionalDependencies')].flatMap(
      textEntries,
    );
    for (const [name, ref] of asked) found.push(...find(form, byKey, name, ref));
  }
  for (const [row, found] of deps) rows.link(row, found);
}

/**
 * How a version of the format writes keys: "/name/1.0.0_peers", or "/name@1.0.0(peers)" and later "name@1.0.0(peers)".
 * The host of a registry that is not the usual one is before the first slash.
 */
type Form = {
  readonly keysOf: (name: string, ref: string) => readonly string[];
  readonly split: (key: string) => readonly [name: string, version: string] | undefined;
};

const SLASHED: Form = {
  keysOf: (name, ref) => [`/${name}/${ref}`, ref],
  split: (key) => {
    const plain = withoutHost(key);
    const end = plain.lastIndexOf('/');
    const version = plain.slice(end + 1).split(/[_(]/, 1)[0] ?? '';
    return end > 0 ? [plain.slice(0, end), version] : undefined;
  },
};

const SIGNED: Form = {
  keysOf: (name, ref) => [`${name}@${ref}`, `/${name}@${ref}`, ref],
  split: (key) => {
    const plain = withoutPeers(withoutHost(key));
    const at = plain.indexOf('@', 1);
    return at > 0 ? [plain.slice(0, at), plain.slice(at + 1)] : undefined;
  },
};

function withoutHost(key: string): string {
  return key.replace(HOST, '');
}

const HOST = /^[\w.+-]*\//;
/** A version of a registry, and no commit of Git. */
const VERSION = /^\d+\.\d+\.\d/;
/** A name of npm, and no path of a URL. */
const NAME = /^(?:@[^/]+\/)?[^/]+$/;

function withoutPeers(key: string): string {
  const end = key.indexOf('(');
  return end < 0 ? key : key.slice(0, end);
}

function addPackage(
  rows: Rows,
  form: Form,
  key: string,
  entry: Table,
  line: number,
  hasDev: boolean,
): number {
  // What the entry itself calls its version may be that of a commit.
  const [name, version] = form.split(key) ?? [key, ''];
  const more = { line, ...(hasDev && { dev: isTrue(entry, 'dev') }) };
  if (VERSION.test(version) && NAME.test(name)) return rows.add({ name, version, ...more });
  const stated = textOf(entry, 'version') ?? '';
  return rows.addForeign({ name: textOf(entry, 'name') ?? name, version: stated, ...more });
}

function find(form: Form, byKey: ReadonlyMap<string, number>, name: string, ref: string): number[] {
  for (const key of form.keysOf(name, ref)) {
    const row = byKey.get(key);
    if (row !== undefined) return [row];
  }
  return [];
}

/** What a project asks for: `{ lodash: 4.17.21 }` with `specifiers` apart, or `{ lodash: { specifier, version } }`. */
function rootsOf(form: Form, byKey: ReadonlyMap<string, number>, importer: Table): Root[] {
  const specifiers = tableOf(importer, 'specifiers');
  return MANIFEST_TABLES.flatMap(({ key, dev }) => {
    const table = tableOf(importer, key);
    const stated = [
      ...textEntries(table).map(([name, ref]) => ({ name, ref, range: textOf(specifiers, name) })),
      ...tableEntries(table).map(([name, entry]) => ({
        ...{ name, ref: textOf(entry, 'version') ?? '', range: textOf(entry, 'specifier') },
      })),
    ];
    return stated.flatMap(({ name, ref, range = null }) =>
      find(form, byKey, name, ref).map((row) => ({ row, range, dev })),
    );
  });
}
