import type { LocatedPackage } from '../package';
import type { Gap, Replace, Row } from '../reading';
import { type File, type Files, foldersAbove, joinPath } from './files';
import { locate } from './locate';

export type Joined = { readonly packages: readonly LocatedPackage[]; readonly gaps: readonly Gap[] };

const PARTLY =
  'Before Go 1.17, go.mod lists direct modules alone; the others are those of go.sum, at the highest version there.';
const DIRECT_ONLY =
  "Before Go 1.17, go.mod lists direct modules alone, and there is no go.sum, so others can't be known.";

/** The modules of a go.mod after replacements, of its own and of its workspace. */
export function joinGoMod(file: File, files: Files): Joined {
  const { path, folder, reading } = file;
  const replaces = [...workspaceReplaces(folder, files), ...(reading.replaces ?? [])];
  const find = finderOf(replaces);
  const rows = reading.rows.flatMap((row) => replaced(row, find));
  const packages = locate(path, { ecosystem: 'Go', rows }, null);
  if (reading.format !== 'go-mod-old') return { packages, gaps: [] };
  const [sum] = files.in(folder, 'go-sum');
  if (!sum) return { packages, gaps: [{ reason: DIRECT_ONLY, isPartial: false }] };
  const known = new Set([...reading.rows.map(({ name }) => name), ...rows.map(({ name }) => name)]);
  const others = sum.reading.rows
    .filter(({ name }) => !known.has(name))
    .map((row) => ({ ...row, direct: false }));
  return {
    packages: [...packages, ...locate(sum.path, { ecosystem: 'Go', rows: others }, null)],
    gaps: [{ reason: PARTLY, isPartial: false }],
  };
}

/** Replacements of the workspace that uses a folder; they come before those of the module itself. */
function workspaceReplaces(folder: string, files: Files): readonly Replace[] {
  for (const above of [folder, ...foldersAbove(folder)]) {
    const [work] = files.in(above, 'go-work');
    const projects = files.spend(work?.reading.projects?.length ?? 0) ? work?.reading.projects : undefined;
    if (work && projects?.some((one) => joinPath(above, one) === folder)) return work.reading.replaces ?? [];
  }
  return [];
}

type Find = (row: Row) => Replace | undefined;

/** The replacement of a version comes before that of the whole module. */
function finderOf(replaces: readonly Replace[]): Find {
  const byKey = new Map<string, Replace>();
  for (const one of replaces) {
    const key = one.fromVersion === null ? one.from : `${one.from}@${one.fromVersion}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return ({ name, version }) => byKey.get(`${name}@${version}`) ?? byKey.get(name);
}

/** A module that is replaced by a directory is of the repository itself. */
function replaced(row: Row, find: Find): Row[] {
  const found = find(row);
  if (!found) return [row];
  return found.toVersion === null ? [] : [{ ...row, name: found.to, version: found.toVersion }];
}
