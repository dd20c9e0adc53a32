import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { coverageOf, findingsOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Many more ways are in tests/thorough, in `probe` and in files whose names begin with `scans`. */
let git: GitServer;
let server: KeptServer;
let user: TestUser;
let worker: WorkerHere;

beforeAll(async () => {
  git = await startGitServer();
  server = await keptServer();
  user = await newUser(server.url);
  worker = await startWorkerHere(server);
});
afterAll(async () => {
  await worker?.stop();
  await git?.stop();
});

it('a repo is scanned by itself, and later scans follow its secrets, reuse results, and may be partial', async () => {
  const push = (files: Record<string, string | null>, after: number) =>
    git.makeRepository('followed.git', commitStream([{ files }], after));
  const statuses = async () =>
    Object.fromEntries((await findingsOf(user, id)).map((it) => [it.file_path, [it.id, it.status]]));
  const [moved, removed, allowed] = [lineWith(newSecret()), lineWith(newSecret()), lineWith(newSecret())];
  push({ 'a.py': moved, 'b.py': removed, 'c.py': allowed, 'd.py': 'n = 1\n' }, 0);
  const { id } = await newRepo(user, { remote_url: git.url('followed.git') });
  const first = await scanned(user, id);
  expect(first).toMatchObject({ scan_type: 'full', complete: true, finding_count: 3, error_message: null });
  expect((await user.ask('GET', `/api/repos/${id}/remote`)).data).toMatchObject({ state: 'found' });
  const before = await statuses();
  const ids = Object.fromEntries(Object.entries(before).map(([name, [found]]) => [name, found]));

  const quiet = allowed.replace('\n', '  # heimdall:allow revoked long ago\n');
  push({ 'a.py': null, 'lib/a.py': `# moved\n${moved}`, 'b.py': 'x = 1\n', 'c.py': quiet }, 1);
  const second = await scanAgain(user, id);
  expect(second).toMatchObject({ scan_type: 'incremental', complete: true, finding_count: 2 });
  expect(await coverageOf(user, second.id)).toMatchObject({ files_scanned: 4, files_reused: 1 });
  const after = {
    'lib/a.py': [ids['a.py'], 'open'],
    'b.py': [ids['b.py'], 'open'],
    'c.py': [ids['c.py'], 'dismissed'],
  };
  expect(await statuses()).toEqual(after);
  const inTree = (await findingsOf(user, id)).filter(({ in_tree }) => in_tree);
  expect(inTree.map(({ file_path }) => file_path).sort()).toEqual(['c.py', 'lib/a.py']);

  await worker.stop();
  worker = await startWorkerHere({ ...server, env: { HEIMDALL_SCAN_MAX_FILES: '1' } });
  push({ 'lib/a.py': 'x = 2\n' }, 2);
  const partial = await scanAgain(user, id);
  expect(partial).toMatchObject({ status: 'completed', complete: false });
  expect((await coverageOf(user, partial.id)).limits_hit).toEqual([
    'The repository has more than 1 files; the others were not scanned. Raise HEIMDALL_SCAN_MAX_FILES.',
  ]);
  expect(await statuses()).toEqual(after);
}, 180_000);

it('a remote without a repository is said to have none', async () => {
  const { id } = await newRepo(user, { remote_url: git.url('missing.git') });
  const remote = await until(
    async () => (await user.ask('GET', `/api/repos/${id}/remote`)).data,
    ({ state }) => state !== 'pending',
  );
  expect(remote).toMatchObject({
    state: 'failed',
    message: 'There is no repository at this address on 127.0.0.1. Check the address.',
  });
});
