import { type Declared, type Reading, reading } from '../reading';
import { DEV_GROUP } from './pythonLock';
import { parseRequirement, pythonName } from './pythonNames';
import { readToml, sectionLines } from './toml';
import { get, type Table, tableEntries, tableOf, textOf, textsOf } from './values';

/** Reads pyproject.toml: what the standard, poetry and pdm declare. */
export function readPyproject(text: string): Reading {
  const root = readToml(text);
  const project = tableOf(root, 'project');
  const tool = tableOf(root, 'tool');
  const find = lineFinder(text);
  const listed = [
    { list: textsOf(project, 'dependencies'), dev: false },
    ...groupsIn(tableOf(project, 'optional-dependencies'), () => false),
    ...groupsIn(tableOf(root, 'dependency-groups'), () => true),
    ...groupsIn(tableOf(tableOf(tool, 'pdm'), 'dev-dependencies'), () => true),
  ];
  const standard = listed.flatMap(({ list, dev }) =>
    list.flatMap((one): Declared[] => {
      const requirement = parseRequirement(one);
      return requirement ? [{ name: requirement.name, range: requirement.range, dev, ...find(one) }] : [];
    }),
  );
  const poetry = tableOf(tool, 'poetry');
  const groups = tableOf(poetry, 'group');
  const sections = [
    { path: 'tool.poetry.dependencies', table: tableOf(poetry, 'dependencies'), dev: false },
    { path: 'tool.poetry.dev-dependencies', table: tableOf(poetry, 'dev-dependencies'), dev: true },
    ...Object.keys(groups).map((name) => ({
      path: `tool.poetry.group.${name}.dependencies`,
      table: tableOf(tableOf(groups, name), 'dependencies'),
      dev: DEV_GROUP.has(name),
    })),
  ];
  const name = textOf(project, 'name') ?? textOf(poetry, 'name');
  return reading({
    ...{ format: 'pyproject', ecosystem: 'PyPI', declared: [...standard, ...declaredIn(text, sections)] },
    ...(name !== undefined && { name: pythonName(name) }),
  });
}

/** Sections of Pipfile that are no categories of packages. */
const SETTINGS: ReadonlySet<string> = new Set(['pipenv', 'requires', 'scripts', 'source']);

/** Reads Pipfile. */
export function readPipfile(text: string): Reading {
  const root = readToml(text);
  const sections = tableEntries(root)
    .filter(([path]) => !SETTINGS.has(path))
    .map(([path, table]) => ({ path, table, dev: path === 'dev-packages' || DEV_GROUP.has(path) }));
  return reading({ format: 'pipfile', ecosystem: 'PyPI', declared: declaredIn(text, sections) });
}

type Section = { readonly path: string; readonly table: Table; readonly dev: boolean };

function groupsIn(table: Table, isDev: (name: string) => boolean) {
  return Object.keys(table).map((name) => ({ list: textsOf(table, name), dev: isDev(name) }));
}

/** Dependencies by name in tables: `requests = "^2"` or `requests = { version = "^2" }`. */
export function declaredIn(text: string, sections: readonly Section[]): Declared[] {
  const lines = sectionLines(text);
  return sections.flatMap(({ path, table, dev }) =>
    Object.keys(table).flatMap((name): Declared[] => {
      if (name === 'python') return [];
      const value = get(table, name);
      const range = typeof value === 'string' ? value : (textOf(tableOf(table, name), 'version') ?? '');
      const place = lines.get(path)?.get(name) ?? {
        line: lines.get(`${path}.${name}`)?.get('version')?.line ?? 1,
        text: '',
      };
      return [{ name, range, dev, ...place }];
    }),
  );
}

/** The line of a text in quotes. Each line is found once, so that equal texts in two lists have their own. */
function lineFinder(text: string): (value: string) => { line: number; text: string } {
  const lines = text.split('\n');
  const places = new Map<string, { indexes: number[]; used: number }>();
  for (const [index, line] of lines.entries()) {
    const start = line.search(/["']/);
    if (start < 0) continue;
    for (const part of line.slice(start + 1).split(line[start] ?? '')) {
      const own = places.get(part) ?? { indexes: [], used: 0 };
      own.indexes.push(index);
      places.set(part, own);
    }
  }
  return (value) => {
    const own = places.get(value);
    const index = own?.indexes[own.used];
    if (own) own.used += 1;
    return index === undefined ? { line: 1, text: '' } : { line: index + 1, text: lines[index] ?? '' };
  };
}
