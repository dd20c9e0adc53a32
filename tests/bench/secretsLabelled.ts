import { readBlobs } from '@/git/blobs';
import type { Reading } from '@/git/reading';
import { askGit } from '@/git/reading';
import { readTree, type TreeEntry } from '@/git/tree';
import { benchScanner } from './secretsTree';

const LABEL = /(?:^|\/)(valid|invalid)\//;

/**
 * Files that are labelled as sensitive without holding a secret: markings of controlled information and paths of keys
 * are not what a scanner for secrets is for.
 */
const NO_SECRETS = /^(?:cui)\//;

/** In how many files of each label something is found: recall over the valid ones, false alarms over the invalid ones. */
export async function measureLabelled(gitDir: string): Promise<void> {
  const reading: Reading = { gitDir, searchPath: process.env.PATH ?? '/usr/bin:/bin', timeoutMs: 600_000 };
  const { stdout } = await askGit(reading, ['rev-parse', '--verify', 'HEAD^{commit}']);
  const entries: TreeEntry[] = [];
  await readTree(reading, stdout.trim(), {
    maxEntries: 1_000_000,
    onEntries: (some) => void entries.push(...some),
  });
  const labelled = entries.filter(({ path, mode }) => LABEL.test(path) && mode !== 'symlink');
  const scanner = benchScanner();
  const counts = { valid: { files: 0, any: 0, sure: 0 }, invalid: { files: 0, any: 0, sure: 0 } };
  const missed: string[] = [];
  const alarms: string[] = [];
  let next = 0;
  for await (const blob of readBlobs(
    reading,
    labelled.map(({ id }) => id),
    { maxBytes: 32 * 1024 * 1024 },
  )) {
    const { path } = labelled[next++] ?? { path: '' };
    if (blob.kind !== 'whole' || NO_SECRETS.test(path)) continue;
    const label = LABEL.exec(path)?.[1] === 'valid' ? 'valid' : 'invalid';
    const { matches } = scanner.scan(blob.content, path);
    const sure = matches.filter(({ confidence }) => confidence !== 'low');
    const count = counts[label];
    count.files++;
    if (matches.length > 0) count.any++;
    if (sure.length > 0) count.sure++;
    if (label === 'valid' && matches.length === 0) missed.push(path);
    if (label === 'invalid' && sure.length > 0) alarms.push(path);
  }
  const { valid, invalid } = counts;
  console.log(`\nlabelled: ${valid.files} files with a secret, ${invalid.files} without`);
  console.log(
    `          recall ${share(valid.any, valid.files)} (aim: 95), of medium or high confidence ${share(valid.sure, valid.files)}`,
  );
  console.log(
    `          false alarms ${share(invalid.sure, invalid.files)} (aim: 5), with those of low confidence ${share(invalid.any, invalid.files)}`,
  );
  console.log(`          missed: ${missed.join(', ') || 'none'}`);
  console.log(`          false alarms: ${alarms.join(', ') || 'none'}`);
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} = ${((part / whole) * 100).toFixed(1)} %`;
}
