/**
 * The programs that run beside Next, each bundled to one file: loading their sources one by one takes seconds of CPU.
 * Plain JavaScript, so that they can be started without a loader.
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

/** The command line needs no database, and so nothing that is generated for one. */
const ENTRIES = {
  command: ['src/cli/heimdall.ts', 'src/jobs/scan/engineProcessMain.ts'],
  server: [
    'src/cli/web.ts',
    'src/cli/worker.ts',
    'src/cli/database.ts',
    'src/jobs/scan/engineProcessMain.ts',
  ],
};

/** What each is made of. */
const SOURCES = {
  command: ['src', 'tsconfig.json', 'package-lock.json'],
  server: ['src', 'prisma', 'tsconfig.json', 'package-lock.json'],
};

/** What a build is made of. */
const BUILT_FROM = ['src', 'prisma', 'public', 'next.config.mjs', 'tsconfig.json', 'package-lock.json'];

/**
 * @param {string} buildDir relative to the root
 * @returns {boolean} whether everything that production runs has been built from these very sources
 */
export function isBuilt(buildDir) {
  const stamp = stampOf(buildDir);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(BUILT_FROM) && isGenerated();
}

/**
 * Notes that all has been built from these sources.
 * @param {string} buildDir relative to the root
 */
export function stampBuild(buildDir) {
  writeFileSync(stampOf(buildDir), digestOf(BUILT_FROM));
}

/** @param {string} buildDir */
function stampOf(buildDir) {
  return path.join(ROOT, buildDir, 'heimdall-source');
}

/** @returns {boolean} whether the database's client is there */
export function isGenerated() {
  return existsSync(path.join(ROOT, GENERATED, 'prisma', 'client.ts'));
}

/**
 * Bundles some programs, unless these very sources have been bundled before.
 * @param {'command' | 'server'} name
 * @returns {Promise<string>} the directory that holds them; each is named like its source
 * @throws Error of the file system where nothing can be written, of esbuild where a source is wrong
 */
export async function bundleIfNeeded(name) {
  const place = path.join(BUNDLES, `${name}-${digestOf(SOURCES[name]).slice(0, 16)}`);
  if (existsSync(place)) return place;
  const { build } = await import('esbuild');
  mkdirSync(BUNDLES, { recursive: true });
  const made = mkdtempSync(path.join(BUNDLES, 'making-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES[name],
    outdir: made,
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'silent',
    plugins: [sourceDirectories(place)],
  });
  // Another user may run what this one has bundled.
  chmodSync(made, 0o755);
  publish(made, place);
  removeOld(place);
  return place;
}

/**
 * What runs may still start a part from an older bundle: only those of earlier days go.
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
 * A bundle is whole or not there at all: several processes may make the same.
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
 * Keeps `import.meta.dirname` the directory of the source, seen from a bundle.
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
 * A digest of all files at some places, by name and content. Neither tests nor what is generated count.
 * @param {readonly string[]} places relative to the root
 * @returns {string} hexadecimal digits
 */
export function digestOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesUnder).filter((name) => !name.endsWith('.test.ts'))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesUnder(place) {
  const full = path.join(ROOT, place);
  if (!existsSync(full) || place === GENERATED) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)));
}
