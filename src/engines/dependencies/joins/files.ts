import type { FileFacts } from '../../engine';
import type { Reading } from '../reading';

/** A file that was read, with its folder. */
export type File = { readonly path: string; readonly folder: string; readonly reading: Reading };

/** All files of a repository that say something of packages, in the order of their paths. */
export type Files = {
  readonly all: readonly File[];
  readonly at: (path: string) => File | undefined;
  /** The files of these formats in a folder. */
  readonly in: (folder: string, ...formats: readonly string[]) => readonly File[];
  readonly of: (...formats: readonly string[]) => readonly File[];
  /**
   * Counts comparisons of files with each other, of which a hostile repository wants any number.
   * @returns false if there were too many, also from then on
   */
  readonly spend: (steps: number) => boolean;
};

/** Those of a repository with thousands of modules are a tenth. Each may keep an entry of a map. */
const MAX_STEPS = 4_000_000;

export function indexFiles(facts: readonly FileFacts[]): Files {
  const all = facts
    .map(({ path, facts: noted }) => ({ path, folder: folderOf(path), reading: noted as Reading }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const byPath = new Map(all.map((file) => [file.path, file]));
  const byFolder = groupBy(all, ({ folder }) => folder);
  const byFormat = groupBy(all, ({ reading }) => reading.format);
  let spent = 0;
  return {
    all,
    spend: (more) => {
      spent += more;
      return spent <= MAX_STEPS;
    },
    at: (path) => byPath.get(path),
    in: (folder, ...formats) =>
      (byFolder.get(folder) ?? []).filter(({ reading }) => formats.includes(reading.format)),
    of: (...formats) => formats.flatMap((format) => byFormat.get(format) ?? []),
  };
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(item);
  }
  return groups;
}

/** The folder of a path, without a slash at its end; empty for the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** The folders above a folder, the nearest first. */
export function foldersAbove(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; at !== ''; ) {
    at = folderOf(at);
    found.push(at);
  }
  return found;
}

/** A relative path from a folder on. @returns null if it leaves the repository */
export function joinPath(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Whether a relative path fits a pattern of a workspace, where `*` is within a part, and `**` any number of parts. */
export function fitsPattern(path: string, pattern: string): boolean {
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const parts = path === '' ? [] : path.split('/');
  if (wanted.at(-1) === '**')
    return (
      wanted.length - 1 <= parts.length && fitsParts(parts.slice(0, wanted.length - 1), wanted.slice(0, -1))
    );
  return wanted.length === parts.length && fitsParts(parts, wanted);
}

function fitsParts(parts: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((want, index) => fitsPart(parts[index] ?? '', want));
}

function fitsPart(part: string, wanted: string): boolean {
  const [start = '', ...rest] = wanted.split('*');
  const end = rest.at(-1);
  if (end === undefined) return part === start;
  return part.length >= start.length + end.length && part.startsWith(start) && part.endsWith(end);
}
