import { createRows, type Declared, type Reading, type Rows, reading } from '../reading';
import { type JsonFile, readJson } from './json';
import { type Table, tableOf, tablesOf, textEntries, textOf, textsOf } from './values';

/** Reads composer.lock. */
export function readComposerLock(text: string): Reading {
  const file = readJson(text);
  const rows = createRows();
  const entries = [
    ...addPackages(rows, file, 'packages', false),
    ...addPackages(rows, file, 'packages-dev', true),
  ];
  const byName = new Map<string, number>();
  for (const { row } of entries) byName.set(rows.all[row]?.name.toLowerCase() ?? '', row);
  for (const { row, table } of entries) {
    const names = Object.keys(tableOf(table, 'require'));
    rows.link(
      row,
      names.flatMap((name) => byName.get(name.toLowerCase()) ?? []),
    );
  }
  return reading({ format: 'composer-lock', ecosystem: 'Packagist', gaps: file.gaps }, rows);
}

function addPackages(rows: Rows, { root, lineOf }: JsonFile, key: string, dev: boolean) {
  return tablesOf(root, key).flatMap((table): { row: number; table: Table }[] => {
    const name = textOf(table, 'name') ?? '';
    const version = textOf(table, 'version') ?? '';
    const isLocal = textOf(tableOf(table, 'dist'), 'type') === 'path';
    if (isLocal || version === '' || version.startsWith('dev-')) {
      rows.skip(name);
      return [];
    }
    const licence = textsOf(table, 'license').join(' OR ');
    const row = { name, version, line: lineOf(table, 'name'), dev, ...(licence !== '' && { licence }) };
    return [{ row: rows.add(row), table }];
  });
}

/** Reads composer.json. */
export function readComposerJson(text: string): Reading {
  const { root, lineOf, gaps } = readJson(text);
  const lines = text.split('\n');
  const declared = [
    { key: 'require', dev: false },
    { key: 'require-dev', dev: true },
  ].flatMap(({ key, dev }): Declared[] => {
    const table = tableOf(root, key);
    // Names without a slash are of PHP itself and its extensions.
    return textEntries(table)
      .filter(([name]) => name.includes('/'))
      .map(([name, range]) => {
        const line = lineOf(table, name);
        return { name, range, dev, line, text: lines[line - 1] ?? '' };
      });
  });
  return reading({ format: 'composer-json', ecosystem: 'Packagist', declared, gaps });
}
