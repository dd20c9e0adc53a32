import type { FileFormat } from './fileKind';

/** File names that determine the format. */
const BY_NAME: ReadonlyMap<string, FileFormat> = new Map([
  ...named('docker-config', '.dockercfg .dockerconfigjson dockerconfigjson dockerconfig.json'),
  ...named('git-credentials', '.git-credentials git-credentials'),
  ...named('htpasswd', '.htpasswd htpasswd .htdigest'),
  ...named('ini', '.gitconfig .hgrc .s3cfg .boto .my.cnf .editorconfig'),
  ...named('json', '.babelrc .eslintrc .jshintrc composer.json'),
  ...named(
    'lock',
    'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock composer.lock gemfile.lock cargo.lock ' +
      'poetry.lock pipfile.lock uv.lock pdm.lock go.sum go.work.sum mix.lock pubspec.lock packages.lock.json ' +
      'gradle.lockfile flake.lock podfile.lock package.resolved .terraform.lock.hcl deno.lock',
  ),
  ...named('maven-settings', 'settings.xml settings-security.xml'),
  ...named('netrc', '.netrc _netrc netrc'),
  ...named('npmrc', '.npmrc npmrc'),
  ...named('pgpass', '.pgpass pgpass.conf pgpass'),
  ...named('pypirc', '.pypirc pypirc'),
  ...named('shadow', 'shadow shadow- gshadow master.passwd'),
  ...named(
    'shell',
    '.bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zshenv .zprofile .zlogin .kshrc ' +
      '.cshrc .tcshrc config.fish dockerfile containerfile makefile jenkinsfile procfile',
  ),
  ...named(
    'shell-history',
    '.bash_history .zsh_history .zhistory .sh_history .history .histfile fish_history .psql_history .mysql_history ' +
      '.python_history .node_repl_history .rediscli_history .irb_history consolehost_history.txt',
  ),
  ...named('toml', 'pipfile .cargo/config'),
  ...named('yaml', '.yarnrc.yml .clang-format'),
]);

const BY_EXTENSION: ReadonlyMap<string, FileFormat> = new Map([
  ...named(
    'code',
    'js mjs cjs jsx ts mts cts tsx vue svelte astro py pyi pyw rb erb rake go java kt kts groovy gradle scala clj cljs ' +
      'cs vb fs fsx php phtml pl pm lua r jl dart swift m mm c h cc cpp cxx hpp hh rs zig nim d ex exs erl hrl hs elm ' +
      'ml mli sql psql graphql gql proto tf hcl bicep sol html htm xhtml ejs hbs mustache twig jinja j2 pug css scss ' +
      'sass less ps1 psm1 psd1 bat cmd vbs ipynb coffee cr v sv vhdl asm s',
  ),
  ...named('ini', 'ini cfg conf cnf config reg service'),
  ...named('json', 'json json5 jsonc jsonl ndjson geojson har avsc webmanifest map'),
  ...named('lock', 'lock lockfile'),
  ...named('markdown', 'md mdx markdown rst adoc asciidoc textile org'),
  ...named('properties', 'properties props'),
  ...named('shell', 'sh bash zsh ksh csh fish command'),
  ...named('shell-history', 'history'),
  ...named('terraform-state', 'tfstate'),
  ...named('toml', 'toml'),
  ...named('env', 'env envrc tfvars'),
  ...named(
    'xml',
    'xml xsd xsl xslt svg plist csproj vbproj fsproj resx pom nuspec config.xml wsdl storyboard',
  ),
  ...named('yaml', 'yaml yml'),
]);

/** Endings that do not determine the format, so that the name before them does. */
const PASSING = /\.(?:example|sample|dist|template|tmpl|tpl|bak|backup|old|orig|save|swp|local|enc)$/;

/**
 * Returns the format of a file by its name.
 * @param parts its folders, in lower case
 * @param name its name, in lower case
 */
export function formatOf(parts: readonly string[], name: string): FileFormat {
  const known = BY_NAME.get(name);
  if (known) return known;
  if (name === 'config.json' && parts.at(-1) === '.docker') return 'docker-config';
  if (name === 'config' && parts.at(-1) === '.git') return 'ini';
  if (name === 'credentials' && parts.at(-1) === '.aws') return 'ini';
  if (name === 'config' && parts.at(-1) === '.kube') return 'yaml';
  if (/^\.env(?:rc)?(?:$|[._-])/.test(name)) return 'env';
  if (PASSING.test(name)) return formatOf(parts, name.replace(PASSING, ''));
  if (/^dockerfile[._-]/.test(name)) return 'shell';
  return BY_EXTENSION.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'text';
}

function named(format: FileFormat, names: string): [string, FileFormat][] {
  return names.split(' ').map((name) => [name, format]);
}
