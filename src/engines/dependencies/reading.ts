import type { Ecosystem } from './package';

/** What a file says of packages, in the form of JSON: results are kept. It depends on format and text alone. */
export type Reading = {
  readonly format: string;
  /** The ecosystem of rows that name none. */
  readonly ecosystem: Ecosystem;
  readonly rows: readonly Row[];
  /** What the project itself asks for; null where the file does not say. */
  readonly roots: readonly Root[] | null;
  /** The dependencies that a manifest declares. */
  readonly declared: readonly Declared[];
  readonly gaps: readonly Gap[];
  /** Directories of the projects that a lock file is of, relative to its own. */
  readonly projects?: readonly string[];
  /** The name of the project that a manifest is of. */
  readonly name?: string;
  /** Patterns of the directories that belong to a workspace. */
  readonly workspaces?: readonly string[];
  readonly includes?: readonly Include[];
  readonly replaces?: readonly Replace[];
  readonly pom?: Pom;
};

/** A package at one version. Fields that are not known are absent. */
export type Row = {
  readonly name: string;
  readonly version: string;
  readonly line: number;
  readonly dev?: boolean;
  readonly direct?: boolean;
  readonly range?: string;
  /** The indexes of the rows that it depends on. */
  readonly deps?: readonly number[];
  /** The names by which manifests ask for it, as "lodash@^4.17.0". */
  readonly keys?: readonly string[];
  readonly licence?: string;
  readonly ecosystem?: Ecosystem;
  readonly release?: string;
  readonly purl?: string;
  /** Whether it is from Git, a URL, a directory or another registry. It only leads to those below it. */
  readonly isForeign?: boolean;
};

/** @param row its index */
export type Root = { readonly row: number; readonly range: string | null; readonly dev: boolean };

export type Declared = {
  readonly name: string;
  readonly range: string;
  readonly dev: boolean;
  readonly line: number;
  readonly text: string;
};

export type Gap = { readonly reason: string; readonly isPartial: boolean };

/** Another file of requirements. Constraints only say at which version what is asked for elsewhere is installed. */
export type Include = { readonly path: string; readonly isConstraint: boolean };

/** Go's replacement of a module, for one version or for all. Without a version it is a directory. */
export type Replace = {
  readonly from: string;
  readonly fromVersion: string | null;
  readonly to: string;
  readonly toVersion: string | null;
};

export type Coordinates = {
  readonly group: string | null;
  readonly artifact: string;
  readonly version: string | null;
};

export type PomDependency = Coordinates & {
  readonly scope: string | null;
  readonly type: string | null;
  readonly line: number;
  /** The line of its version and the whole text of it; null where it names none. */
  readonly versionLine: number | null;
  readonly versionText: string | null;
};

export type Pom = {
  readonly self: Coordinates;
  readonly parent: (Coordinates & { readonly relativePath: string | null }) | null;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly managed: readonly PomDependency[];
  readonly dependencies: readonly PomDependency[];
};

/** Why a file can't be read, as a sentence for people. */
export class Unreadable extends Error {}

/** Packages of one file; more are hostile. */
export const MAX_ROWS = 100_000;
/** Longer names and versions are hostile. */
export const MAX_NAME = 512;
/** No edit of a longer line is planned, as of a file on one line. Each of its ranges would keep all of it. */
const MAX_LINE = 500;

export type Rows = {
  readonly all: readonly Row[];
  /** @returns its index */
  readonly add: (row: Row) => number;
  /** Sets what a row depends on. */
  readonly link: (row: number, deps: readonly number[]) => void;
  /** Adds a package that is not of a registry, for the chains of those below it. @returns its index */
  readonly addForeign: (row: Row) => number;
  /** Notes packages without a version of a registry. */
  readonly skip: (name: string) => void;
  readonly gaps: () => Gap[];
};

/** Collects the packages of a file, up to MAX_ROWS. */
export function createRows(): Rows {
  const all: Row[] = [];
  const skipped: string[] = [];
  let edges = 0;
  const push = (row: Row) => {
    if (all.length >= MAX_ROWS)
      throw new Unreadable(`It names more than ${MAX_ROWS} packages, so none of them was checked.`);
    return all.push(row) - 1;
  };
  return {
    all,
    add: (row) => {
      if (row.name === '' || row.name.length > MAX_NAME || row.version.length > MAX_NAME)
        throw new Unreadable(`Line ${row.line} has no name of a package or a far too long one.`);
      return push(row);
    },
    addForeign: (row) => {
      skipped.push(row.name);
      // Its version may be a long URL.
      const [name, version] = [row.name, row.version].map((text) => text.slice(0, MAX_NAME));
      return push({ ...row, name: name ?? '', version: version ?? '', isForeign: true });
    },
    link: (row, deps) => {
      const own = all[row];
      edges += deps.length;
      if (edges > 20 * MAX_ROWS)
        throw new Unreadable('Its packages have millions of dependencies, so none of them was checked.');
      if (own && deps.length > 0) all[row] = { ...own, deps: [...new Set(deps)] };
    },
    skip: (name) => void skipped.push(name),
    gaps: () => (skipped.length === 0 ? [] : [{ reason: unversioned(skipped), isPartial: false }]),
  };
}

function unversioned(names: readonly string[]): string {
  return (
    `${countOf(names.length, 'package')} from Git, a URL, a directory or another registry can't be checked, as no ` +
    `advisories are about them: ${listOf(names)}.`
  );
}

/** As "1 package" or "2 packages". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first names of a list, as a text. */
export function listOf(names: readonly string[]): string {
  const shown = [...new Set(names)].map((name) => name.slice(0, 100));
  return shown.length <= 5 ? shown.join(', ') : `${shown.slice(0, 5).join(', ')} and others`;
}

/** A reading with defaults for what a format does not have. */
export function reading(
  given: Pick<Reading, 'format' | 'ecosystem'> & Partial<Reading>,
  rows?: Rows,
): Reading {
  const { declared = [] } = given;
  if (declared.length > MAX_ROWS)
    throw new Unreadable(`It declares more than ${MAX_ROWS} packages, so none of them was checked.`);
  return {
    ...{ rows: rows?.all ?? [], roots: null },
    ...given,
    declared: declared.map((one) => (one.text.length > MAX_LINE ? { ...one, text: '' } : one)),
    gaps: [...(given.gaps ?? []), ...(rows?.gaps() ?? [])],
  };
}
