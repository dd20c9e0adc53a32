import { DEV_GROUP } from '../lockfiles/pythonLock';
import { pinnedVersion, pythonName } from '../lockfiles/pythonNames';
import type { LocatedPackage } from '../package';
import { countOf, type Gap, listOf, type Row } from '../reading';
import { type File, type Files, joinPath } from './files';
import { locate } from './locate';

export type Requirements = { readonly packages: readonly LocatedPackage[]; readonly gaps: readonly Gap[] };

/** More included files are hostile. */
const MAX_INCLUDES = 500;

/** Joins files of requirements: what a file of constraints pins is at that version wherever it is asked for. */
export function joinRequirements(files: Files): Map<string, Requirements> {
  const all = files.of('requirements');
  const constrained = constraintsOf(all, files);
  const asked = askedOf(all, constrained, files);
  return new Map(
    all.map((file) => {
      const names = asked.get(file.path);
      const pins = pinsOf(constrained.get(file.path) ?? [], files);
      const gaps = [...missing(file, files), ...(names ? [] : unpinned(file, files, pins))];
      return [file.path, { packages: names ? constrainedPackages(file, names) : ownPackages(file), gaps }];
    }),
  );
}

/** The files of constraints that hold in each file, as it names them or a file that includes it does. */
function constraintsOf(all: readonly File[], files: Files): Map<string, Set<string>> {
  const constrained = new Map<string, Set<string>>();
  for (const file of all) {
    const { members, pinned } = reach(file, files);
    for (const { path } of members) {
      const own = constrained.get(path) ?? new Set();
      constrained.set(path, own);
      for (const one of pinned) own.add(one);
    }
  }
  return constrained;
}

/** What is asked for by the names that PyPI compares, with ranges. */
type Names = Map<string, string>;

/** What is asked for with each file of constraints. */
function askedOf(
  all: readonly File[],
  constrained: ReadonlyMap<string, ReadonlySet<string>>,
  files: Files,
): Map<string, Names> {
  const asked = new Map<string, Names>();
  for (const file of all) {
    for (const path of constrained.get(file.path) ?? []) {
      if (!files.spend(file.reading.declared.length)) return asked;
      const names: Names = asked.get(path) ?? new Map();
      asked.set(path, names);
      for (const { name, range } of file.reading.declared) names.set(pythonName(name), range);
    }
  }
  return asked;
}

function ownPackages(file: File): LocatedPackage[] {
  const rows = file.reading.rows.map((row) => withDev(file, row));
  return locate(file.path, { ecosystem: 'PyPI', rows }, null);
}

/** The files that a file includes, and the constraints that hold in all of them. */
function reach(file: File, files: Files): { members: File[]; pinned: string[] } {
  const members = [file];
  const seen = new Set([file.path]);
  const pinned: string[] = [];
  for (let at = 0; at < members.length && at < MAX_INCLUDES; at += 1) {
    for (const { found, isConstraint } of includedBy(members[at], files)) {
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      if (isConstraint) pinned.push(found.path);
      else members.push(found);
    }
  }
  return { members, pinned };
}

function includedBy(file: File | undefined, files: Files): { found: File; isConstraint: boolean }[] {
  const includes = file?.reading.includes?.slice(0, MAX_INCLUDES) ?? [];
  // To find a path takes longer than a look into a map.
  if (!files.spend(10 * includes.length)) return [];
  return includes.flatMap(({ path, isConstraint }) => {
    const found = files.at(joinPath(file?.folder ?? '', path) ?? '');
    return found?.reading.format === 'requirements' ? [{ found, isConstraint }] : [];
  });
}

/** Requirements of a file whose name has a word for development, as "requirements-dev.txt". */
function withDev({ path, folder }: File, row: Row): Row {
  const name = path.slice(folder.length).toLowerCase();
  const words = ['-', '_', '/'].reduce((text, mark) => text.replaceAll(mark, '.'), name).split('.');
  return words.some((word) => DEV_GROUP.has(word)) ? { ...row, dev: true } : row;
}

function constrainedPackages(file: File, asked: ReadonlyMap<string, string>): LocatedPackage[] {
  const rows = file.reading.rows.map(({ range: _, ...row }) => {
    const range = asked.get(pythonName(row.name));
    return { ...row, direct: range !== undefined, ...(range !== undefined && { range }) };
  });
  return locate(file.path, { ecosystem: 'PyPI', rows }, null);
}

function pinsOf(paths: Iterable<string>, files: Files): Set<string> {
  const pins = new Set<string>();
  for (const path of paths) {
    const rows = files.at(path)?.reading.rows ?? [];
    if (!files.spend(rows.length)) break;
    for (const { name } of rows) pins.add(pythonName(name));
  }
  return pins;
}

/** Included files that are not there, or that have a name that no file of requirements has. */
function missing(file: File, files: Files): Gap[] {
  const lost = (file.reading.includes ?? []).filter(({ path }) => {
    const joined = joinPath(file.folder, path);
    return joined === null || files.at(joined)?.reading.format !== 'requirements';
  });
  if (lost.length === 0) return [];
  return [
    { reason: `It includes what was not read: ${listOf(lost.map(({ path }) => path))}.`, isPartial: false },
  ];
}

function unpinned(file: File, files: Files, pins: ReadonlySet<string>): Gap[] {
  const compiled = file.path.endsWith('.in') && files.at(`${file.path.slice(0, -3)}.txt`) !== undefined;
  if (compiled) return [];
  const names = file.reading.declared
    .filter(({ name, range }) => pinnedVersion(range) === null && !pins.has(pythonName(name)))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const what = countOf(names.length, 'requirement');
  return [
    { reason: `${what} without a pinned version can't be checked: ${listOf(names)}.`, isPartial: false },
  ];
}
