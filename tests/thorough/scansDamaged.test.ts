import { chmodSync, closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { newRepo } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { gitIn } from '@tests/support/hostileRepos';
import { scanPlace } from '@tests/support/scanPlace';
import { coverageOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { expect, it } from 'vitest';

const here = scanPlace();

/** Overwrites a packed object, as a failing disk would. The pack keeps its size. */
function damage(gitDir: string, id: string): void {
  const packs = path.join(gitDir, 'objects', 'pack');
  for (const name of readdirSync(packs).filter((it) => it.endsWith('.pack'))) {
    const file = path.join(packs, name);
    const row = gitIn(gitDir, ['verify-pack', '-v', file])
      .split('\n')
      .find((it) => it.startsWith(id));
    if (row === undefined) continue;
    // Id, type, size, packed size, offset. Source: git-verify-pack(1).
    const [, , , packed, offset] = row.split(/\s+/);
    chmodSync(file, 0o600);
    const open = openSync(file, 'r+');
    writeSync(open, Buffer.alloc(Number(packed), 0xff), 0, Number(packed), Number(offset));
    closeSync(open);
    return;
  }
  throw new Error(`no pack has ${id}`);
}

/** More commits than a fetch reads of the clone that it adds to. */
const COMMITS = 200;

it('a clone in which Git cannot count the commits any more is made anew, and the scan is complete', async () => {
  const files = (n: number) => ({ files: { 'a.py': n === 0 ? lineWith(newSecret()) : `n = ${n}\n` } });
  here.git.makeRepository('damaged.git', commitStream(Array.from({ length: COMMITS }, (_, n) => files(n))));
  const { id } = await newRepo(here.user, { remote_url: here.git.url('damaged.git') });
  expect(await scanned(here.user, id)).toMatchObject({ complete: true, finding_count: 1 });
  const clone = path.join(here.server.dataDir, 'repositories', `${id}.git`);
  damage(clone, gitIn(clone, ['rev-list', '--max-parents=0', 'main']));
  here.git.makeRepository('damaged.git', commitStream([{ files: { 'b.py': 'x = 1\n' } }], COMMITS));
  const again = await scanAgain(here.user, id);
  expect(again).toMatchObject({ status: 'completed', complete: true, error_message: null });
  expect(await coverageOf(here.user, again.id)).toMatchObject({
    ...{ limits_hit: [], history: { commits_walked: 1, commits_known: COMMITS } },
  });
  const { rows } = await here.db.query('SELECT attempt FROM scans WHERE id = $1', [again.id]);
  expect(rows).toEqual([{ attempt: 2 }]);
  expect(gitIn(clone, ['rev-list', '--count', 'main'])).toBe(String(COMMITS + 1));
  expect(here.worker.faults).toEqual([expect.stringMatching(/^scan a repository: GitError/)]);
});
