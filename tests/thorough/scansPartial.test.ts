import { newRepo } from '@tests/support/api';
import { type Commit, commitStream } from '@tests/support/commits';
import { gitIn } from '@tests/support/hostileRepos';
import { scanPlace } from '@tests/support/scanPlace';
import { coverageOf, findingsOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { startWorkerHere } from '@tests/support/workerHere';
import { describe, expect, it } from 'vitest';

const here = scanPlace();

/** Replaces the worker by one with other limits. */
async function restart(env: Record<string, string> = {}): Promise<void> {
  await here.worker.stop();
  here.worker = await startWorkerHere({ ...here.server, env });
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
      here.git.makeRepository(`partial-${index}.git`, commitStream(BEFORE));
      repos.push((await newRepo(here.user, { remote_url: here.git.url(`partial-${index}.git`) })).id);
    }
    for (const id of repos) await scanned(here.user, id);
    for (const [index, [env, files, sentence]] of LIMITS.entries()) {
      const id = repos[index] ?? '';
      expect(await findingsOf(here.user, id)).toHaveLength(3);
      here.git.makeRepository(`partial-${index}.git`, commitStream([{ files }], 2));
      await restart(env);
      const scan = await scanAgain(here.user, id);
      expect(scan).toMatchObject({ status: 'completed', complete: false, error_message: null });
      const { complete, limits_hit } = await coverageOf(here.user, scan.id);
      expect([complete, limits_hit]).toEqual([false, expect.arrayContaining([sentence])]);
      expect((await findingsOf(here.user, id)).filter(({ status }) => status !== 'open')).toEqual([]);
    }
    await restart();
  });

  it('moves no decision from a file that it did not read to a copy', async () => {
    const secret = lineWith(newSecret());
    here.git.makeRepository('copied.git', commitStream([{ files: { 'prod.env': secret } }]));
    const { id } = await newRepo(here.user, { remote_url: here.git.url('copied.git') });
    await scanned(here.user, id);
    const [known] = await findingsOf(here.user, id);
    const dismissed = { status: 'dismissed', reason: 'accepted' };
    const answer = await here.user.ask('PATCH', `/api/findings/${known?.id}/status`, { body: dismissed });
    expect(answer.status).toBe(200);
    const large = `${'a line of text\n'.repeat(75_000)}${secret}`;
    here.git.makeRepository(
      'copied.git',
      commitStream([{ files: { 'prod.env': large, 'copy.env': secret } }], 2),
    );
    await restart({ HEIMDALL_SCAN_MAX_FILE_MB: '1' });
    expect(await scanAgain(here.user, id)).toMatchObject({ complete: false });
    await restart();
    expect(await scanAgain(here.user, id)).toMatchObject({ complete: true });
    const states = (await findingsOf(here.user, id)).map((it) => [
      it.file_path,
      it.status,
      it.id === known?.id,
    ]);
    expect(states.sort()).toEqual([
      ['copy.env', 'open', false],
      ['prod.env', 'dismissed', true],
    ]);
  });

  it('takes no secret out of the tree whose file it did not read', async () => {
    here.git.makeRepository('unread.git', commitStream(BEFORE));
    const { id } = await newRepo(here.user, { remote_url: here.git.url('unread.git') });
    await scanned(here.user, id);
    await here.user.trpc.repo.update.mutate({ id, scanAllRefs: true });
    await restart({ HEIMDALL_SCAN_MAX_FILES: '1' });
    expect(await scanAgain(here.user, id)).toMatchObject({ scan_type: 'full', complete: false });
    const places = (await findingsOf(here.user, id)).map((it) => [it.file_path, it.in_tree]);
    expect(places.sort()).toEqual([
      ['a.py', true],
      ['b.py', true],
      ['z.py', true],
    ]);
    await restart();
  });

  it('of history is partial as well, and the next one reads history anew', async () => {
    here.git.makeRepository(
      'history.git',
      commitStream([
        { files: { 'old.py': lineWith(newSecret()) } },
        { files: { 'old.py': null, b: 'x\n' } },
        { files: { c: 'y\n' } },
      ]),
    );
    await restart({ HEIMDALL_SCAN_MAX_COMMITS: '1' });
    const { id } = await newRepo(here.user, { remote_url: here.git.url('history.git') });
    const first = await scanned(here.user, id);
    expect(first).toMatchObject({ status: 'completed', complete: false });
    expect((await coverageOf(here.user, first.id)).limits_hit).toEqual([
      'History has more than 1 commits; the oldest were not scanned. Raise HEIMDALL_SCAN_MAX_COMMITS.',
    ]);
    expect(await findingsOf(here.user, id)).toEqual([]);
    await restart();
    expect(await scanAgain(here.user, id)).toMatchObject({
      scan_type: 'full',
      complete: true,
      finding_count: 1,
    });
    expect(await scanAgain(here.user, id)).toMatchObject({
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
    here.git.makeRepository('whole.git', commitStream(commits));
    const shallow = here.git.directory('shallow.git');
    gitIn('/', [
      'clone',
      '--quiet',
      '--bare',
      '--depth=1',
      `file://${here.git.directory('whole.git')}`,
      shallow,
    ]);
    const { id } = await newRepo(here.user, { remote_url: here.git.url('shallow.git') });
    for (const first of [await scanned(here.user, id), await scanAgain(here.user, id)]) {
      expect(first).toMatchObject({ status: 'completed', complete: false, scan_type: 'full' });
      expect((await coverageOf(here.user, first.id)).limits_hit).toEqual([
        expect.stringContaining('The remote holds its history in part only'),
      ]);
    }
    gitIn(shallow, ['fetch', '--quiet', '--unshallow']);
    expect(await scanAgain(here.user, id)).toMatchObject({
      scan_type: 'full',
      complete: true,
      finding_count: 1,
    });
  });

  it('that tags keep from a walk through commits, naming none, is partial', async () => {
    here.git.makeRepository('tags.git', commitStream([{ files: { 'a.py': lineWith(newSecret()) } }]));
    gitIn(here.git.directory('tags.git'), ['tag', 'file', 'HEAD:a.py']);
    const { id } = await newRepo(here.user, { remote_url: here.git.url('tags.git') });
    expect(await scanned(here.user, id)).toMatchObject({ complete: true });
    await here.user.trpc.repo.update.mutate({ id, scanAllRefs: true });
    const all = await scanAgain(here.user, id);
    expect(all).toMatchObject({ status: 'completed', complete: false });
    expect((await coverageOf(here.user, all.id)).limits_hit).toEqual([
      'Some tags name a file or a folder instead of a commit; those were not scanned.',
    ]);
  });
});
