import { countOf, type Gap } from '../reading';
import { type File, type Files, foldersAbove, joinPath } from './files';
import { outermost } from './maven';
import { isBelow, manifestsOf } from './roots';

const PYTHON_LOCKS = ['poetry-lock', 'uv-lock', 'pdm-lock', 'pylock'];
const NPM_LOCKS = ['npm-lock', 'pnpm-lock', 'yarn-lock', 'unread-bun'];

/** What can't be known of manifests without a lock file, by their paths. */
export function gapsOfManifests(files: Files): Map<string, Gap> {
  const locked = lockedFolders(files);
  const cargoNames = files
    .of('cargo-lock')
    .map(({ folder, reading }) => ({ folder, names: new Set(reading.projects) }));
  const bare = files.all.filter((file) => {
    if (file.reading.gaps.some(({ isPartial }) => isPartial) || file.reading.declared.length === 0)
      return false;
    switch (file.reading.format) {
      case 'package-json':
        return !locked.npm.has(file.folder);
      case 'pyproject':
        return !locked.python.has(file.folder);
      case 'pipfile':
        return files.in(file.folder, 'pipfile-lock').length === 0;
      case 'composer-json':
        return files.in(file.folder, 'composer-lock').length === 0;
      case 'cargo-toml':
        if (!files.spend(cargoNames.length)) return false;
        return !cargoNames.some(({ folder, names }) => isBelow(file.folder, folder) && isOfLock(file, names));
      default:
        return false;
    }
  });
  return new Map<string, Gap>([
    ...bare.map((file) => [file.path, { reason: undeclared(file), isPartial: false }] as const),
    ...withoutLock(files).map((file) => [file.path, { reason: NO_LOCK, isPartial: false }] as const),
    ...outermost(files.of('pom')).map(
      (file) => [file.path, { reason: NO_TRANSITIVE, isPartial: false }] as const,
    ),
  ]);
}

function undeclared({ reading }: File): string {
  const count = countOf(reading.declared.length, 'range');
  return `There is no lock file for it. It declares ${count} of versions, but which are installed can't be known.`;
}

const NO_LOCK = "There is no lock file for it, so its dependencies can't be known.";
const NO_TRANSITIVE =
  "Maven has no lock file: what its dependencies depend on themselves can't be known. Its plugins are not checked.";

/** A manifest of a workspace alone has no name. */
function isOfLock({ reading }: File, names: ReadonlySet<string>): boolean {
  return reading.name === undefined || names.has(reading.name);
}

/** The folders whose manifests a lock file covers, also one of a workspace above. */
function lockedFolders(files: Files): { npm: Set<string>; python: Set<string> } {
  const npm = files
    .of(...NPM_LOCKS)
    .flatMap((lock) => [lock.folder, ...manifestsOf(lock, files).map(({ folder }) => folder)]);
  const python = files
    .of(...PYTHON_LOCKS)
    .flatMap(({ folder, reading }) => [
      folder,
      ...(reading.projects ?? []).flatMap((one) => joinPath(folder, one) ?? []),
    ]);
  return { npm: new Set(npm), python: new Set(python) };
}

/** Builds of Gradle and Gemfiles without a lock file in their folder. */
function withoutLock(files: Files): File[] {
  const gems = files.of('gemfile').filter(({ folder }) => files.in(folder, 'gemfile-lock').length === 0);
  const locks = new Set(files.of('gradle-lock').flatMap(({ folder }) => [folder, ...foldersAbove(folder)]));
  const builds = outermost(files.of('gradle-build').filter(({ folder }) => !locks.has(folder)));
  return [...gems, ...builds];
}
