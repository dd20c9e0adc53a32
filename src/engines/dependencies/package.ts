/** Ecosystems by their names in OSV's schema. Distributions have a release behind a colon, as "Debian:12". */
export const ECOSYSTEMS = [
  'npm',
  'PyPI',
  'Go',
  'crates.io',
  'RubyGems',
  'Packagist',
  'Maven',
  'NuGet',
  'Hex',
  'Pub',
  'Debian',
  'Alpine',
] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** Whether a text names an ecosystem that Heimdall knows, without the release of a distribution. */
export function isEcosystem(name: string): name is Ecosystem {
  return ECOSYSTEMS.some((one) => one === name);
}

/** A package that a file names, at one version. */
export type Package = {
  readonly ecosystem: Ecosystem;
  /** The release of a distribution, as "12" of Debian; null elsewhere. */
  readonly release: string | null;
  /** As its registry spells it. */
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** Whether the project itself asks for it; null where it is not known. */
  readonly direct: boolean | null;
  /** Whether it is for development alone. */
  readonly dev: boolean;
  /**
   * The shortest chain of "name@version" from a direct dependency to its own dependent. Empty where it is direct or
   * not known.
   */
  readonly via: readonly string[];
  /** The range that the project declares for it, in its manifest's own form; null where it declares none. */
  readonly range: string | null;
  /** An SPDX expression; null where it is not known. */
  readonly licence: string | null;
  /** Its line, from 1. */
  readonly line: number;
};

/** A package with the path of the file that names it. */
export type LocatedPackage = Package & { readonly path: string };

/** The plain edit of a manifest that raises a direct dependency: where its range stands. */
export type Declaration = {
  readonly path: string;
  readonly line: number;
  /** The whole line as it stands. */
  readonly text: string;
  readonly name: string;
  readonly range: string;
};

/** All that the files of a repository say of its packages. */
export type Inventory = {
  readonly packages: readonly LocatedPackage[];
  readonly declarations: readonly Declaration[];
  /** What could not be read or can't be known, one entry a file. `isPartial` makes the scan partial. */
  readonly gaps: readonly { readonly path: string; readonly reason: string; readonly isPartial: boolean }[];
};

/** What a repository excepts from the findings of its packages: what all fields that are not null describe. */
export type Exception = {
  /** Its place in the list, from 1. */
  readonly number: number;
  /** An identifier of the vulnerability. */
  readonly advisory: string | null;
  readonly package: string | null;
  readonly ecosystem: Ecosystem | null;
  /** A pattern as in .gitignore, of the files that name the package. */
  readonly path: string | null;
  readonly reason: string;
  /** Its last day, as YYYY-MM-DD in UTC; null without an end. */
  readonly until: string | null;
};

const DAY_MS = 86_400_000;

/** When an exception ends: with its last day. Null if it has no end. */
export function endOfException({ until }: Pick<Exception, 'until'>): Date | null {
  return until === null ? null : new Date(Date.parse(`${until}T00:00:00Z`) + DAY_MS);
}

/** An inventory with what the repository excepts, which is all that a comparison needs of its files. */
export type KeptInventory = Inventory & { readonly exceptions: readonly Exception[] };
