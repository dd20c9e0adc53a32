import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanHere } from '@tests/support/commandHere';
import { commitStream } from '@tests/support/commits';
import { scratch } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A made-up value with the form of an AWS key id. */
const KEY_ID = 'AKIA' + 'Q3EGRZ2RT7XW5YHN';
const LEAK = `KEY = "${KEY_ID}"\n`;

const room = scratch();
let git: GitServer;

beforeAll(async () => {
  git = await startGitServer();
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

function gitIn(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8' }).trim();
}

function commit(made: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text);
  gitIn(made, 'add', '--all');
  gitIn(made, 'commit', '--quiet', '-m', 'x');
}

/** A work tree of three commits: the first adds a secret, and the second removes it. */
function repository(name: string): string {
  const made = room.in(name);
  mkdirSync(made);
  gitIn(made, 'init', '--quiet', '--initial-branch=main');
  commit(made, { 'config.py': LEAK });
  commit(made, { 'config.py': 'KEY = read()\n' });
  commit(made, { 'other.txt': 'hello\n' });
  return made;
}

const write = (made: string, file: string, text: string) =>
  writeFileSync(path.join(made, '.git', file), text);
const head = (made: string) => gitIn(made, 'rev-parse', 'HEAD');

/** Removes the parents of the newest commit from git's commit-graph file. Source: gitformat-commit-graph(5). */
function forgeCommitGraph(made: string): void {
  gitIn(made, 'commit-graph', 'write', '--reachable');
  const file = path.join(made, '.git/objects/info/commit-graph');
  const graph = readFileSync(file);
  const chunkAt = (name: string) => Number(graph.readBigUInt64BE(graph.indexOf(name) + 4));
  const index = (graph.indexOf(Buffer.from(head(made), 'hex')) - chunkAt('OIDL')) / 20;
  // The value for no parent, written over the first one.
  graph.writeUInt32BE(0x70000000, chunkAt('CDAT') + index * 36 + 20);
  renameSync(file, `${file}.old`);
  writeFileSync(file, graph);
}

/** Ways to hide commits or lines from a plain `git log -p`. */
const TRICKS: Record<string, (made: string) => void> = {
  'a graft': (made) => write(made, 'info/grafts', `${head(made)}\n`),
  'a replacement': (made) => {
    gitIn(made, 'replace', 'HEAD', gitIn(made, 'commit-tree', '-m', 'x', 'HEAD^{tree}'));
  },
  'a commit-graph that lies': forgeCommitGraph,
  'attributes of the repository': (made) => write(made, 'info/attributes', '* -diff\n'),
  'configuration of the repository': (made) => {
    gitIn(made, 'config', 'diff.orderFile', '/nonexistent');
    gitIn(made, 'config', 'diff.noprefix', 'true');
    gitIn(made, 'config', 'diff.context', '0');
    gitIn(made, 'config', 'log.showRoot', 'false');
    gitIn(made, 'config', 'log.follow', 'true');
    gitIn(made, 'config', 'core.bigFileThreshold', '1');
  },
};

const findingsOf = ({ stdout }: { stdout: string }) =>
  (JSON.parse(stdout).findings as { path: string; in_tree: boolean }[]).map((finding) => [
    finding.path,
    finding.in_tree,
  ]);

describe('a local repository that hides its history', () => {
  it.each(Object.keys(TRICKS))('behind %s is scanned completely', async (name) => {
    const made = repository(name.replaceAll(' ', '-'));
    TRICKS[name]?.(made);
    const run = await scanHere([made, '--format', 'json']);
    expect([run.code, findingsOf(run)]).toEqual([1, [['config.py', false]]]);
    expect(JSON.parse(run.stdout).coverage.history.commits_walked).toBe(3);
  });

  it('behind added lines that do not look like text is found', async () => {
    const made = repository('disguised');
    const disguises = {
      'archive.txt': 'BZh91AY&SY\xff\n',
      'binary.txt': '\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\n',
      'nul.txt': '\0\n',
      'pointer.txt': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      'utf16.txt': '\xff\xfe\n',
    };
    const texts = Object.keys(disguises).map((name) => [name, 'x = 1\n'.repeat(2_000)]);
    commit(made, Object.fromEntries(texts));
    for (const [index, [name, line]] of Object.entries(disguises).entries()) {
      const leak = LEAK.replace('RT', `R${'ABCDE'[index]}`);
      appendFileSync(path.join(made, name), Buffer.from(line + leak, 'latin1'));
    }
    gitIn(made, 'commit', '--quiet', '--all', '-m', 'x');
    commit(made, Object.fromEntries(texts));
    const { code, stdout } = await scanHere([made, '--format', 'json']);
    const found = JSON.parse(stdout).findings.map((finding: { path: string }) => finding.path);
    expect([code, found]).toEqual([1, [...Object.keys(disguises), 'config.py'].sort()]);
  });

  it('behind a comment that suppresses it elsewhere is found where it is not suppressed', async () => {
    const made = room.in('allowed');
    mkdirSync(made);
    gitIn(made, 'init', '--quiet', '--initial-branch=main');
    commit(made, { 'a.py': `${LEAK.trim()} # heimdall:allow of the documentation\n` });
    commit(made, { 'a.py': 'x = 1\n', 'b.py': LEAK });
    commit(made, { 'b.py': 'x = 1\n' });
    const { code, stdout } = await scanHere([made, '--format', 'json']);
    const found = JSON.parse(stdout).findings.map((finding: { path: string }) => finding.path);
    expect([code, found]).toEqual([1, ['b.py']]);
  });

  it('behind tags that name no commit is partial where all tags are requested', async () => {
    const made = repository('tags');
    const all = () => scanHere([made, '--all-refs', '--quiet']);
    gitIn(made, 'tag', '-a', '-m', 'x', 'plain');
    expect((await all()).stderr).not.toContain('tags');
    writeFileSync(path.join(made, 'beside.py'), LEAK);
    gitIn(made, 'tag', '-a', '-m', 'x', 'inner', gitIn(made, 'hash-object', '-w', 'beside.py'));
    gitIn(made, 'tag', '-a', '-m', 'x', 'outer', 'inner');
    gitIn(made, 'tag', '-d', 'inner');
    expect(await all()).toMatchObject({ code: 2, stderr: expect.stringContaining('Some tags name a file') });
  });

  it('behind a list of shallow commits is partial, with the reason, also in a linked work tree', async () => {
    const made = repository('shallow');
    gitIn(made, 'worktree', 'add', '--quiet', room.in('linked'), '-b', 'linked');
    write(made, 'shallow', `${head(made)}\n`);
    for (const target of [made, room.in('linked')]) {
      const run = await scanHere([target, '--quiet']);
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('The clone is shallow') });
    }
  });

  it('behind a .git that leads nowhere is partial, with the reason, except with --no-history', async () => {
    const made = repository('lost');
    renameSync(path.join(made, '.git'), room.in('moved.git'));
    writeFileSync(path.join(made, '.git'), 'gitdir: ../nowhere.git\n');
    const run = await scanHere([made, '--quiet']);
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a .git here that is no repository'),
    });
    expect(await scanHere([made, '--quiet', '--no-history'])).toMatchObject({ code: 0 });
  });

  it('behind flags of its index still has its files scanned, although Git ignores them', async () => {
    const made = repository('flags');
    commit(made, { 'a.py': LEAK, 'b.py': LEAK.replace('KEY', 'ID'), '.gitignore': '*.py\n' });
    gitIn(made, 'add', '--force', 'a.py', 'b.py');
    gitIn(made, 'commit', '--quiet', '--allow-empty', '-m', 'x');
    gitIn(made, 'update-index', '--assume-unchanged', 'a.py');
    gitIn(made, 'update-index', '--skip-worktree', 'b.py');
    const run = await scanHere([made, '--format', 'json', '--no-history']);
    expect(findingsOf(run)).toEqual([
      ['a.py', true],
      ['b.py', true],
    ]);
  });

  it('in a partial clone connects to no host for missing objects', async () => {
    git.makeRepository('whole.git', commitStream([{ files: { a: '1' } }, { files: { a: '2' } }]));
    gitIn(git.directory('whole.git'), 'config', 'uploadpack.allowFilter', 'true');
    const made = room.in('partial');
    const source = `file://${git.directory('whole.git')}`;
    gitIn(room.directory, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', source, made);
    gitIn(made, 'remote', 'set-url', 'origin', git.url('whole.git'));
    appendFileSync(path.join(made, '.git/config'), '[protocol "http"]\n\tallow = always\n');
    const before = git.asked.length;
    const run = await scanHere([made, '--quiet']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('were never fetched') });
    expect(git.asked.length).toBe(before);
  });
});
