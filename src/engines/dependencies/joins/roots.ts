import { pythonName } from '../lockfiles/pythonNames';
import { findYarn } from '../lockfiles/yarn';
import type { Declared, Root } from '../reading';
import { type File, type Files, fitsPattern, foldersAbove, joinPath } from './files';

/** What the manifests of a lock file's projects ask for; null where neither it nor they say so. */
export function rootsOf(file: File, files: Files): readonly Root[] | null {
  const { reading, folder } = file;
  switch (reading.format) {
    case 'npm-lock':
      return reading.roots ?? byKey(file, files.in(folder, 'package-json'), (declared) => [declared.name]);
    case 'yarn-lock':
      return yarnRoots(file, files);
    case 'composer-lock':
      return byName(file, files.in(folder, 'composer-json'), (name) => name.toLowerCase());
    case 'poetry-lock':
    case 'pdm-lock':
    case 'pylock':
      return byName(file, files.in(folder, 'pyproject'), pythonName);
    case 'pipfile-lock':
      return byName(file, files.in(folder, 'pipfile'), pythonName);
    case 'cargo-lock':
      return cargoRoots(file, files);
    default:
      return reading.roots;
  }
}

/** A path of many parts is compared part by part. */
const PATTERN_STEPS = 20;

/** The manifests of npm's form that a lock file of npm, pnpm or yarn is of. */
export function manifestsOf({ folder, reading }: File, files: Files): readonly File[] {
  if (reading.projects) {
    const folders = new Set(reading.projects.flatMap((project) => joinPath(folder, project) ?? []));
    return [...folders].flatMap((one) => files.in(one, 'package-json'));
  }
  const own = files.in(folder, 'package-json');
  const patterns = own.flatMap((one) => one.reading.workspaces ?? []).slice(0, 100);
  if (
    patterns.length === 0 ||
    !files.spend(PATTERN_STEPS * patterns.length * files.of('package-json').length)
  )
    return own;
  const start = folder === '' ? '' : `${folder}/`;
  const members = files
    .of('package-json')
    .filter((one) => one.folder.startsWith(start) && fitsAny(one.folder.slice(start.length), patterns));
  return [...own, ...members];
}

function fitsAny(path: string, patterns: readonly string[]): boolean {
  return path !== '' && patterns.some((pattern) => fitsPattern(path, pattern));
}

function yarnRoots(file: File, files: Files): readonly Root[] | null {
  const rows = new Map<string, number>();
  for (const [row, { keys = [] }] of file.reading.rows.entries()) for (const key of keys) rows.set(key, row);
  const manifests = manifestsOf(file, files);
  const count = manifests.reduce((sum, { reading }) => sum + reading.declared.length, 0);
  if (manifests.length === 0 || !files.spend(count)) return null;
  return manifests.flatMap(({ reading }) =>
    reading.declared.flatMap(({ name, range, dev }) =>
      findYarn(rows, name, range).map((row) => ({ row, range, dev })),
    ),
  );
}

function byKey(
  file: File,
  manifests: readonly File[],
  keysOf: (declared: Declared) => readonly string[],
): Root[] | null {
  if (manifests.length === 0) return null;
  const rows = new Map<string, number>();
  for (const [row, { keys = [] }] of file.reading.rows.entries()) for (const key of keys) rows.set(key, row);
  return manifests.flatMap(({ reading }) =>
    reading.declared.flatMap((declared) =>
      keysOf(declared).flatMap((key) => {
        const row = rows.get(key);
        return row === undefined ? [] : [{ row, range: declared.range, dev: declared.dev }];
      }),
    ),
  );
}

function byName(file: File, manifests: readonly File[], comparable: (name: string) => string): Root[] | null {
  if (manifests.length === 0) return null;
  const rows = new Map<string, number[]>();
  for (const [row, { name }] of file.reading.rows.entries()) {
    const own = rows.get(comparable(name)) ?? [];
    own.push(row);
    rows.set(comparable(name), own);
  }
  return manifests.flatMap(({ reading }) =>
    reading.declared.flatMap(({ name, range, dev }) =>
      (rows.get(comparable(name)) ?? []).slice(0, 20).map((row) => ({ row, range, dev })),
    ),
  );
}

/** The lock file says what its projects ask for, and their manifests for what and in which range. */
function cargoRoots(file: File, files: Files): readonly Root[] | null {
  const names = new Set(file.reading.projects);
  if (!files.spend(files.of('cargo-toml').length)) return file.reading.roots;
  const manifests = files
    .of('cargo-toml')
    .filter(
      ({ folder, reading }) =>
        isBelow(folder, file.folder) && (reading.name === undefined || names.has(reading.name)),
    );
  const declared = new Map<string, { range: string; dev: boolean }>();
  for (const { name, range, dev } of manifests.flatMap(({ reading }) => reading.declared)) {
    const before = declared.get(name);
    declared.set(name, { range: before?.range || range, dev: dev && (before?.dev ?? true) });
  }
  return (
    file.reading.roots?.map((root) => {
      const own = declared.get(file.reading.rows[root.row]?.name ?? '');
      return own ? { row: root.row, range: own.range === '' ? null : own.range, dev: own.dev } : root;
    }) ?? null
  );
}

export function isBelow(folder: string, outer: string): boolean {
  return folder === outer || foldersAbove(folder).includes(outer);
}
