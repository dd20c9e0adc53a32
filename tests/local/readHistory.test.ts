import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyOf, scratch } from '@tests/support/gitRepositories';
import { commitTree, gitIn, importRepo, streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import type { HistoryFile } from '@/git/historyEvents';

const room = scratch();
afterAll(room.remove);

let made = 0;
function makeRepo(commits: readonly TestCommit[] | Buffer) {
  const gitDir = room.in(`${made++}.git`);
  const tip = importRepo(gitDir, Buffer.isBuffer(commits) ? commits : streamOf(commits));
  return { gitDir, tip, ids: gitIn(gitDir, ['rev-list', '--topo-order', '--reverse', tip]).split('\n') };
}

const brief = ({ path, added, lines, binary }: HistoryFile) => ({
  path,
  added: added.toString('latin1'),
  lines: lines.map(({ offset, line }) => [offset, line]),
  binary,
});

describe('what a history adds', () => {
  it('is reported commit by commit, parents first, with the line numbers in the new file', async () => {
    const { gitDir, tip, ids } = makeRepo([
      { files: { 'a.txt': 'one\ntwo\nthree\nfour\nfive\n' } },
      { files: { 'a.txt': 'zero\none\ntwo\n2a\n2b\nthree\nfive\n' } },
    ]);
    const { seen, files, limit, commits } = await historyOf(gitDir, [tip]);
    expect(seen).toEqual([
      { sha: ids[0], author: 'A', authoredAt: '2020-09-13T12:26:41.000Z', parents: [], index: 0 },
      { sha: ids[1], author: 'A', authoredAt: '2020-09-13T12:26:42.000Z', parents: [ids[0]], index: 1 },
    ]);
    expect([limit, commits]).toEqual([null, 2]);
    expect(files.map(({ commit }) => commit)).toEqual(ids);
    expect(files[0]?.newBlobId).toBe(gitIn(gitDir, ['rev-parse', `${ids[0]}:a.txt`]));
    expect(files.map(brief)).toEqual([
      { path: 'a.txt', added: 'one\ntwo\nthree\nfour\nfive', lines: [[0, 1]], binary: false },
      {
        path: 'a.txt',
        added: 'zero\n2a\n2b',
        lines: [
          [0, 1],
          [5, 4],
        ],
        binary: false,
      },
    ]);
  });

  it('skips the commits of the bases, and holds each commit once for many tips', async () => {
    const { gitDir, tip, ids } = makeRepo([
      { files: { a: '1\n' } },
      { files: { a: '2\n' } },
      { files: { b: '3\n' }, branch: 'side', parents: [1] },
    ]);
    const side = gitIn(gitDir, ['rev-parse', 'side']);
    const { seen } = await historyOf(gitDir, [tip, side, tip], { bases: [ids[0] ?? ''] });
    expect(seen.map(({ sha }) => sha).sort()).toEqual([tip, side].sort());
    expect((await historyOf(gitDir, [tip], { bases: [tip] })).seen).toEqual([]);
    expect((await historyOf(gitDir, [])).seen).toEqual([]);
  });

  it('has removed lines only for the files for which they are requested, deleted ones included', async () => {
    const { gitDir, tip } = makeRepo([
      { files: { keep: 'a\nb\n', other: 'c\n', gone: 'x\ny\n' } },
      { files: { keep: 'a\n', other: 'd\n', gone: null } },
    ]);
    const { files } = await historyOf(gitDir, [tip], { wantRemoved: (path) => path !== 'other' });
    const second = files
      .slice(3)
      .map(({ path, removed, added, newBlobId }) => [
        path,
        removed?.toString(),
        added.toString(),
        newBlobId === null,
      ]);
    expect(second).toEqual([
      ['gone', 'x\ny', '', true],
      ['keep', 'b', '', false],
      ['other', undefined, 'd', false],
    ]);
    const plain = await historyOf(gitDir, [tip]);
    expect(plain.files.slice(3).map(({ path, removed }) => [path, removed])).toEqual([['other', null]]);
  });

  it('of a merge is what no parent has', async () => {
    const { gitDir, tip } = makeRepo([
      { files: { f: 'a\nb\nc\n' } },
      { files: { f: 'a\nb\nc\nfrom-main\n' } },
      { files: { f: 'from-side\na\nb\nc\n' }, branch: 'side', parents: [1] },
      {
        files: { f: 'from-side\na\nevil1\nevil2\nb\nc\nfrom-main\nevil3\n', evil: 'all\nnew\n' },
        parents: [2, 3],
      },
    ]);
    const { files } = await historyOf(gitDir, [tip]);
    expect(files.filter(({ commit }) => commit === tip).map(brief)).toEqual([
      { path: 'evil', added: 'all\nnew', lines: [[0, 1]], binary: false },
      {
        path: 'f',
        added: 'evil1\nevil2\nevil3',
        lines: [
          [0, 3],
          [12, 8],
        ],
        binary: false,
      },
    ]);
  });

  it.each([62, 63, 64, 65, 130])(
    'of a merge of %d is found, and the merge reported once',
    async (parents) => {
      const branches = Array.from({ length: parents }, (_, n) => ({
        files: { a: `${n}\n` },
        branch: `b${n}`,
      }));
      const marks = branches.map((_, n) => n + 1);
      const { gitDir, tip, ids } = makeRepo([
        ...branches,
        { files: { a: 'x\nevil\n' }, parents: marks },
        { files: { a: 'x\n' } },
      ]);
      const { seen, files, commits } = await historyOf(gitDir, [tip]);
      expect(files.map(({ added }) => added.toString())).toContain('x\nevil');
      expect([...seen.map(({ sha }) => sha)].sort()).toEqual([...ids].sort());
      expect([commits, seen.map(({ index }) => index)]).toEqual([parents + 2, [...ids.keys()]]);
    },
  );

  it('of a merge of three is found too, in a binary file by its blob', async () => {
    const { gitDir, tip } = makeRepo([
      { files: { f: 'a\n', b: Buffer.from([1, 0, 2]) } },
      { files: { f: 'a\n1\n', b: Buffer.from([1, 0, 3]) } },
      { files: { f: '2\na\n', b: Buffer.from([1, 0, 4]) }, branch: 's2', parents: [1] },
      { files: { f: 'a\n3\n', b: Buffer.from([1, 0, 5]) }, branch: 's3', parents: [1] },
      { files: { f: '2\na\nevil\n1\n3\n', b: Buffer.from([1, 0, 6]) }, parents: [2, 3, 4] },
    ]);
    const { files } = await historyOf(gitDir, [tip]);
    const merged = files.filter(({ commit }) => commit === tip);
    expect(merged.map(brief)).toEqual([
      { path: 'b', added: '', lines: [], binary: true },
      { path: 'f', added: 'evil', lines: [[0, 3]], binary: false },
    ]);
    expect(merged[0]?.newBlobId).toBe(gitIn(gitDir, ['rev-parse', `${tip}:b`]));
  });
});

describe('contents that could confuse a parser of diffs', () => {
  const contents: [string, string][] = [
    [
      'lines that look like headers',
      '--- a/x\n+++ b/x\n@@ -1 +1 @@\ndiff --git a/x b/x\nindex 1..2\nBinary files a/x and b/x differ\n',
    ],
    ['lines that look like lines of a diff', '+plus\n-minus\n space\n\\ No newline at end of file\n++ b/x\n'],
    ['no line break at the end', 'first\nlast'],
    ['carriage returns', 'a\r\nb\rc\r\n\r\n'],
    ['empty lines', '\n\n\nx\n\n'],
    ['one empty line', '\n'],
    ['bytes that are no text', 'caf\xe9 \xff\xfe\x01\x1b[31m\n'],
    ['a NUL after the bytes that git looks at', `${'x'.repeat(9000)}\n\0${'a'.repeat(40)} 1 \n\0\n`],
  ];
  it.each(contents)('%s are read unchanged', async (_name, text) => {
    const { gitDir, tip } = makeRepo([
      { files: { before: 'b\n', f: Buffer.from(text, 'latin1'), later: 'l\n' } },
      { files: { f: Buffer.from(`${text}${text.endsWith('\n') ? '' : '\n'}end`, 'latin1') } },
    ]);
    const { files } = await historyOf(gitDir, [tip]);
    expect(files.map(({ path }) => path)).toEqual(['before', 'f', 'later', 'f']);
    expect(files[1]?.added.toString('latin1')).toBe(text.replace(/\n$/, ''));
    expect(files[3]?.added.toString('latin1')).toBe(text.endsWith('\n') ? 'end' : 'last\nend');
  });

  it('a message that looks like commits and diffs is not read', async () => {
    const message = `\n\0${'a'.repeat(40)} 1 \n\ndiff --git a/x b/x\nindex 0..1\n@@ -0,0 +1 @@\n+secret\n`;
    const { gitDir, tip } = makeRepo([{ files: { a: '1\n' }, message }]);
    const { seen, files } = await historyOf(gitDir, [tip]);
    expect([seen.length, files.map(brief)]).toEqual([
      1,
      [{ path: 'a', added: '1', lines: [[0, 1]], binary: false }],
    ]);
  });

  it.each([
    ['with "quotes" and \\backslash\\', 'with "quotes" and \\backslash\\'],
    ['line\nbreak\ttab', 'line\nbreak\ttab'],
    ['b/a b/a b/x', 'b/a b/a b/x'],
    ['x b', 'x b'],
    ['über/日本', 'über/日本'],
    ['caf\xe9\\', 'caf\\xe9\\\\'],
    [' ', ' '],
    ['"', '"'],
    ['diff --git a b', 'diff --git a b'],
    ['x'.repeat(4000), 'x'.repeat(4000)],
    ['\x01\x7f\x1b', '\x01\x7f\x1b'],
  ])('a file named %j keeps its name', async (name, read) => {
    const bytes = /[^\0-\xff]|ü/.test(name) ? Buffer.from(name).toString('latin1') : name;
    const { gitDir, tip } = makeRepo([
      { files: { [bytes]: '1\n' } },
      { files: { [bytes]: '1\n2\n' }, branch: 'side', parents: [1] },
      { files: { [bytes]: '0\n1\n' } },
      { files: { [bytes]: '0\n1\nevil\n2\n' }, parents: [3, 2] },
      { files: { [bytes]: Buffer.from([0]) } },
    ]);
    const { files } = await historyOf(gitDir, [tip]);
    expect(files.map(({ path }) => path)).toEqual(Array(5).fill(read));
    expect(files.map(({ added }) => added.toString())).toContain('evil');
  });

  it("a repository's attributes and configuration can not hide files from diffs", async () => {
    const { gitDir, tip } = makeRepo([
      {
        files: { '.gitattributes': '* -diff\n*.x diff=evil filter=evil export-ignore\n', 'a.x': 'secret\n' },
      },
    ]);
    mkdirSync(path.join(gitDir, 'info'), { recursive: true });
    writeFileSync(path.join(gitDir, 'info', 'attributes'), '*.x diff=evil filter=evil\n');
    const mark = room.in('executed');
    const evil = path.join(room.directory, 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    for (const [key, value] of Object.entries({
      'diff.evil.command': evil,
      'diff.evil.textconv': evil,
      'diff.external': evil,
      'filter.evil.smudge': evil,
      'core.fsmonitor': evil,
      'core.pager': evil,
      'gpg.program': evil,
      'log.showSignature': 'true',
      'log.showRoot': 'false',
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.interHunkContext': '10',
      'diff.context': '10',
      'color.ui': 'always',
      'core.bare': 'false',
      'core.worktree': '/',
      'diff.submodule': 'log',
      'diff.algorithm': 'patience',
      'diff.relative': 'true',
      'diff.renames': 'copies',
      'log.diffMerges': 'off',
      'i18n.logOutputEncoding': 'UTF-16',
    }))
      gitIn(gitDir, ['config', key, value]);
    const { seen, files } = await historyOf(gitDir, [tip]);
    expect(seen.map(({ sha }) => sha)).toEqual([tip]);
    expect(
      files.map(({ path, added, binary }) => [path, added.toString().split('\n').at(-1), binary]),
    ).toEqual([
      ['.gitattributes', '*.x diff=evil filter=evil export-ignore', false],
      ['a.x', 'secret', false],
    ]);
    expect(existsSync(mark)).toBe(false);
  });

  it('symlinks are reported with their target, submodules not at all', async () => {
    const commit = '1234567890'.repeat(4);
    const { gitDir, tip } = makeRepo([
      {
        files: {
          '.gitmodules': '[submodule "x"]\n\tpath = sub\n\turl = ext::sh -c touch% /tmp/x\n',
          link: { mode: '120000', content: '../../etc/passwd' },
          sub: { mode: '160000', content: commit },
        },
      },
      { files: { sub: { mode: '160000', content: commit.replace('1', '2') } } },
      { files: { sub: 'a file now\n' } },
    ]);
    const { files } = await historyOf(gitDir, [tip], { wantRemoved: () => true });
    expect(files.map(({ path, added }) => [path, added.toString()])).toEqual([
      ['.gitmodules', '[submodule "x"]\n\tpath = sub\n\turl = ext::sh -c touch% /tmp/x'],
      ['link', '../../etc/passwd'],
      ['sub', 'a file now'],
    ]);
  });

  it('binary, UTF-16 and large files are reported by their blob, changed and new', async () => {
    const { gitDir, tip } = makeRepo([
      { files: { utf16: Buffer.from('\ufeffsecret', 'utf16le'), large: 'y'.repeat(2000), small: 'z' } },
      { files: { utf16: Buffer.from('\ufeffsecret2', 'utf16le'), large: 'y'.repeat(2001) } },
      { files: { utf16: null, large: null } },
    ]);
    const { files } = await historyOf(gitDir, [tip], { maxFileBytes: 1000 });
    expect(files.map(({ path, binary, added }) => [path, binary, added.length])).toEqual([
      ['large', true, 0],
      ['small', false, 1],
      ['utf16', true, 0],
      ['large', true, 0],
      ['utf16', true, 0],
    ]);
    expect(files[3]?.newBlobId).toBe(gitIn(gitDir, ['rev-parse', `${tip}~1:large`]));
  });

  it("a merge that adds more than a file's limit is reported by its blob", async () => {
    const line = (n: number) => `${n} ${'m'.repeat(50)}\n`;
    const much = Array.from({ length: 100 }, (_, n) => line(n)).join('');
    const { gitDir, tip } = makeRepo([
      { files: { f: 'a\n' } },
      { files: { f: 'b\n' }, branch: 'side', parents: [1] },
      { files: { f: 'c\n' }, parents: [1] },
      { files: { f: much }, parents: [3, 2] },
    ]);
    const { files } = await historyOf(gitDir, [tip], { maxFileBytes: 1000 });
    expect(files.at(-1)).toMatchObject({ commit: tip, binary: true, lines: [], path: 'f' });
    expect(files.at(-1)?.added.length).toBe(0);
  });

  it("an author's invalid date is null", async () => {
    const { gitDir } = makeRepo([{ files: { a: '1\n' } }]);
    const tree = gitIn(gitDir, ['rev-parse', 'main^{tree}']);
    const tip = commitTree(gitDir, tree, 'A <a@example.com> 99999999999999999999999 +0000');
    const { seen } = await historyOf(gitDir, [tip]);
    expect(seen.map(({ authoredAt }) => authoredAt)).toEqual([null]);
  });
});
