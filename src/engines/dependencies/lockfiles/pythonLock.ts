import { createRows, type Reading, type Root, type Row, type Rows, reading } from '../reading';
import { readJson } from './json';
import { parseRequirement, pythonName } from './pythonNames';
import { listedTables, readToml } from './toml';
import { get, isTable, type Table, tableEntries, tableOf, tablesOf, textOf, textsOf } from './values';

type Entry = { readonly row: number; readonly table: Table };

/** Reads poetry.lock. */
export function readPoetryLock(text: string): Reading {
  const rows = createRows();
  const entries = addListed(rows, text, 'package', (table) => {
    const groups = textsOf(table, 'groups');
    const isOld = textOf(table, 'category') !== undefined;
    if (!isOld && groups.length === 0) return {};
    return { dev: isOld ? textOf(table, 'category') === 'dev' : !groups.includes('main') };
  });
  linkByName(rows, entries, (table) => Object.keys(tableOf(table, 'dependencies')));
  return reading({ format: 'poetry-lock', ecosystem: 'PyPI' }, rows);
}

/** Reads pdm.lock. */
export function readPdmLock(text: string): Reading {
  const rows = createRows();
  const entries = addListed(rows, text, 'package', (table) => {
    const groups = textsOf(table, 'groups');
    return groups.length === 0 ? {} : { dev: groups.every((group) => DEV_GROUP.has(group)) };
  });
  linkByName(rows, entries, (table) =>
    textsOf(table, 'dependencies').flatMap((one) => parseRequirement(one)?.name ?? []),
  );
  return reading({ format: 'pdm-lock', ecosystem: 'PyPI' }, rows);
}

/** Names that groups of dependencies for development have by custom. */
export const DEV_GROUP: ReadonlySet<string> = new Set(
  'dev develop development test tests testing lint linting format docs doc typing types ci release'.split(
    ' ',
  ),
);

/** Reads pylock.toml (PEP 751). */
export function readPylock(text: string): Reading {
  const rows = createRows();
  const entries = addListed(rows, text, 'packages', () => ({}));
  linkByName(rows, entries, (table) =>
    tablesOf(table, 'dependencies').flatMap((one) => textOf(one, 'name') ?? []),
  );
  return reading({ format: 'pylock', ecosystem: 'PyPI' }, rows);
}

/** Reads Pipfile.lock. Beside `default` and `develop` it has the categories that a project names itself. */
export function readPipfileLock(text: string): Reading {
  const { root, lineOf, gaps } = readJson(text);
  const rows = createRows();
  for (const [section, table] of tableEntries(root)) {
    if (section === '_meta') continue;
    const dev = section === 'develop' || DEV_GROUP.has(section);
    for (const [name, entry] of tableEntries(table)) {
      const version = textOf(entry, 'version');
      if (version?.startsWith('==')) {
        rows.add({ name, version: version.replace(/^={2,3}/, ''), line: lineOf(table, name), dev });
      } else rows.skip(name);
    }
  }
  return reading({ format: 'pipfile-lock', ecosystem: 'PyPI', gaps }, rows);
}

/** Reads uv.lock, which also names the projects that it is of and what they ask for. */
export function readUvLock(text: string): Reading {
  const root = readToml(text);
  const rows = createRows();
  const entries: Entry[] = [];
  const projects: { folder: string; table: Table }[] = [];
  for (const { table, line } of listedTables(root, text, 'package')) {
    const name = textOf(table, 'name') ?? '';
    const version = textOf(table, 'version') ?? '';
    const source = tableOf(table, 'source');
    const folder = textOf(source, 'virtual') ?? textOf(source, 'editable');
    if (folder !== undefined) projects.push({ folder: folder === '.' ? '' : folder, table });
    else {
      const isForeign = version === '' || isTable(get(table, 'source')) === false || isElsewhere(source);
      entries.push({ row: (isForeign ? rows.addForeign : rows.add)({ name, version, line }), table });
    }
  }
  const find = finder(rows, entries);
  for (const { row, table } of entries) {
    const optional = tableOf(table, 'optional-dependencies');
    const lists = [
      tablesOf(table, 'dependencies'),
      ...Object.keys(optional).map((key) => tablesOf(optional, key)),
    ];
    rows.link(row, lists.flat().flatMap(find));
  }
  return reading(
    {
      ...{ format: 'uv-lock', ecosystem: 'PyPI' },
      roots: projects.flatMap(({ table }) => uvRoots(table, find)),
      projects: projects.map(({ folder }) => folder),
    },
    rows,
  );
}

function isElsewhere(source: Table): boolean {
  return ['directory', 'path', 'url', 'git'].some((key) => textOf(source, key) !== undefined);
}

function uvRoots(project: Table, find: (dependency: Table) => number[]): Root[] {
  const metadata = tableOf(project, 'metadata');
  const ranges = new Map<string, string>();
  const groups = tableOf(metadata, 'requires-dev');
  for (const one of [...tablesOf(metadata, 'requires-dist'), ...listsIn(groups)]) {
    ranges.set(textOf(one, 'name') ?? '', textOf(one, 'specifier') ?? '');
  }
  const asked = (list: readonly Table[], dev: boolean) =>
    list.flatMap((one) =>
      find(one).map((row) => ({ row, range: ranges.get(textOf(one, 'name') ?? '') ?? null, dev })),
    );
  return [
    ...asked(tablesOf(project, 'dependencies'), false),
    ...asked(listsIn(tableOf(project, 'optional-dependencies')), false),
    ...asked(listsIn(tableOf(project, 'dev-dependencies')), true),
  ];
}

function listsIn(table: Table): Table[] {
  return Object.keys(table).flatMap((key) => [...tablesOf(table, key)]);
}

/** Finds what a dependency of uv leads to. Several versions of a package may be locked, for different systems. */
function finder(rows: Rows, entries: readonly Entry[]): (dependency: Table) => number[] {
  const byName = new Map<string, number[]>();
  for (const { row } of entries) {
    const name = rows.all[row]?.name ?? '';
    const own = byName.get(name) ?? [];
    own.push(row);
    byName.set(name, own);
  }
  return (dependency) => {
    const version = textOf(dependency, 'version');
    const found = byName.get(textOf(dependency, 'name') ?? '') ?? [];
    const exact = found.filter((row) => rows.all[row]?.version === version);
    return (exact.length > 0 ? exact : found).slice(0, 20);
  };
}

/** Adds the packages of a list in TOML. */
function addListed(rows: Rows, text: string, key: string, more: (table: Table) => Partial<Row>): Entry[] {
  return listedTables(readToml(text), text, key).map(({ table, line }) => {
    const name = textOf(table, 'name') ?? '';
    const version = textOf(table, 'version') ?? '';
    const source = tableOf(table, 'source');
    const isLocal =
      ['directory', 'file', 'url', 'git'].includes(textOf(source, 'type') ?? '') || isElsewhereListed(table);
    const add = version === '' || isLocal ? rows.addForeign : rows.add;
    return { row: add({ name, version, line, ...more(table) }), table };
  });
}

/** Whether a package is from a directory, a URL or a repository, in pdm.lock or pylock.toml. */
function isElsewhereListed(table: Table): boolean {
  return (
    ['path', 'url', 'git'].some((key) => textOf(table, key) !== undefined) ||
    ['directory', 'archive', 'vcs'].some((key) => isTable(get(table, key)))
  );
}

function linkByName(rows: Rows, entries: readonly Entry[], names: (table: Table) => readonly string[]): void {
  const byName = new Map<string, number[]>();
  for (const { row } of entries) {
    const name = pythonName(rows.all[row]?.name ?? '');
    const own = byName.get(name) ?? [];
    own.push(row);
    byName.set(name, own);
  }
  for (const { row, table } of entries) {
    rows.link(
      row,
      names(table).flatMap((name) => (byName.get(pythonName(name)) ?? []).slice(0, 20)),
    );
  }
}
