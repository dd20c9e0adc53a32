/**
 * The programs that run beside Next, each bundled to one file: loading single sources takes seconds of CPU.
 * Plain JavaScript, so that no loader is needed to start them.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, 'dist');
const DAY_MS = 86_400_000;
const GENERATED = path.join('src', 'generated');
const CLIENT_STAMP = path.join(ROOT, GENERATED, 'prisma', 'heimdall-source');

/** The command line needs no database, and so no generated client. */
const ENTRIES = {
  command: ['src/cli/heimdall.ts', 'src/scan/pool/engineProcessMain.ts'],
  server: [
    'src/cli/launcher.ts',
    'src/cli/web.ts',
    'src/cli/worker.ts',
    'src/cli/database.ts',
    'src/scan/pool/engineProcessMain.ts',
    'src/server/highlight/highlightThread.ts',
  ],
};

/**
 * Packages that are not bundled. They have native code or files of their own, or Next's own bundles load them too.
 * All others are bundled: reading their many files takes a third of a start.
 */
const AS_INSTALLED = [
  '@electric-sql/pglite',
  '@node-rs/argon2',
  '@prisma/*',
  // Grammars, of which few are loaded.
  '@shikijs/*',
  'esbuild',
  'fs-native-extensions',
  // Its universal format of modules can't be bundled.
  'jsonc-parser',
  'next',
  'pg',
  'pino',
  'tsx',
];

/** What packages in the older format of modules need to load those of Node. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

/** The source folders of each bundle. */
const SOURCES = {
  command: ['src', 'tsconfig.json', 'package-lock.json'],
  server: ['src', 'prisma', 'tsconfig.json', 'package-lock.json'],
};

/** The sources of the database client: the schema, and the installed versions of what generates it. */
const GENERATED_FROM = ['prisma', 'node_modules/.package-lock.json'];

/** The sources of a build. */
const BUILT_FROM = ['src', 'prisma', 'public', 'next.config.mjs', 'tsconfig.json', 'package-lock.json'];

/**
 * @param {string} buildDir relative to the root
 * @returns {boolean} whether everything that production runs has been built from the present sources
 */
export function isBuilt(buildDir) {
  // Read in any case, as a build that follows is recorded with these sources.
  const sources = digestOf(BUILT_FROM);
  const stamp = stampOf(buildDir);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources && isGenerated();
}

/**
 * Records that everything has been built from the present sources.
 * @param {string} buildDir relative to the root
 */
export function stampBuild(buildDir) {
  writeFileSync(stampOf(buildDir), digestOf(BUILT_FROM));
}

/** @param {string} buildDir */
function stampOf(buildDir) {
  return path.join(ROOT, buildDir, 'heimdall-source');
}

/** @returns {boolean} whether the database client has been generated from the present schema */
export function isGenerated() {
  return existsSync(CLIENT_STAMP) && readFileSync(CLIENT_STAMP, 'utf8') === digestOf(GENERATED_FROM);
}

/** Records that the database client has been generated from the present schema. */
export function stampGenerated() {
  writeFileSync(CLIENT_STAMP, digestOf(GENERATED_FROM));
}

/**
 * Bundles a set of programs, unless the present sources are bundled already.
 * @param {'command' | 'server'} name
 * @returns {Promise<string>} the directory of the bundles; each is named like its source
 * @throws Error of the file system if it can't be written, of esbuild if a source is wrong
 */
export async function bundleIfNeeded(name) {
  const place = path.join(BUNDLES, `${name}-${digestOf(SOURCES[name]).slice(0, 16)}`);
  if (existsSync(place)) return place;
  mkdirSync(BUNDLES, { recursive: true });
  const made = mkdtempSync(path.join(BUNDLES, 'making-'));
  await bundle(ENTRIES[name], made, place);
  // Other users may run these bundles.
  chmodSync(made, 0o755);
  publish(made, place);
  removeOld(place);
  return place;
}

/**
 * Bundles programs, each to one file that is named like its source.
 * @param {readonly string[]} sources relative to the root
 * @param {string} made the directory to write to
 * @param {string} place the directory to run them from, below the root so that packages are found
 */
export async function bundle(sources, made, place) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [...sources],
    outdir: made,
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported late is loaded late, and what programs share is bundled once.
    splitting: true,
    external: AS_INSTALLED,
    banner: { js: REQUIRE },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'silent',
    plugins: [sourceDirectories(place)],
  });
}

/**
 * Removes bundles older than a day. Running processes may still start parts from newer ones.
 * @param {string} place
 */
function removeOld(place) {
  for (const name of readdirSync(BUNDLES)) {
    const old = path.join(BUNDLES, name);
    const isOld = Date.now() - statSync(old, { throwIfNoEntry: false })?.mtimeMs > DAY_MS;
    if (old !== place && isOld) rmSync(old, { recursive: true, force: true });
  }
}

/**
 * Renames a finished bundle into place, as several processes may bundle at once.
 * @param {string} made
 * @param {string} place
 */
function publish(made, place) {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true });
  }
}

/**
 * Makes `import.meta.dirname` in a bundle the directory of the source.
 * @param {string} place
 * @returns {import('esbuild').Plugin}
 */
function sourceDirectories(place) {
  return {
    name: 'source directories',
    setup: (build) =>
      void build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const from = JSON.stringify(path.relative(place, path.dirname(file)));
        const contents = readFileSync(file, 'utf8');
        const directory = `process.getBuiltinModule('node:path').resolve(import.meta.dirname, ${from})`;
        return { contents: contents.replaceAll('import.meta.dirname', directory), loader: 'ts' };
      }),
  };
}

/**
 * A digest of the names and contents of all files in some places, without tests and generated files.
 * @param {readonly string[]} places relative to the root
 * @returns {string} hexadecimal digits
 */
export function digestOf(places) {
  const hash = createHash('sha256');
  for (const place of places) hash.update(digestOfPlace(place)).update('\0');
  return hash.digest('hex');
}

/** @type {Map<string, string>} */
const digests = new Map();

/**
 * Reads a place once in a process, so that a build is recorded with the sources that it began with.
 * @param {string} place
 * @returns {string}
 */
function digestOfPlace(place) {
  const known = digests.get(place);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const file of filesUnder(place).filter((name) => !name.endsWith('.test.ts'))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  const digest = hash.digest('hex');
  digests.set(place, digest);
  return digest;
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesUnder(place) {
  const found = statSync(path.join(ROOT, place), { throwIfNoEntry: false });
  if (found === undefined) return [];
  return found.isDirectory() ? filesIn(place) : [place];
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  if (folder === GENERATED) return [];
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(place) : [place];
    });
}
