import type { FileRole } from './engine';

const VENDORED_FOLDERS = words(
  'node_modules bower_components jspm_packages vendor vendors third_party third-party thirdparty external ' +
    'site-packages dist-packages .yarn pods carthage bundle .bundle',
);
const TEST_FOLDERS = words(
  'test tests __tests__ testing spec specs __specs__ e2e it fixture fixtures __fixtures__ testdata test-data test_data ' +
    'mock mocks __mocks__ stub stubs fake fakes dummy dummies __snapshots__ cypress playwright testutils testutil unittest unittests ' +
    // Sets of sources for tests, as Gradle and Kotlin name them.
    'inttest integrationtest functionaltest functionaltests dockertest jvmtest commontest androidtest nativetest jstest ' +
    'smoketest testfixtures javatest acceptancetest benchmarktest',
);
/** The folder of tests of Perl and of projects with its custom, at the root. */
const TESTS_OF_PERL = 't';
const EXAMPLE_FOLDERS = words(
  'example examples sample samples demo demos tutorial tutorials template templates',
);
/** Texts of a user interface and their translations count as documentation too. */
const DOCUMENTATION_FOLDERS = words(
  'doc docs docs_src docs-src documentation javadoc locales locale i18n l10n translations',
);

/** A wiki beside the code is at the root. Elsewhere it is a program of that name. */
const ROOT_OF_WIKI = 'wiki';

const VENDORED_NAME = /[.-]min\.(?:js|css|mjs)$|\.(?:bundle|chunk)\.m?js$/;
/** Shared libraries and magic databases of file formats: they hold beginnings and samples of keys. */
const INSTALLED_NAME = /\.so(?:\.\d{1,4}){0,4}$|^magic(?:\.mgc|\.mime)?$|^mime\.cache$/;
/** Folders below `usr` for installed packages (Filesystem Hierarchy Standard 3.0, section 4). */
const INSTALLED_FOLDERS = words('bin sbin lib lib32 lib64 libexec share');
const TEST_NAME =
  /[._-](?:test|tests|spec|specs|e2e|mock|mocks|fixture|fixtures|stories|cy)\.[a-z0-9]{1,5}$|^(?:test|conftest)[._-]|^(?:conftest|test|tests)\.[a-z0-9]{1,5}$|^(?:dummy|fake|stub|mock)|[._-](?:dummy|fake|stub)(?:$|[._-])|(?:test|tests|spec)\.(?:java|kt|cs|php|groovy|scala|swift)$|_test\.[a-z]{1,4}$/;
const EXAMPLE_NAME =
  /[._-](?:example|examples|sample|samples|dist|template|tmpl|tpl|default|defaults)(?:$|[._-])|^(?:example|sample|template)[._-]/;
const DOCUMENT = /^readme(?:$|[._-])|\.(?:md|mdx|markdown|rst|adoc|asciidoc|textile|org)$/;
const NAME_OF_DOCUMENT =
  /^(?:docs?|manual|faq|changelog|changes|history|contributing|authors|license|licence|notice|security|upgrading|migration)(?:$|[._-])/;
/** Code and settings have such names, too: `Security.java`, `security.yaml`, `history.ts`. */
const TEXT_EXTENSION = /\.(?:txt|text|html?|rtf|tex|pod|in|\d{1,4})$/;

/** Output of build tools. A folder `build` or `bin` mostly holds scripts, so that only parts of them count. */
const GENERATED_FOLDERS = words(
  'dist .next .nuxt .output .svelte-kit .angular .docusaurus .serverless generated __generated__ .generated codegen ' +
    'generated-sources generated_src autogen coverage .nyc_output storybook-static',
);
const GENERATED_PATH =
  /(?:^|\/)(?:build|target|bin|obj)\/(?:static|assets|classes|generated|intermediates|debug|release)\//;
const GENERATED_NAME =
  /[._-](?:generated|autogen|gen|g|freezed|pb|pb2|pb2_grpc|grpc\.pb|pb\.gw|designer)\.[a-z]{1,5}$|\.(?:map|lock|lockb|lockfile|snap)$|^(?:package-lock|npm-shrinkwrap|packages\.lock)\.json$|^pnpm-lock\.yaml$|^go(?:\.work)?\.sum$|^\.terraform\.lock\.hcl$|^package\.resolved$/;

/** Files of scanners for secrets: rules, baselines and ignored findings, which look like secrets or repeat them. */
const SCANNER_NAME =
  /^\.?(?:gitleaks|betterleaks|trufflehog|detect-secrets|ggshield|gitguardian|semgrep|talisman|whispers|noseyparker|kingfisher)(?:$|[._-])|^\.(?:gitleaksignore|talismanrc|cache_ggshield|gitallowed|secretlintrc|secretlintignore|secrets\.(?:baseline|new))(?:$|\.)/;
const SCANNER_FOLDERS = words('.semgrep semgrep-rules .gitleaks .secretlint secret-rules leak-rules');
/** A folder of rules below one that names a scanner or what it finds: `src/secrets/rules`, `gitleaks/config/rules`. */
const SCANNER_PART = /secret|leaks|trufflehog|noseyparker|kingfisher/;
const RULE_FOLDERS = words('rules detectors signatures samples patterns');
/** As trufflehog and gitleaks lay out their sources. */
const SCANNER_PATHS = ['/pkg/detectors/', '/generate/config/rules/'];

/**
 * Returns a file's purpose, by which its findings are ranked.
 * Unlike roleOf it also knows generated files, and counts those of a scanner of secrets as tests.
 * @param path with `/` as separator
 */
export function fileRoleOf(path: string): FileRole {
  const whole = path.toLowerCase();
  const parts = whole.split('/');
  const name = parts.pop() ?? '';
  const role = roleOf(parts, name);
  if (role === 'vendored' || role === 'test') return role;
  if (isOfScanner(parts, name)) return 'test';
  if (role !== 'product') return role;
  const isGenerated =
    isIn(parts, GENERATED_FOLDERS) || GENERATED_NAME.test(name) || GENERATED_PATH.test(whole);
  return isGenerated ? 'generated' : 'product';
}

/**
 * Returns a file's purpose, by which checks judge values, from its name and its folders. If several match, the first of vendored, test, example and
 * documentation wins.
 * @param parts its folders, in lower case
 * @param name its name, in lower case
 */
export function roleOf(parts: readonly string[], name: string): FileRole {
  if (isIn(parts, VENDORED_FOLDERS) || VENDORED_NAME.test(name) || isInstalled(parts, name))
    return 'vendored';
  if (isIn(parts, TEST_FOLDERS) || parts[0] === TESTS_OF_PERL || TEST_NAME.test(name)) return 'test';
  if (isIn(parts, EXAMPLE_FOLDERS) || EXAMPLE_NAME.test(name)) return 'example';
  if (isIn(parts, DOCUMENTATION_FOLDERS) || parts[0] === ROOT_OF_WIKI || isDocument(name)) return 'docs';
  return 'product';
}

function isDocument(name: string): boolean {
  if (DOCUMENT.test(name)) return true;
  return NAME_OF_DOCUMENT.test(name) && (!name.includes('.') || TEXT_EXTENSION.test(name));
}

function isOfScanner(parts: readonly string[], name: string): boolean {
  const scanner = parts.findIndex((part) => SCANNER_PART.test(part));
  const folders = `/${parts.join('/')}/`;
  return (
    SCANNER_NAME.test(name) ||
    isIn(parts, SCANNER_FOLDERS) ||
    (scanner >= 0 && isIn(parts.slice(scanner + 1), RULE_FOLDERS)) ||
    SCANNER_PATHS.some((path) => folders.includes(path))
  );
}

function isIn(parts: readonly string[], folders: ReadonlySet<string>): boolean {
  return parts.some((part) => folders.has(part));
}

function isInstalled(parts: readonly string[], name: string): boolean {
  const below = parts[parts.indexOf('usr') + 1] ?? '';
  return INSTALLED_NAME.test(name) || (parts.includes('usr') && INSTALLED_FOLDERS.has(below));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
