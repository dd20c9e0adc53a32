import { osvOf } from '@tests/support/osvDocuments';

/** A lock file of a made project, with how many packages it names. */
export type LockFile = { readonly path: string; readonly text: string; readonly packages: number };

type Named = { readonly name: string; readonly version: string };
type Form = {
  readonly name: string;
  readonly ecosystem: string;
  readonly write: (packages: readonly Named[]) => string;
};

/** What lock files of each ecosystem look like. Digests make up most of their bytes. */
const FORMS: readonly Form[] = [
  {
    ...{ name: 'package-lock.json', ecosystem: 'npm' },
    write: (packages) =>
      JSON.stringify(
        {
          ...{ name: 'app', lockfileVersion: 3 },
          packages: Object.fromEntries([
            ['', { name: 'app', dependencies: { [packages[0]?.name ?? '']: '*' } }],
            ...packages.map(({ name, version }, at) => [
              `node_modules/${name}`,
              {
                ...{ version, resolved: `https://registry.example.com/${name}.tgz`, integrity: digestOf(at) },
                ...{ license: 'MIT', dependencies: { [packages[at + 1]?.name ?? name]: `^${version}` } },
              },
            ]),
          ]),
        },
        null,
        2,
      ),
  },
  {
    ...{ name: 'yarn.lock', ecosystem: 'npm' },
    write: (packages) =>
      `# yarn lockfile v1\n\n${lines(
        packages,
        ({ name, version }, at) =>
          `"${name}@^${version}":\n  version "${version}"\n  resolved "https://registry.example.com/${name}.tgz"\n` +
          `  integrity ${digestOf(at)}\n`,
      )}`,
  },
  {
    ...{ name: 'poetry.lock', ecosystem: 'PyPI' },
    write: (packages) =>
      lines(
        packages,
        ({ name, version }, at) =>
          `[[package]]\nname = "${name}"\nversion = "${version}"\noptional = false\npython-versions = ">=3.9"\n` +
          `files = [\n    {file = "${name}-${version}.tar.gz", hash = "${digestOf(at)}"},\n]\n`,
      ),
  },
  {
    ...{ name: 'requirements.txt', ecosystem: 'PyPI' },
    write: (packages) =>
      lines(
        packages,
        ({ name, version }, at) => `${name}==${version} \\\n    --hash=sha256:${digestOf(at)}\n    # via app`,
      ),
  },
  {
    ...{ name: 'Cargo.lock', ecosystem: 'crates.io' },
    write: (packages) =>
      `version = 4\n\n${lines(
        packages,
        ({ name, version }, at) =>
          `[[package]]\nname = "${name}"\nversion = "${version}"\n` +
          `source = "registry+https://example.com/index"\nchecksum = "${digestOf(at)}"\n`,
      )}`,
  },
  {
    ...{ name: 'go.mod', ecosystem: 'Go' },
    write: (packages) =>
      `module example.com/app\n\ngo 1.22\n\nrequire (\n${lines(packages, ({ name, version }) => `\t${name} v${version}`)}\n)\n`,
  },
  {
    ...{ name: 'Gemfile.lock', ecosystem: 'RubyGems' },
    write: (packages) =>
      `GEM\n  remote: https://rubygems.example.com/\n  specs:\n${lines(packages, ({ name, version }) => `    ${name} (${version})`)}\n\nDEPENDENCIES\n  ${packages[0]?.name}\n`,
  },
  {
    ...{ name: 'composer.lock', ecosystem: 'Packagist' },
    write: (packages) =>
      JSON.stringify(
        {
          packages: packages.map(({ name, version }, at) => ({
            ...{ name, version, dist: { type: 'zip', shasum: digestOf(at) }, license: ['MIT'] },
          })),
          'packages-dev': [],
        },
        null,
        4,
      ),
  },
];

/** How many lock files a project has. */
export const FORM_COUNT = FORMS.length;
/** Names of each ecosystem; every project has a part of them. */
const NAMES = 3_000;

function nameOf(ecosystem: string, at: number): string {
  if (ecosystem === 'Go') return `example.com/team${at % 40}/module${at}`;
  return ecosystem === 'Packagist' ? `team${at % 40}/package${at}` : `package-${at}`;
}

/** Lock files of several projects, one of each form for every project. */
export function lockFilesOf(projects: number, packages: number): LockFile[] {
  return Array.from({ length: projects }, (_, project) =>
    FORMS.map(({ name, ecosystem, write }) => {
      const named = Array.from({ length: packages }, (_none, at) => ({
        name: nameOf(ecosystem, (at * 3 + project) % NAMES),
        version: `${(at + project) % 5}.${at % 13}.${(at * 7 + project) % 17}`,
      }));
      return { path: `project${project}/${name}`, text: write(named), packages };
    }),
  ).flat();
}

/** Advisories about these packages, by ecosystem: as many as are asked for in each. */
export function advisoriesAbout(each: number): Map<string, Record<string, unknown>[]> {
  const ecosystems = [...new Set(FORMS.map(({ ecosystem }) => ecosystem))];
  return new Map(
    ecosystems.map((ecosystem) => [
      ecosystem,
      Array.from({ length: each }, (_, at) => advisoryAbout(ecosystem, nameOf(ecosystem, at % NAMES), at)),
    ]),
  );
}

/** Two ranges, and as long as most are. */
function advisoryAbout(ecosystem: string, name: string, at: number): Record<string, unknown> {
  const type = ['npm', 'Go', 'crates.io'].includes(ecosystem) ? 'SEMVER' : 'ECOSYSTEM';
  const fixed = [{ fixed: `0.${at % 9}.${at % 11}` }, { fixed: `4.${at % 5}.2` }];
  const events = [{ introduced: '0' }, fixed[0], { introduced: '4.0.0' }, fixed[1]];
  return osvOf(`BENCH-${ecosystem.replaceAll('.', '')}-${at}`, name, {
    details: 'A long explanation. '.repeat(60),
    affected: [{ package: { ecosystem, name }, ranges: [{ type, events }] }],
  });
}

function lines(packages: readonly Named[], write: (one: Named, at: number) => string): string {
  return packages.map(write).join('\n');
}

function digestOf(at: number): string {
  return at.toString(16).padStart(64, '0123456789abcdef');
}
