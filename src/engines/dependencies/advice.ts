import { type AdvisoryGroup, isMalicious } from './fold';
import type { Ecosystem, LocatedPackage } from './package';
import type { PlannedUpgrade } from './upgrade';

/** Commands that raise a package within its range and write the lock file. */
const COMMANDS: Readonly<Partial<Record<Ecosystem, (name: string, version: string) => string>>> = {
  npm: (name) => `npm update ${name}`,
  Go: (name, version) => `go get ${name}@v${version.replace(/^v/, '')}`,
  'crates.io': (name, version) => `cargo update -p ${name} --precise ${version}`,
  RubyGems: (name) => `bundle update ${name} --conservative`,
  Packagist: (name) => `composer update ${name} --with-dependencies`,
  NuGet: (name, version) => `dotnet add package ${name} --version ${version}`,
  Hex: (name) => `mix deps.update ${name}`,
  Pub: (name) => `dart pub upgrade ${name}`,
};
/** The commands of package managers that share the registry of another one. */
const BY_FILE: Readonly<Record<string, (name: string) => string>> = {
  'yarn.lock': (name) => `yarn up ${name} (yarn 1: yarn upgrade ${name})`,
  'pnpm-lock.yaml': (name) => `pnpm update ${name}`,
  'poetry.lock': (name) => `poetry update ${name}`,
  'uv.lock': (name) => `uv lock --upgrade-package ${name}`,
  'pdm.lock': (name) => `pdm update ${name}`,
  'Pipfile.lock': (name) => `pipenv update ${name}`,
};
/** A name that can stand in a command as it is. */
const HARMLESS = /^[@A-Za-z0-9][\w@./:+-]*$/;

/** What to do, one step a sentence. */
export function stepsFor(
  one: LocatedPackage,
  upgrade: PlannedUpgrade | null,
  group: AdvisoryGroup,
): string[] {
  if (isMalicious(group)) return maliciousSteps(one);
  if (!upgrade) {
    return [
      `No version of ${one.name} is known that fixes it.`,
      `Replace ${one.name}, or make sure that the project does not use what is vulnerable.`,
    ];
  }
  const steps = [`Raise ${one.name} from ${one.version} to ${upgrade.to} or later.`];
  if (upgrade.isMajor) steps.push('That is a breaking release: read its list of changes first.');
  if (upgrade.through !== null) {
    steps.push(
      `It comes with ${upgrade.through}: raise that to a version that takes ${one.name} ${upgrade.to}, unless its range already does.`,
    );
  }
  const command = commandFor(one, upgrade.to);
  if (command && !upgrade.isMajor) steps.push(`This updates the lock file: ${command}`);
  return steps;
}

function maliciousSteps({ name, version }: LocatedPackage): string[] {
  return [
    `Remove ${name} ${version} from the project and its lock file.`,
    'Take every machine that installed it for compromised, and replace all secrets that it could read.',
  ];
}

function commandFor({ ecosystem, path, name }: LocatedPackage, to: string): string | null {
  if (!HARMLESS.test(name) || !HARMLESS.test(to)) return null;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const command = Object.hasOwn(BY_FILE, file) ? BY_FILE[file] : COMMANDS[ecosystem];
  return command?.(name, to) ?? null;
}
