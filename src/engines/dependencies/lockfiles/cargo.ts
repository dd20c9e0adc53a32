import { createRows, type Reading, type Root, reading } from '../reading';
import { declaredIn } from './pythonManifest';
import { listedTables, readToml } from './toml';
import { get, isTrue, type Table, tableEntries, tableOf, textOf, textsOf } from './values';

type Entry = { readonly row: number | null; readonly table: Table };

/** Reads Cargo.lock. Packages without a source are the projects themselves. */
export function readCargoLock(text: string): Reading {
  const root = readToml(text);
  const rows = createRows();
  const entries: Entry[] = [];
  for (const { table, line } of listedTables(root, text, 'package')) {
    const name = textOf(table, 'name') ?? '';
    const version = textOf(table, 'version') ?? '';
    const source = textOf(table, 'source');
    const add = source !== undefined && REGISTRY.has(source) ? rows.add : rows.addForeign;
    entries.push({ row: source === undefined ? null : add({ name, version, line }), table });
  }
  const find = finder(entries);
  const roots: Root[] = [];
  const projects: string[] = [];
  for (const { row, table } of entries) {
    const deps = textsOf(table, 'dependencies').flatMap(find);
    if (row !== null) rows.link(row, deps);
    else {
      // Each project's name, so that its manifest can be found.
      projects.push(textOf(table, 'name') ?? '');
      roots.push(...deps.map((dep) => ({ row: dep, range: null, dev: false })));
    }
  }
  return reading({ format: 'cargo-lock', ecosystem: 'crates.io', roots, projects }, rows);
}

/** How Cargo names crates.io: by its index in Git, and by the one over HTTP. */
const REGISTRY: ReadonlySet<string> = new Set([
  'registry+https://github.com/rust-lang/crates.io-index',
  'sparse+https://index.crates.io/',
]);

/** Finds what a dependency names: "name", or where several are locked "name version" with an optional source. */
function finder(entries: readonly Entry[]): (dependency: string) => number[] {
  const byKey = new Map<string, number>();
  for (const { row, table } of entries) {
    if (row === null) continue;
    const name = textOf(table, 'name') ?? '';
    byKey.set(name, row);
    byKey.set(`${name} ${textOf(table, 'version') ?? ''}`, row);
  }
  return (dependency) => {
    const [name = '', version] = dependency.split(' ');
    const row = byKey.get(version === undefined ? name : `${name} ${version}`);
    return row === undefined ? [] : [row];
  };
}

const KINDS = [
  { key: 'dependencies', dev: false },
  { key: 'build-dependencies', dev: false },
  { key: 'dev-dependencies', dev: true },
] as const;

/** Reads Cargo.toml: of a project, of a workspace, or of both. */
export function readCargoToml(text: string): Reading {
  const root = readToml(text);
  const workspace = tableOf(root, 'workspace');
  const sections = [
    ...KINDS.map(({ key, dev }) => ({ path: key, table: tableOf(root, key), dev })),
    { path: 'workspace.dependencies', table: tableOf(workspace, 'dependencies'), dev: false },
    ...tableEntries(tableOf(root, 'target')).flatMap(([target, table]) =>
      KINDS.map(({ key, dev }) => ({ path: `target.'${target}'.${key}`, table: tableOf(table, key), dev })),
    ),
  ].map((section) => ({ ...section, table: registryOnly(section.table) }));
  const name = textOf(tableOf(root, 'package'), 'name');
  return reading({
    ...{ format: 'cargo-toml', ecosystem: 'crates.io', declared: declaredIn(text, sections) },
    ...{ workspaces: textsOf(workspace, 'members') },
    ...(name !== undefined && { name }),
  });
}

/** Dependencies under the names of their packages, without those that are directories or of the workspace. */
function registryOnly(table: Table): Table {
  const found: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(table)) {
    const own = tableOf(table, name);
    if (textOf(own, 'path') !== undefined && textOf(own, 'version') === undefined) continue;
    if (isTrue(own, 'workspace')) found[name] = '';
    else found[textOf(own, 'package') ?? name] = get(table, name);
  }
  return found;
}
