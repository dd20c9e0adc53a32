import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { scanHere } from '@tests/support/commandHere';
import { type Ended, heimdall } from '@tests/support/commandLine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Made-up values with the form of an AWS key id and of a GitHub token with a valid checksum. */
const KEY_ID = 'AKIA' + 'Q3EGRZ2RT7XW5YHN';
const TOKEN = `ghp_${'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0'}${'4N2q2A'}`;
const SECRETS = [KEY_ID, TOKEN];

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-command-'));
});
afterAll(() => {
  // Node can't remove files whose path exceeds the system's limit.
  execFileSync('rm', ['-rf', root]);
});

/** Creates a directory with these files. */
function directory(name: string, files: Record<string, string>): string {
  const made = path.join(root, name);
  mkdirSync(made, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
    writeFileSync(path.join(made, file), content);
  }
  return made;
}

function gitIn(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8' }).trim();
}

/** A work tree with a commit that adds a secret and one that removes it. */
function repositoryWithPast(name: string): { made: string; sha: string } {
  const made = directory(name, { 'config.py': `KEY = "${KEY_ID}"\n`, 'sub/other.txt': 'hello\n' });
  gitIn(made, 'init', '--quiet', '--initial-branch=main');
  gitIn(made, 'add', '.');
  gitIn(made, 'commit', '--quiet', '-m', 'in');
  const sha = gitIn(made, 'rev-parse', 'HEAD');
  writeFileSync(path.join(made, 'config.py'), 'KEY = read()\n');
  gitIn(made, 'commit', '--quiet', '-am', 'out');
  return { made, sha };
}

/** Checks that a run's output and files hold none of the secrets, nor most of one. */
function expectNoSecret(...texts: string[]): void {
  for (const text of texts) for (const secret of SECRETS) expect(text).not.toContain(secret.slice(4, 16));
}

const findingsIn = ({ stdout }: Pick<Ended, 'stdout'>) => JSON.parse(stdout).findings;

describe('a directory without secrets', () => {
  it('passes with 0, from any current directory and through a link to the program', async () => {
    const clean = directory('clean', {
      'a.txt': 'hello\n',
      'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./*"]}}}',
    });
    // As in another program's test run.
    const env = { DATABASE_URL: 'mysql://db/tests' };
    const run = await heimdall(['scan', '.'], { cwd: clean, env });
    expect(run).toMatchObject({ code: 0, stdout: 'Nothing found.\n' });
    expect(run.stderr).toContain('Scanned 2 files');
    const link = path.join(root, 'heimdall-link');
    symlinkSync(path.resolve('src/cli/heimdall.mjs'), link);
    expect(execFileSync(link, ['--version'], { cwd: clean, encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a directory with secrets', () => {
  let leaky: string;
  beforeAll(() => {
    leaky = directory('leaky', {
      'aws/config.py': `KEY = "${KEY_ID}"\n`,
      'token.env': `GITHUB_TOKEN=${TOKEN}\n`,
      'fine.py': `KEY = "${KEY_ID}"  # heimdall:allow rotated long ago\n`,
      'fixtures/a.env': `GITHUB_TOKEN=${TOKEN}\n`,
      '.heimdallignore': 'fixtures/\n',
    });
  });

  it('fails with 1, and prints their locations, the remedies and what was skipped', async () => {
    const run = await scanHere([leaky]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^critical +high +token\.env:1 +GitHub/m);
    expect(run.stdout).toMatch(/^medium +high +aws\/config\.py:1 +AWS/m);
    expect(run.stdout).toContain('2 findings: 1 critical, 1 medium.');
    expect(run.stdout).not.toContain('Looking');
    expect(run.stderr).toContain('1 file named in .heimdallignore');
    expect(run.stderr).toContain('Suppressed by heimdall:allow: 1 finding (fine.py:1)');
    expectNoSecret(run.stdout, run.stderr);
  });

  it('is reported in JSON, the only output on standard output', async () => {
    const run = await scanHere([leaky, '--format', 'json', '--quiet']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      form: 1,
      complete: true,
      fingerprints: 'this_scan',
      coverage: {
        files_scanned: 4,
        history: { scope: 'none' },
        suppressed: [{ by: 'comment', findings: 1 }],
      },
      findings: [
        { path: 'token.env', line: 1, severity: 'critical', in_tree: true },
        { rule_id: 'aws-access-key-id', path: 'aws/config.py', line: 1, severity: 'medium' },
      ],
    });
    expectNoSecret(run.stdout);
  });

  it('is written as SARIF to a file, with stable fingerprints where there is a key', async () => {
    const output = path.join(root, 'report.sarif');
    const args = [leaky, '--format=sarif', '--output', output];
    const env = { HEIMDALL_SECRET_KEY: 'k'.repeat(32) };
    const fingerprintsOf = async () => {
      expect(await scanHere(args, env)).toMatchObject({ code: 1, stdout: '' });
      const text = readFileSync(output, 'utf8');
      expectNoSecret(text);
      const { results } = JSON.parse(text).runs[0];
      expect(results).toHaveLength(3);
      return results.map((result: { partialFingerprints: object }) => result.partialFingerprints);
    };
    const first = await fingerprintsOf();
    expect(first[0]).toEqual({ 'heimdallSecret/v1': expect.stringMatching(/^[\w-]{43}$/) });
    expect(await fingerprintsOf()).toEqual(first);
  });

  it('passes where no finding reaches the requested severity', async () => {
    const only = path.join(leaky, 'aws');
    expect(await scanHere([only, '--fail-on', 'medium'])).toMatchObject({ code: 1 });
    expect(await scanHere([only, '--fail-on', 'high'])).toMatchObject({ code: 0 });
  });
});

describe('a Git repository', () => {
  it('fails for a secret that is only in its history, and passes with --no-history', async () => {
    const { made, sha } = repositoryWithPast('past');
    const run = await scanHere([made, '--format', 'json']);
    expect(run.code).toBe(1);
    const removed = gitIn(made, 'rev-parse', 'HEAD');
    const finding = { path: 'config.py', line: 1, in_tree: false, commit: sha, removed_commit: removed };
    expect(findingsIn(run)).toMatchObject([finding]);
    expectNoSecret(run.stdout, run.stderr);
    expect(await scanHere([made, '--no-history'])).toMatchObject({ code: 0 });
    expect(await scanHere([path.join(made, 'sub')])).toMatchObject({ code: 0 });
    expect(await scanHere([path.join(made, '.git'), '--format', 'json'])).toMatchObject({ code: 1 });
  });

  it('is scanned with uncommitted files; ignored files are scanned only on request', async () => {
    const made = directory('untracked', { '.gitignore': '.env\n' });
    gitIn(made, 'init', '--quiet');
    writeFileSync(path.join(made, '.env'), `TOKEN=${TOKEN}\n`);
    const run = await scanHere([made]);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toContain('1 path ignored by Git');
    const all = await scanHere([made, '--include-ignored', '--format', 'json']);
    expect(findingsIn(all)).toMatchObject([{ path: '.env', in_tree: true }]);
    rmSync(path.join(made, '.gitignore'));
    expect(await scanHere([made])).toMatchObject({ code: 1 });
  });

  it('that is a shallow clone never counts as a complete scan', async () => {
    const { made } = repositoryWithPast('deep');
    const shallow = path.join(root, 'shallow');
    gitIn(root, 'clone', '--quiet', '--depth=1', `file://${made}`, shallow);
    const run = await scanHere([shallow]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('Incomplete scan');
    expect(run.stderr).toContain('--unshallow');
    expect(await scanHere([shallow, '--no-history'])).toMatchObject({ code: 0 });
  });
});

describe('a file that can not be scanned', () => {
  it('is a link out of the tree: counted, and not followed', async () => {
    const outside = directory('outside', { 'secret.env': `TOKEN=${TOKEN}\n` });
    const made = directory('links', { 'a.txt': 'hello\n' });
    symlinkSync(path.join(outside, 'secret.env'), path.join(made, 'file-link'));
    symlinkSync(outside, path.join(made, 'directory-link'));
    execFileSync('mkfifo', [path.join(made, 'pipe')]);
    const run = await scanHere([made]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('2 symbolic links, 1 socket, pipe or device');
  });

  it('makes the scan incomplete, with exit status 2 even where there are findings', async () => {
    const made = directory('unreadable', { 'token.env': `TOKEN=${TOKEN}\n` });
    // Beyond the longest path, which not even root can read.
    const deepen = `for (let depth = 0; depth < 25; depth++) {
      fs.mkdirSync('${'d'.repeat(200)}');
      process.chdir('${'d'.repeat(200)}');
    }`;
    execFileSync(process.execPath, ['-e', deepen], { cwd: made });
    const run = await scanHere([made]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('token.env:1');
    expect(run.stdout).toContain('Incomplete scan');
    expect(run.stderr).toContain('1 path that could not be read');
    expectNoSecret(run.stdout, run.stderr);
  });

  it('is in a repository that Git can not read; the other files are still scanned', async () => {
    const { made } = repositoryWithPast('damaged');
    execFileSync('find', [path.join(made, '.git/objects'), '-type', 'f', '-delete']);
    const run = await scanHere([made]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('git fsck') });
    expect(run.stderr).toContain('Scanned 2 files');
  });

  it('is reported with its limit, also with --quiet', async () => {
    const made = directory('limits', { 'a.txt': 'hello\n', 'b.txt': 'x'.repeat(1024 * 1024 + 1) });
    const large = await scanHere([made, '--quiet'], { HEIMDALL_SCAN_MAX_FILE_MB: '1' });
    expect(large).toMatchObject({ code: 2, stderr: expect.stringContaining('too large: b.txt') });
    const many = await scanHere([made, '--format', 'sarif'], { HEIMDALL_SCAN_MAX_FILES: '1' });
    expect(many.code).toBe(2);
    expect(JSON.parse(many.stdout).runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: expect.stringContaining('HEIMDALL_SCAN_MAX_FILES') } }],
    });
  });

  it('is a missing path: one message, and 2', async () => {
    const missing = path.join(root, 'missing');
    const run = await heimdall(['scan', missing]);
    expect(run).toEqual({ code: 2, signal: null, stdout: '', stderr: `heimdall: There is no ${missing}.\n` });
  });
});
