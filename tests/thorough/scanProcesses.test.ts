import { heimdall } from '@tests/support/commandLine';
import { scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf } from '@tests/support/hostileRepos';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, expect, it } from 'vitest';

const room = scratch();
afterAll(room.remove);

/** The JSON of a repository, by so many processes. @param ended the exit code and what is printed */
async function reportOn(
  gitDir: string,
  processes: number,
  ended: unknown[],
  env: Record<string, string> = {},
) {
  const { stdout, code, stderr } = await heimdall(['scan', gitDir, '--format', 'json', '--quiet'], {
    env: { HEIMDALL_SCAN_PROCESSES: `${processes}`, HEIMDALL_SECRET_KEY: 'k'.repeat(32), ...env },
  });
  expect([code, stderr]).toEqual(ended);
  return stdout;
}

it('a tree and its history have the same report, byte for byte, on one process and on three', async () => {
  const gitDir = room.in('same.git');
  const secrets = Array.from({ length: 12 }, newSecret);
  const files = Object.fromEntries(
    Array.from({ length: 1_200 }, (_, n) => [
      `d${n % 9}/f${n}.py`,
      n % 11 === 0 ? lineWith(secrets[n % 12] ?? '') : `number = ${n}\n`,
    ]),
  );
  const gone = { 'old.py': lineWith(newSecret()) };
  const removed = { ...files, 'old.py': null, 'a.bin': Buffer.alloc(3_000, 0), 'empty.py': '' };
  importRepo(gitDir, streamOf([{ files: gone }, { files: removed }]));
  const one = await reportOn(gitDir, 1, [1, '']);
  expect(JSON.parse(one)).toMatchObject({ complete: true, coverage: { files_scanned: 1_200 } });
  expect(JSON.parse(one).findings).toHaveLength(111);
  expect(await reportOn(gitDir, 3, [1, ''])).toBe(one);
});

it('a long history has the same report, also of its limits and skips', async () => {
  const gitDir = room.in('long.git');
  const secrets = Array.from({ length: 30 }, newSecret);
  const leak = (n: number) => lineWith(secrets[n % 30] ?? '');
  const large = () => `${'a line of text\n'.repeat(75_000)}${lineWith(newSecret())}`;
  const long = 'n'.repeat(200);
  const overlong = (n: number) => `${Array(21).fill(`${long}${n}`).join('/')}.py`;
  const commits = Array.from({ length: 2_200 }, (_, n) => ({
    files: {
      [`f${n % 50}.py`]: n % 7 === 0 ? leak(n) : `n = ${n}\n`,
      ...(n % 200 === 0 && { [`large${n}.txt`]: large(), [overlong(n)]: leak(n) }),
      ...(n % 200 === 50 && { [`large${n - 50}.txt`]: null, [overlong(n - 50)]: null }),
      ...(n % 700 === 70 && { [`in-both${n}.txt`]: large() }),
    },
  }));
  importRepo(gitDir, streamOf(commits));
  const limits = { HEIMDALL_SCAN_MAX_FILE_MB: '1', HEIMDALL_SCAN_MAX_COMMITS: '2150' };
  const ended = [2, expect.stringContaining('Incomplete scan')];
  const one = await reportOn(gitDir, 1, ended, limits);
  const { coverage, findings } = JSON.parse(one);
  expect(coverage.history).toMatchObject({ commits_walked: 2_150 });
  expect(coverage.limits_hit).toHaveLength(4);
  expect(coverage.skipped).toMatchObject([
    {
      reason: 'too_large',
      examples: expect.arrayContaining(['in-both70.txt', 'in-both70.txt (in history)']),
    },
    { reason: 'file_limit' },
  ]);
  for (const inTree of [true, false]) {
    expect(findings.filter(({ in_tree }: { in_tree: boolean }) => in_tree === inTree)).not.toEqual([]);
  }
  expect(await reportOn(gitDir, 3, ended, limits)).toBe(one);
});
