import { heimdall } from '@tests/support/commandLine';
import { scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf } from '@tests/support/hostileRepos';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, expect, it } from 'vitest';

const room = scratch();
afterAll(room.remove);

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
  const reportOn = async (processes: number) => {
    const env = { HEIMDALL_SCAN_PROCESSES: `${processes}`, HEIMDALL_SECRET_KEY: 'k'.repeat(32) };
    const { stdout, code, stderr } = await heimdall(['scan', gitDir, '--format', 'json', '--quiet'], { env });
    expect([code, stderr]).toEqual([1, '']);
    return stdout;
  };
  const one = await reportOn(1);
  expect(JSON.parse(one)).toMatchObject({ complete: true, coverage: { files_scanned: 1_200 } });
  expect(JSON.parse(one).findings).toHaveLength(111);
  expect(await reportOn(3)).toBe(one);
});
