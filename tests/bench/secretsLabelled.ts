import { readBlobs } from '@/git/blobs';
import { type Repository, runGitQuery } from '@/git/repository';
import { readTree, type TreeEntry } from '@/git/tree';
import { benchScanner } from './secretsTree';

const LABEL = /(?:^|\/)(valid|invalid)\//;

/**
 * Files that are labelled as sensitive but hold no secret. A scanner for secrets does not search for markings of
 * controlled information and paths of keys.
 */
const NO_SECRETS = /^(?:cui)\//;

type Label = 'valid' | 'invalid';
type Judged = { path: string; label: Label; found: boolean; sure: boolean };

/** The number of files of each label with detections: recall in the valid ones, false alarms in the invalid ones. */
export async function measureLabelled(gitDir: string): Promise<void> {
  const files = await judgeFiles({
    gitDir,
    searchPath: process.env.PATH ?? '/usr/bin:/bin',
    timeoutMs: 600_000,
  });
  const valid = files.filter(({ label }) => label === 'valid');
  const invalid = files.filter(({ label }) => label === 'invalid');
  const missed = valid.filter(({ found }) => !found);
  const alarms = invalid.filter(({ sure }) => sure);
  const sure = valid.filter((file) => file.sure);
  const any = invalid.filter(({ found }) => found);
  console.log(`\nlabelled: ${valid.length} files with a secret, ${invalid.length} without`);
  console.log(
    `          recall ${share(valid.length - missed.length, valid.length)} (aim: 95), of medium or high confidence ${share(sure.length, valid.length)}`,
  );
  console.log(
    `          false alarms ${share(alarms.length, invalid.length)} (aim: 5), with those of low confidence ${share(any.length, invalid.length)}`,
  );
  console.log(`          missed: ${pathsOf(missed)}`);
  console.log(`          false alarms: ${pathsOf(alarms)}`);
}

async function judgeFiles(reading: Repository): Promise<Judged[]> {
  const { stdout } = await runGitQuery(reading, ['rev-parse', '--verify', 'HEAD^{commit}']);
  const entries: TreeEntry[] = [];
  for await (const some of readTree(reading, stdout.trim(), { maxEntries: 1_000_000 })) entries.push(...some);
  const labelled = entries.filter(({ path, mode }) => LABEL.test(path) && mode !== 'symlink');
  const secrets = labelled.filter(({ path }) => !NO_SECRETS.test(path));
  const ids = secrets.map(({ id }) => id);
  const scanner = benchScanner();
  const judged: Judged[] = [];
  for await (const blob of readBlobs(reading, ids, { maxBytes: 32 * 1024 * 1024 })) {
    const { path } = secrets[judged.length] ?? { path: '' };
    const found = blob.kind === 'whole' ? scanner.scan(blob.content, path).detections : [];
    const label = LABEL.exec(path)?.[1] === 'valid' ? 'valid' : 'invalid';
    const sure = found.some(({ confidence }) => confidence !== 'low');
    judged.push({ path, label, found: found.length > 0, sure });
  }
  return judged;
}

function pathsOf(files: readonly Judged[]): string {
  return files.map(({ path }) => path).join(', ') || 'none';
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} = ${((part / whole) * 100).toFixed(1)} %`;
}
