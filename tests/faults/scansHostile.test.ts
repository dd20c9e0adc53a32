import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import {
  commitTree,
  deepHistory,
  gitIn,
  initBare,
  manyFiles,
  streamOf,
  type TestFile,
} from '@tests/support/hostileRepos';
import {
  coverageOf,
  faultsIn,
  findingsOf,
  lineWith,
  newSecret,
  scanAgain,
  scanned,
} from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer({
    '/private.git': (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
  });
  // A busy machine takes long for so many secrets.
  server = await startServer({ withWorker: true, env: { HEIMDALL_SCAN_FILE_SECONDS: '60' } });
  user = await newUser(server.url);
});
afterAll(async () => {
  await server?.stop();
  await git?.stop();
});

const PATIENT = { timeout: 240_000 };
const MB = 1024 * 1024;

/** The first scan of a repository of these files, once it is over. */
async function scanOf(name: string, stream: Buffer) {
  git.makeRepository(name, stream);
  const { id } = await newRepo(user, { remote_url: git.url(name) });
  const scan = await scanned(user, id, 200_000);
  return { id, scan, coverage: await coverageOf(user, scan.id), findings: await findingsOf(user, id) };
}
const filesOf = (files: Record<string, TestFile>) => streamOf([{ files }]);
const WHOLE = { status: 'completed', complete: true, error_message: null };

describe('a hostile repository', PATIENT, () => {
  it('of odd names, symlinks and submodules is scanned, and nothing is written outside the data directory', async () => {
    const secret = newSecret();
    const names = [
      'a\nb.py',
      'tab\there.py',
      '"quoted".py',
      'back\\slash.py',
      '-rf.py',
      ' .py',
      "';DROP TABLE scans--.py",
      '\xff\xfe.py',
      '\\xff\\xfe.py',
      '\xed\xa0\x80.py',
      '\xf0\x9f\x92\xa9.py',
      '\xe2\x80\xae.py',
      `${'d/'.repeat(400)}deep.py`,
      `${'n'.repeat(4_000)}.py`,
    ];
    const files: Record<string, TestFile> = Object.fromEntries(names.map((name) => [name, lineWith(secret)]));
    files['link.py'] = { mode: '120000', content: '../../../../etc/passwd' };
    files.sub = { mode: '160000', content: 'a'.repeat(40) };
    files['.gitmodules'] =
      '[submodule "x"]\n\tpath = sub\n\turl = ext::sh -c "touch /tmp/heimdall-was-here"\n';
    files['.gitattributes'] = '* filter=x diff=x -text\n';
    const before = readdirSync('/tmp').filter((name) => name.startsWith('heimdall-was'));
    const { scan, findings, coverage } = await scanOf('names.git', filesOf(files));
    expect(scan).toMatchObject(WHOLE);
    expect(findings.length).toBeGreaterThanOrEqual(names.length - 1);
    expect(coverage.skipped.map(({ reason }) => reason).sort()).toEqual(['submodule', 'symlink']);
    expect(readdirSync('/tmp').filter((name) => name.startsWith('heimdall-was'))).toEqual(before);
    expect(readdirSync(server.dataDir).sort()).toEqual(expect.arrayContaining(['repositories']));
    for (const finding of findings) {
      const path = encodeURIComponent(finding.file_path);
      const { status } = await user.ask('GET', `/api/repos/${scan.repo_id}/findings?path=${path}`);
      expect([200, 400]).toContain(status);
    }
  });

  it('of odd contents is scanned, even if a database could not store their text', async () => {
    const line = lineWith(newSecret());
    const files: Record<string, TestFile> = {
      'nul.py': `${'# text\n'.repeat(2_000)}\0\0 ${line.trim()} \0 # \0\n`,
      'surrogate.py': Buffer.concat([
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(line),
        Buffer.from([0xed, 0xb0, 0x80]),
      ]),
      'latin1.py': Buffer.from(`# \xe4\xf6\xfc\n${line}`, 'latin1'),
      'emoji.py': `${'💩'.repeat(90)}${line.trim()}${'💩'.repeat(200)}\n`,
      'utf16.py': Buffer.from(`\ufeff\ud800 ${line}\udc00`, 'utf16le'),
      'odd16.py': Buffer.concat([Buffer.from(`\ufeff${line}`, 'utf16le'), Buffer.from([0x41])]),
      'allow.py': line.replace('\n', ' # heimdall:allow \0 because \ud83d of \x1b[31m tests\n'),
      'bomb.gz': gzipSync(Buffer.alloc(20 * MB)),
      'noise.bin': randomBytes(2 * MB),
      '.heimdallignore': `${'['.repeat(1_000)}\n!(((\n\\\n`,
    };
    const { scan, findings } = await scanOf('contents.git', filesOf(files));
    expect(scan).toMatchObject(WHOLE);
    const found = findings.map(({ file_path }) => file_path);
    for (const name of ['nul.py', 'surrogate.py', 'latin1.py', 'emoji.py', 'utf16.py', 'odd16.py'])
      expect(found).toContain(name);
    expect(JSON.stringify(findings)).not.toMatch(/\\u0000|\\ud83d(?!\\ud)/);
  });

  it('of five thousand secrets, an endless line and invalid times is scanned to the end', async () => {
    const many = Array.from({ length: 5_000 }, () => lineWith(newSecret())).join('');
    const { id, scan } = await scanOf(
      'many.git',
      filesOf({ 'many.py': many, 'line.js': Buffer.alloc(100 * MB, 'x=1;') }),
    );
    expect(scan).toMatchObject({ status: 'completed', finding_count: 1_000, complete: false });
    const directory = git.directory('many.git');
    commitTree(directory, gitIn(directory, ['mktree'], ''), 'A <a@example.com> 999999999999 +0000');
    expect(await scanAgain(user, id)).toMatchObject({
      status: 'completed',
      complete: true,
      finding_count: 0,
    });
  });

  it('whose secrets all have dates beyond any calendar is scanned', async () => {
    const directory = git.directory('times.git');
    initBare(directory);
    const blob = gitIn(directory, ['hash-object', '-w', '--stdin'], lineWith(newSecret()));
    const tree = gitIn(directory, ['mktree'], `100644 blob ${blob}\ta.py\n`);
    commitTree(directory, tree, 'A <a@example.com> 8640000000000 +0000');
    const { id } = await newRepo(user, { remote_url: git.url('times.git') });
    expect(await scanned(user, id)).toMatchObject({ ...WHOLE, finding_count: 1 });
  });

  it.each([
    ['100,000 files', 'files.git', () => manyFiles(100_000)],
    ['5,000 commits', 'commits.git', () => deepHistory(5_000)],
  ])('of %s is scanned', async (_, name, make) => {
    const { scan, coverage } = await scanOf(name, make());
    expect(scan).toMatchObject({ ...WHOLE, finding_count: 0 });
    if (name === 'files.git') expect(coverage.files_scanned).toBe(100_000);
    else expect(coverage.history).toMatchObject({ commits_walked: 5_000 });
  });
});

describe('a repository with nothing to scan', PATIENT, () => {
  it('that is empty has a complete scan without findings', async () => {
    git.makeRepository('empty.git');
    const { id } = await newRepo(user, { remote_url: git.url('empty.git') });
    expect(await scanAgain(user, id)).toMatchObject({ ...WHOLE, commit_sha: null, finding_count: 0 });
  });

  it.each([
    ['private', () => ({ remote_url: git.url('private.git') }), /private or does not exist.*credentials/],
    [
      'missing',
      () => ({ remote_url: git.url('missing.git') }),
      /no repository at this address.*Check the address/,
    ],
    ['out of reach', () => ({ remote_url: 'http://127.0.0.1:59998/x.git' }), /refuses connections/],
    ['without a remote', () => ({ remote_url: null, source_type: 'github' }), /no remote URL.*Register it/],
  ])('that is %s has a scan that fails in a message that says what to do', async (_, fields, message) => {
    const { id } = await newRepo(user, fields());
    const scan = await scanAgain(user, id);
    expect(scan).toMatchObject({
      status: 'failed',
      complete: false,
      error_message: expect.stringMatching(message),
    });
    expect(scan.error_message).toMatch(/\.$/);
    const { data } = await user.ask('GET', `/api/repos/${id}/scans`);
    // No further scan was queued.
    expect(data.items).toHaveLength(1);
  });

  it('logs no internal error', () => {
    expect(faultsIn(server.worker?.output() ?? 'no worker')).toEqual([]);
  });
});
