import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true });
  user = await newUser(server.url);
});
afterAll(async () => {
  await server?.stop();
  await git?.stop();
});

const OVER = ['completed', 'failed', 'cancelled'];

/** The newest scan of a repo, once it is over. */
async function scanned(repoId: string) {
  const { items } = await until(
    () => user.trpc.scan.list.query({ repoId }),
    ({ items: [newest] }) => newest !== undefined && OVER.includes(newest.status),
    30_000,
  );
  const [newest] = items;
  if (!newest) throw new Error('no scan');
  return newest;
}

async function scanAgain(repoId: string) {
  await user.trpc.scan.request.mutate({ repoId });
  return scanned(repoId);
}

const findingsOf = async (repoId: string) => {
  const { items } = await user.trpc.finding.list.query({ repoId });
  return Promise.all(items.map(({ id }) => user.trpc.finding.byId.query({ id })));
};

/** A made-up value with the form of a GitHub token and a valid checksum. */
const SECRET = 'AKIA' + 'Q3EGRZ2RT7XW5YHN';

describe('a later scan', () => {
  it('keeps findings by their identity, and reports which commit removed them from the tree', async () => {
    const commits = [{ files: { 'config.py': `KEY = "${SECRET}"\n` } }];
    git.makeRepository('later.git', commitStream(commits));
    const { id } = await newRepo(user, { remote_url: git.url('later.git') });
    const first = await scanned(id);
    const [before] = await findingsOf(id);

    git.makeRepository(
      'later.git',
      commitStream([{ files: { 'config.py': null, 'moved.py': `# moved\n\nKEY = "${SECRET}"\n` } }], 1),
    );
    expect(await scanAgain(id)).toMatchObject({ scanType: 'incremental', baseCommitSha: first.commitSha });
    const [moved, ...others] = await findingsOf(id);
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ id: before?.id, filePath: 'moved.py', lineStart: 3, inTree: true });

    const removal = git.makeRepository(
      'later.git',
      commitStream([{ files: { 'moved.py': 'nothing\n' } }], 2),
    );
    expect(await scanAgain(id)).toMatchObject({ findingCount: 1, complete: true });
    const [left] = await findingsOf(id);
    expect(left).toMatchObject({ id: before?.id, inTree: false, removedCommit: removal, status: 'open' });
  });
});

describe('a newly registered repository', () => {
  it('is scanned by itself, tree and history, and its secrets become findings without their value', async () => {
    const sha = git.makeRepository(
      'first.git',
      commitStream([
        { files: { 'config/settings.py': `AWS_ACCESS_KEY_ID = "${SECRET}"\n`, 'README.md': 'hello\n' } },
        { files: { 'other.txt': 'nothing here\n' } },
      ]),
    );
    const { id } = await newRepo(user, { remote_url: git.url('first.git') });
    const scan = await scanned(id);
    expect(scan).toMatchObject({
      ...{ status: 'completed', complete: true, scanType: 'full', commitSha: sha, triggeredBy: null },
      ...{ findingCount: 1, errorMessage: null },
    });
    const [finding] = await findingsOf(id);
    expect(finding).toMatchObject({ filePath: 'config/settings.py', lineStart: 1, inTree: true });
    expect(JSON.stringify(finding)).not.toContain(SECRET.slice(4));
    expect(finding?.introducedPath).toBe('config/settings.py');
  });
});
