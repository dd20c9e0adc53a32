import { readFileSync } from 'node:fs';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { commitNestedTrees, gitIn, initBare, type NestedTrees, streamOf } from '@tests/support/hostileRepos';
import type { RunningProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { coverageOf, findingsOf, lineWith, newSecret, scanAgain, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Repositories of a few kilobytes that expand to more than any machine can hold. */

let git: GitServer;
let server: TestServer;
let user: TestUser;

const MAX_FILES = 5_000;
const TOO_MANY = /^The repository has more than 5000 files/;
const LIMITS = { HEIMDALL_SCAN_MAX_FILES: String(MAX_FILES), HEIMDALL_SCAN_MAX_HISTORY_MB: '4' };

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer();
  user = await newUser(server.url);
});
afterAll(async () => {
  await server?.stop();
  await git?.stop();
});

const PATIENT = { timeout: 240_000 };

/** The peak memory of a process so far, in MB. Linux only, as is the gate. */
function peakOf(pid: number | undefined): number {
  const kB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kB) / 1024;
}

async function scanOfNested(name: string, trees: NestedTrees) {
  initBare(git.directory(name));
  const beside = { name: '0.py', content: lineWith(newSecret()) };
  commitNestedTrees(git.directory(name), { ...trees, beside });
  gitIn(git.directory(name), ['update-server-info']);
  const { id } = await newRepo(user, { remote_url: git.url(name) });
  const scan = await scanned(user, id, 200_000);
  return { id, scan, coverage: await coverageOf(user, scan.id) };
}

describe('trees that name the next ones many times', PATIENT, () => {
  let worker: RunningProcess;
  let idle = 0;
  const leaf = [
    { name: 'a.py', content: 'x = 1\n' },
    { name: 'b.py', content: 'y = 2\n' },
  ];
  const PARTIAL = { status: 'completed', complete: false, error_message: null, finding_count: 1 };

  beforeAll(async () => {
    worker = await server.startPart('worker', LIMITS);
    const first = await scanOfNested('first.git', { depth: 1, width: 30 });
    expect(first.scan).toMatchObject({ complete: true, finding_count: 1 });
    idle = peakOf(worker.child.pid);
  });
  afterAll(() => worker.stop());

  it.each<[string, NestedTrees, number, RegExp]>([
    ['files', { depth: 4, width: 30, leaf }, MAX_FILES, TOO_MANY],
    [
      'paths that are long',
      { depth: 8, width: 30, leaf, name: 'n'.repeat(400) },
      500,
      /^The paths of the repository are too long altogether/,
    ],
    ['folders alone', { depth: 20, width: 30, leaf: [] }, 1, /^The repository has more than 5000 folders/],
  ])(
    'end at the limit on %s as a partial scan, in which the worker hardly grows',
    async (name, trees, least, limit) => {
      const { scan, coverage } = await scanOfNested(`${name}.git`.replaceAll(' ', '-'), trees);
      // Files listed before the limit have been scanned.
      expect(scan).toMatchObject(PARTIAL);
      expect(coverage.files_scanned).toBeGreaterThanOrEqual(least);
      expect(coverage.limits_hit).toContainEqual(expect.stringMatching(limit));
      expect(peakOf(worker.child.pid) - idle).toBeLessThan(100);
    },
  );

  it('end at the limit also where each file is a finding', async () => {
    const leaves = leaf.map(({ name }) => ({ name, content: lineWith(newSecret()) }));
    const { scan, coverage } = await scanOfNested('secrets.git', { depth: 4, width: 30, leaf: leaves });
    expect(scan).toMatchObject({ status: 'completed', complete: false });
    expect(scan.finding_count).toBe(coverage.files_scanned);
    expect(scan.finding_count).toBeGreaterThan(MAX_FILES * 0.9);
    expect(coverage.limits_hit).toContainEqual(expect.stringMatching(TOO_MANY));
    expect(peakOf(worker.child.pid) - idle).toBeLessThan(100);
  });
});

describe('patterns that were written to hang a matcher', PATIENT, () => {
  it('of an ignore file and an allow-list take almost no time', async () => {
    const worker = await server.startPart('worker');
    const bomb = '**/a/'.repeat(12);
    const [ignored, allowed, open] = [newSecret(), newSecret(), newSecret()];
    const deep = 'a/'.repeat(60);
    git.makeRepository(
      'patterns.git',
      streamOf([
        {
          files: {
            '.heimdallignore': `${bomb}b\n${'*a'.repeat(50)}*b\nfixtures/\n`,
            [`${deep}c.py`]: lineWith(open),
            [`${deep}allowed.py`]: lineWith(allowed),
            'fixtures/d.py': lineWith(ignored),
          },
        },
      ]),
    );
    const { id: repoId } = await newRepo(user, { remote_url: git.url('patterns.git') });
    await scanned(user, repoId);
    const before = process.hrtime.bigint();
    await user.trpc.suppression.create.mutate({ repoId, path: `${bomb}allowed.py`, reason: 'test' });
    await user.trpc.suppression.create.mutate({ repoId, path: `${bomb}z`, reason: 'test' });
    const scan = await scanAgain(user, repoId);
    expect(scan).toMatchObject({ status: 'completed', complete: true });
    expect(Number(process.hrtime.bigint() - before) / 1e9).toBeLessThan(100);
    const found = Object.fromEntries(
      (await findingsOf(user, repoId)).map(({ file_path, status }) => [file_path.split('/').at(-1), status]),
    );
    expect(found).toEqual({ 'c.py': 'open', 'allowed.py': 'dismissed' });
    expect((await coverageOf(user, scan.id)).skipped).toContainEqual(
      expect.objectContaining({ reason: 'ignored', files: 1 }),
    );
    await worker.stop();
  });

  it('are refused on an allow-list that is full, and where they are too long', async () => {
    const { id: repoId } = await newRepo(user, { remote_url: null, source_type: 'github' });
    const create = (path: string) => user.trpc.suppression.create.mutate({ repoId, path, reason: 'test' });
    await expect(create('ü'.repeat(1_025))).rejects.toThrow('path must be 1 to 1024 characters');
    await create('ü'.repeat(1_024));
    const db = await connectTo(server.database.url);
    await db.query(
      `INSERT INTO suppressions (id, repo_id, path, reason, created_at)
       SELECT gen_random_uuid(), $1, 'a' || n, 'x', now() FROM generate_series(2, 1000) n`,
      [repoId],
    );
    await db.end();
    await expect(create('b')).rejects.toThrow(/^path can't be added.*at most 1000 entries/);
  });

  it('past the limits are not applied, which makes the scan partial and names them', async () => {
    const worker = await server.startPart('worker');
    const long = 'x'.repeat(5_000);
    git.makeRepository(
      'limits.git',
      streamOf([{ files: { '.heimdallignore': `# none\n${long}\na.py\n`, 'a.py': lineWith(newSecret()) } }]),
    );
    const { id } = await newRepo(user, { remote_url: git.url('limits.git') });
    const scan = await scanned(user, id);
    expect(scan).toMatchObject({ status: 'completed', complete: false, finding_count: 0 });
    expect((await coverageOf(user, scan.id)).limits_hit).toEqual([
      '.heimdallignore has patterns longer than 4096 bytes, which were not applied: line 2.',
    ]);
    await worker.stop();
  });
});
