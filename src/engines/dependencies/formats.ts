import { readCargoLock, readCargoToml } from './lockfiles/cargo';
import { readComposerJson, readComposerLock } from './lockfiles/composer';
import { readGemfileLock } from './lockfiles/gemfileLock';
import { readGoMod, readGoSum, readGoWork } from './lockfiles/go';
import { readGradleLock, readVersionCatalog } from './lockfiles/gradle';
import { readNpmLock } from './lockfiles/npmLock';
import { readPackageJson } from './lockfiles/packageJson';
import { readPnpmLock } from './lockfiles/pnpm';
import { readPom } from './lockfiles/pom';
import { readPdmLock, readPipfileLock, readPoetryLock, readPylock, readUvLock } from './lockfiles/pythonLock';
import { readPipfile, readPyproject } from './lockfiles/pythonManifest';
import { readRequirements } from './lockfiles/requirements';
import { readSbom } from './lockfiles/sbom';
import { readYarnLock } from './lockfiles/yarn';
import type { Reading } from './reading';

export type Read = (text: string) => Reading;

/** The readers by the words that kinds of files have. */
export const READERS: ReadonlyMap<string, Read> = new Map([
  ['npm-lock', readNpmLock],
  ['package-json', readPackageJson],
  ['pnpm-lock', readPnpmLock],
  ['yarn-lock', readYarnLock],
  ['poetry-lock', readPoetryLock],
  ['uv-lock', readUvLock],
  ['pdm-lock', readPdmLock],
  ['pylock', readPylock],
  ['pipfile-lock', readPipfileLock],
  ['pipfile', readPipfile],
  ['pyproject', readPyproject],
  ['requirements', readRequirements],
  ['go-mod', readGoMod],
  ['go-sum', readGoSum],
  ['go-work', readGoWork],
  ['cargo-lock', readCargoLock],
  ['cargo-toml', readCargoToml],
  ['gemfile-lock', readGemfileLock],
  ['composer-lock', readComposerLock],
  ['composer-json', readComposerJson],
  ['pom', readPom],
  ['gradle-lock', readGradleLock],
  ['version-catalog', readVersionCatalog],
  ['sbom', readSbom],
]);

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'npm-lock'],
  ['npm-shrinkwrap.json', 'npm-lock'],
  ['package.json', 'package-json'],
  ['pnpm-lock.yaml', 'pnpm-lock'],
  ['yarn.lock', 'yarn-lock'],
  ['poetry.lock', 'poetry-lock'],
  ['uv.lock', 'uv-lock'],
  ['pdm.lock', 'pdm-lock'],
  ['pylock.toml', 'pylock'],
  ['Pipfile.lock', 'pipfile-lock'],
  ['Pipfile', 'pipfile'],
  ['pyproject.toml', 'pyproject'],
  ['go.mod', 'go-mod'],
  ['go.sum', 'go-sum'],
  ['go.work', 'go-work'],
  ['Cargo.lock', 'cargo-lock'],
  ['Cargo.toml', 'cargo-toml'],
  ['Gemfile.lock', 'gemfile-lock'],
  ['gems.locked', 'gemfile-lock'],
  ['composer.lock', 'composer-lock'],
  ['composer.json', 'composer-json'],
  ['pom.xml', 'pom'],
  ['gradle.lockfile', 'gradle-lock'],
  ['buildscript-gradle.lockfile', 'gradle-lock'],
  ['settings-gradle.lockfile', 'gradle-lock'],
  ['bom.json', 'sbom'],
  ['sbom.json', 'sbom'],
]);

/** Manifests whose form is a program, so that their presence alone is noted. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['Gemfile', 'gemfile'],
  ['build.gradle', 'gradle-build'],
  ['build.gradle.kts', 'gradle-build'],
]);

/** Formats that are known by name but not read, with what they are of. Those that are pinned by other tools are `minor`. */
const UNREAD: readonly {
  readonly of: string;
  readonly fits: (name: string, folders: string) => boolean;
  readonly minor?: true;
}[] = [
  {
    of: 'NuGet',
    fits: (name) =>
      name === 'packages.lock.json' ||
      name === 'packages.config' ||
      /\.(?:cs|fs|vb)proj$/.test(name) ||
      name === 'Directory.Packages.props',
  },
  { of: 'mix', fits: (name) => name === 'mix.lock' },
  { of: 'pub', fits: (name) => name === 'pubspec.lock' },
  { of: 'CocoaPods', fits: (name) => name === 'Podfile.lock' },
  { of: 'Swift', fits: (name) => name === 'Package.resolved' },
  { of: 'Conan', fits: (name) => name === 'conan.lock' },
  { of: 'Bun', fits: (name) => name === 'bun.lockb' || name === 'bun.lock' },
  {
    of: 'GitHub Actions',
    fits: (name, folders) =>
      name === 'action.yml' ||
      name === 'action.yaml' ||
      (folders.endsWith('.github/workflows/') && /\.ya?ml$/.test(name)),
    minor: true,
  },
  {
    of: 'container images',
    fits: (name) =>
      /^(?:Dockerfile|Containerfile)(?:$|\.)/.test(name) ||
      name.toLowerCase().endsWith('.dockerfile') ||
      /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/.test(name),
    minor: true,
  },
];

/** What a file that is not read is of, by its kind's word. */
const UNREAD_KINDS: ReadonlyMap<string, { readonly of: string; readonly isPartial: boolean }> = new Map(
  UNREAD.map(({ of, minor }) => [unreadKind(of), { of, isPartial: minor !== true }]),
);

function unreadKind(of: string): string {
  return `unread-${of.toLowerCase().replaceAll(' ', '-')}`;
}

/** The kind of a file by its path, as one word; null where the engine does not want it. */
export function formatOf(path: string): string | null {
  const end = path.lastIndexOf('/') + 1;
  const name = path.slice(end);
  const folders = path.slice(0, end);
  // What is installed was named by a lock file, or is of another project.
  if (`/${folders}`.includes('/node_modules/')) return null;
  const known = BY_NAME.get(name) ?? PROGRAMS.get(name);
  if (known !== undefined) return known;
  if (isRequirements(name, folders)) return 'requirements';
  if (name.startsWith('pylock.') && name.endsWith('.toml')) return 'pylock';
  if (name.endsWith('.versions.toml')) return 'version-catalog';
  if (name.endsWith('.lockfile') && folders.endsWith('dependency-locks/')) return 'gradle-lock';
  if (['.cdx.json', '.spdx.json', '.bom.json'].some((ending) => name.endsWith(ending))) return 'sbom';
  const unread = UNREAD.find(({ fits }) => fits(name, folders));
  return unread ? unreadKind(unread.of) : null;
}

/** Files of pip by the names that people give them: requirements-dev.txt, dev-requirements.in, requirements/base.txt. */
function isRequirements(name: string, folders: string): boolean {
  if (!name.endsWith('.txt') && !name.endsWith('.in')) return false;
  return /requirements|^constraints/.test(name) || folders.endsWith('requirements/');
}

/** @returns what a file of this kind is of; undefined for kinds that are read */
export function unreadOf(format: string): { readonly of: string; readonly isPartial: boolean } | undefined {
  return UNREAD_KINDS.get(format);
}

export function isProgram(format: string): boolean {
  return [...PROGRAMS.values()].includes(format);
}
