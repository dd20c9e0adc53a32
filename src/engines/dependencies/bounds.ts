import type { LocatedPackage } from './package';
import { MAX_NAME } from './reading';

/** Bounds of what a repository may say of its packages. Its texts are foreign, and its size is too. */

/** Packages of all files together, and the characters of their texts; more do not fit into memory or a statement. */
const MAX_PACKAGES = 200_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;
/** Versions of one package. Each is compared with all of its advisories, so many of one cost most. */
const MAX_VERSIONS = 500;

/** Neither a database nor a terminal takes all of these, and no registry has them in names. */
const UNSHOWN = /[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/gu;
/** What PostgreSQL does not store: a NUL, and half a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A name, version, range or licence without what can't be shown. */
export function shown(text: string): string {
  return text.replace(UNSHOWN, '\ufffd');
}

/** As `shown`; null also for what is far too long. */
export function shownOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.length > MAX_NAME ? null : shown(text);
}

/** A sentence as a database takes it. */
export function storable(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}

export type Budget = {
  /** @returns why these packages of a file do not fit any more, as a sentence; undefined if they do */
  readonly take: (packages: readonly LocatedPackage[]) => string | undefined;
};

/** Counts the packages of a repository, file by file. */
export function createBudget(): Budget {
  let count = 0;
  let characters = 0;
  const versions = new Map<string, Set<string>>();
  return {
    take: (packages) => {
      const size = packages.reduce((sum, one) => sum + sizeOf(one), 0);
      if (count + packages.length > MAX_PACKAGES || characters + size > MAX_CHARACTERS) return TOO_MANY;
      const own = versionsOf(packages);
      for (const [name, more] of own) {
        const all = new Set([...(versions.get(name) ?? []), ...more]);
        if (all.size > MAX_VERSIONS) return tooManyVersions(name);
        own.set(name, all);
      }
      for (const [name, all] of own) versions.set(name, all);
      count += packages.length;
      characters += size;
      return undefined;
    },
  };
}

const TOO_MANY =
  'Smaller files of the repository name so many packages already that those of this file were not checked.';

function tooManyVersions(name: string): string {
  const shortly = name.slice(0, 100);
  return `With it, there are more than ${MAX_VERSIONS} versions of ${shortly}, so its packages were not checked.`;
}

function sizeOf({ path, name, version, purl, via, range, licence }: LocatedPackage): number {
  const texts = [path, name, version, purl, range ?? '', licence ?? '', ...via];
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** The versions of each package, by ecosystem and name. */
function versionsOf(packages: readonly LocatedPackage[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { ecosystem, name, version } of packages) {
    const key = `${ecosystem}/${name}`;
    found.set(key, (found.get(key) ?? new Set()).add(version));
  }
  return found;
}
