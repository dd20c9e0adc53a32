import { type Declared, type Reading, reading } from '../reading';
import { readJson } from './json';
import { MANIFEST_TABLES } from './npmLock';
import { get, isTable, tableOf, textEntries, textOf, textsOf } from './values';

/** Reads package.json: what the project asks for, and which folders belong to its workspace. */
export function readPackageJson(text: string): Reading {
  const { root, lineOf, gaps } = readJson(text);
  const lines = text.split('\n');
  const declared = MANIFEST_TABLES.flatMap(({ key, dev }): Declared[] => {
    const table = tableOf(root, key);
    return textEntries(table).map(([name, range]) => {
      const line = lineOf(table, name);
      return { name, range, dev, line, text: lines[line - 1] ?? '' };
    });
  });
  const workspaces = isTable(get(root, 'workspaces'))
    ? textsOf(tableOf(root, 'workspaces'), 'packages')
    : textsOf(root, 'workspaces');
  const name = textOf(root, 'name');
  return reading({
    ...{ format: 'package-json', ecosystem: 'npm', declared, gaps, workspaces },
    ...(name !== undefined && { name }),
  });
}
