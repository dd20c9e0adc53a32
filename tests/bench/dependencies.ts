/**
 * `npm run bench -- dependencies [--files DIR] [--advisories PATH] [--keep]`: how fast packages are read and compared.
 * - read: made lock files, or those below DIR; ratios to a plain parser of the same bytes
 * - match: 1,000,000 packages of 1,000 repositories with made advisories, or with those of PATH.
 *   Its ratio is that to JSON.parse of the same packages.
 * - beside osv-scanner, where it is on the PATH: both commands on the same files and the same advisories, offline
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { parse } from 'smol-toml';
import { openAdvisories } from '@/cli/scan/advisories';
import { concludeDependencies } from '@/engines/dependencies/conclude';
import { formatOf } from '@/engines/dependencies/formats';
import { readInventory } from '@/engines/dependencies/inventory';
import { groupBy } from '@/engines/dependencies/joins/files';
import { readFormat } from '@/engines/dependencies/read';
import { keysOf } from '@/scan/packages';
import { compareCommands, writeAdvisories, writeFiles } from './dependencyCommands';
import { reportRatios } from './keptRatios';
import { advisoriesAbout, FORM_COUNT, type LockFile, lockFilesOf } from './lockFiles';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { files: { type: 'string' }, advisories: { type: 'string' }, keep: { type: 'boolean' } },
});

const ROUNDS = 5;
const MATCHED = 1_000_000;
const A_REPOSITORY = 1_000;

const PLAIN: readonly (readonly [ending: string, parser: (text: string) => unknown])[] = [
  ['.json', JSON.parse],
  ['composer.lock', JSON.parse],
  ['Pipfile.lock', JSON.parse],
  ['.yaml', (text) => load(text)],
  ['.toml', parse],
  ['poetry.lock', parse],
  ['uv.lock', parse],
  ['Cargo.lock', parse],
];

function plainly(name: string, text: string): unknown {
  const [, parser = (lines: string) => lines.split('\n')] =
    PLAIN.find(([ending]) => name.endsWith(ending)) ?? [];
  return parser(text);
}

/** Seconds of CPU of the fastest of several rounds. */
function cpuOf(run: () => void): number {
  const round = () => {
    const before = process.cpuUsage();
    run();
    return secondsSince(before);
  };
  return Math.min(...Array.from({ length: ROUNDS }, round));
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function measureReading(files: readonly LockFile[]): Record<string, number> {
  const byName = groupBy(files, ({ path: file }) => path.basename(file));
  const ratios: Record<string, number> = {};
  let [all, count] = [0, 0];
  for (const [name, own] of byName) {
    const format = formatOf(name) ?? '';
    const packages = own.reduce((sum, one) => sum + readFormat(format, one.text).rows.length, 0);
    const bytes = own.reduce((sum, one) => sum + one.text.length, 0);
    const ours = cpuOf(() => {
      for (const { text } of own) readFormat(format, text);
    });
    const plain = cpuOf(() => {
      for (const { text } of own) plainly(name, text);
    });
    ratios[`read ${name}`] = plain / ours;
    [all, count] = [all + ours, count + packages];
    console.log(
      `${name.padEnd(20)} ${own.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${packages} packages: ` +
        `${Math.round(own.length / ours)} files and ${Math.round(packages / ours)} packages for a second of CPU`,
    );
  }
  console.log(`all: ${Math.round(files.length / all)} files and ${Math.round(count / all)} packages`);
  return ratios;
}

async function measureMatching(files: readonly LockFile[], advisories: string): Promise<number> {
  const facts = files.map(({ path: file, text }) => ({
    ...{ path: file, facts: readFormat(formatOf(file) ?? '', text) },
  }));
  const inventory = readInventory(facts);
  const start = process.cpuUsage();
  const data = await openAdvisories([advisories], new AbortController().signal).of(await keysOf(inventory));
  const reading = secondsSince(start);
  const known = [...data.advisories.values()].reduce((sum, own) => sum + own.length, 0);
  console.log(
    `\nadvisories: ${data.sources.reduce((sum, { count }) => sum + count, 0)} read in ` +
      `${reading.toFixed(1)} s of CPU, ${known} about the packages of a repository`,
  );
  const repositories = Math.ceil(MATCHED / inventory.packages.length);
  const json = JSON.stringify(inventory.packages);
  let found = 0;
  const run = (each: () => number) => {
    const before = process.cpuUsage();
    found = 0;
    for (let repository = 0; repository < repositories; repository += 1) found += each();
    return secondsSince(before);
  };
  const plain = run(() => (JSON.parse(json) as unknown[]).length);
  const ours = run(() => concludeDependencies(inventory, data, new Date()).detections.length);
  console.log(
    `match: ${repositories} repositories with ${inventory.packages.length} packages each in ${ours.toFixed(1)} s of CPU, ` +
      `${found} findings; JSON.parse of the packages ${plain.toFixed(1)} s`,
  );
  return plain / ours;
}

/** The files below a directory that can be read as lock files. */
function filesBelow(directory: string): LockFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const format = entry.isFile() ? formatOf(path.relative(directory, file)) : null;
    if (format === null) return [];
    return [{ path: path.relative(directory, file), text: readFileSync(file, 'utf8'), packages: 0 }];
  });
}

const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-'));
try {
  const files = values.files ? filesBelow(values.files) : lockFilesOf(5, 1_000);
  const ratios = measureReading(files);
  const made = advisoriesAbout(2_000);
  const advisories = values.advisories ?? writeAdvisories(path.join(directory, 'advisories'), made);
  const repository = values.files ? files : lockFilesOf(1, A_REPOSITORY / FORM_COUNT);
  ratios['match 1,000,000 packages'] = await measureMatching(repository, advisories);
  writeFiles(path.join(directory, 'files'), values.files ? files : files.slice(0, FORM_COUNT));
  const beside = compareCommands(path.join(directory, 'files'), advisories);
  if (beside !== undefined) ratios['command beside osv-scanner'] = beside;
  // Ratios of other files than the made ones can't be compared with those kept.
  if (values.files || values.advisories) console.log('\n', ratios);
  else reportRatios('dependencies', { 'made files': ratios });
} finally {
  rmSync(directory, { recursive: true });
}
