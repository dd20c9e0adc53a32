import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { type Commit, commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { gitIn } from '@tests/support/hostileRepos';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { coverageOf, findingsOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: KeptServer;
let user: TestUser;
/** Without limits that any test reaches, unless a test replaces it. */
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

/** Replaces the worker by one with other limits. */
async function restart(env: Record<string, string> = {}): Promise<void> {
  await worker.stop();
  worker = await startWorkerHere({ ...server, env });
}

const LARGE = `${'a line of text\n'.repeat(75_000)}${lineWith(newSecret())}`;
const BEFORE: Commit[] = [
  { files: { 'a.py': lineWith(newSecret()), 'z.py': lineWith(newSecret()) } },
  { files: { 'b.py': lineWith(newSecret()) } },
];

/** Limits, the changes before the scan that reaches them, and the message that reports it. */
const LIMITS = [
  [
    { HEIMDALL_SCAN_MAX_FILES: '1' },
    { 'c.py': 'x = 1\n', 'z.py': null },
    'The repository has more than 1 files; the others were not scanned. Raise HEIMDALL_SCAN_MAX_FILES.',
  ],
  [
    { HEIMDALL_SCAN_MAX_FILE_MB: '1' },
    { 'large.txt': LARGE, 'z.py': null },
    'Texts larger than 1 MB were not scanned. Raise HEIMDALL_SCAN_MAX_FILE_MB.',
  ],
] as const;

describe('a scan that hits a limit', { timeout: 180_000 }, () => {
  it('is partial, says what cut it short, and closes nothing', async () => {
    const repos = [];
    for (const [index] of LIMITS.entries()) {
      git.makeRepository(`partial-${index}.git`, commitStream(BEFORE));
      repos.push((await newRepo(user, { remote_url: git.url(`partial-${index}.git`) })).id);
    }
    for (const id of repos) await scanned(user, id);
    for (const [index, [env, files, sentence]] of LIMITS.entries()) {
      const id = repos[index] ?? '';
      expect(await findingsOf(user, id)).toHaveLength(3);
      git.makeRepository(`partial-${index}.git`, commitStream([{ files }], 2));
      await restart(env);
      const scan = await scanAgain(user, id);
      expect(scan).toMatchObject({ status: 'completed', complete: false, error_message: null });
      const { complete, limits_hit } = await coverageOf(user, scan.id);
      expect([complete, limits_hit]).toEqual([false, expect.arrayContaining([sentence])]);
      expect((await findingsOf(user, id)).filter(({ status }) => status !== 'open')).toEqual([]);
    }
    await restart();
  });

  it('of history is partial as well, and the next one reads history anew', async () => {
    git.makeRepository(
      'history.git',
      commitStream([
        { files: { 'old.py': lineWith(newSecret()) } },
        { files: { 'old.py': null, b: 'x\n' } },
        { files: { c: 'y\n' } },
      ]),
    );
    await restart({ HEIMDALL_SCAN_MAX_COMMITS: '1' });
    const { id } = await newRepo(user, { remote_url: git.url('history.git') });
    const first = await scanned(user, id);
    expect(first).toMatchObject({ status: 'completed', complete: false });
    expect((await coverageOf(user, first.id)).limits_hit).toEqual([
      'History has more than 1 commits; the oldest were not scanned. Raise HEIMDALL_SCAN_MAX_COMMITS.',
    ]);
    expect(await findingsOf(user, id)).toEqual([]);
    await restart();
    expect(await scanAgain(user, id)).toMatchObject({ scan_type: 'full', complete: true, finding_count: 1 });
    expect(await scanAgain(user, id)).toMatchObject({
      scan_type: 'incremental',
      complete: true,
      finding_count: 1,
    });
  });

  it('that the remote has itself, being a shallow clone, is partial until the remote is whole', async () => {
    const commits: Commit[] = [
      { files: { 'old.py': lineWith(newSecret()) } },
      { files: { 'old.py': null, b: 'x\n' } },
    ];
    git.makeRepository('whole.git', commitStream(commits));
    const shallow = git.directory('shallow.git');
    gitIn('/', ['clone', '--quiet', '--bare', '--depth=1', `file://${git.directory('whole.git')}`, shallow]);
    const { id } = await newRepo(user, { remote_url: git.url('shallow.git') });
    for (const first of [await scanned(user, id), await scanAgain(user, id)]) {
      expect(first).toMatchObject({ status: 'completed', complete: false, scan_type: 'full' });
      expect((await coverageOf(user, first.id)).limits_hit).toEqual([
        expect.stringContaining('The remote holds its history in part only'),
      ]);
    }
    gitIn(shallow, ['fetch', '--quiet', '--unshallow']);
    expect(await scanAgain(user, id)).toMatchObject({ scan_type: 'full', complete: true, finding_count: 1 });
  });

  it('that tags keep from a walk through commits, naming none, is partial', async () => {
    git.makeRepository('tags.git', commitStream([{ files: { 'a.py': lineWith(newSecret()) } }]));
    gitIn(git.directory('tags.git'), ['tag', 'file', 'HEAD:a.py']);
    const { id } = await newRepo(user, { remote_url: git.url('tags.git') });
    expect(await scanned(user, id)).toMatchObject({ complete: true });
    await user.trpc.repo.update.mutate({ id, scanAllRefs: true });
    const all = await scanAgain(user, id);
    expect(all).toMatchObject({ status: 'completed', complete: false });
    expect((await coverageOf(user, all.id)).limits_hit).toEqual([
      'Some tags name a file or a folder instead of a commit; those were not scanned.',
    ]);
  });
});
