import { historyOf, scratch } from '@tests/support/gitRepositories';
import { gitIn, importRepo, streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { afterAll, expect, it } from 'vitest';

const room = scratch();
afterAll(room.remove);

function makeRepo(name: string, commits: readonly TestCommit[]) {
  const gitDir = room.in(name);
  return { gitDir, tip: importRepo(gitDir, streamOf(commits)) };
}

it('added lines have their line number in the file, whatever is changed and merged', async () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const edited = (lines: readonly string[]) =>
    lines.flatMap((line) => [[line], [line], [], [line, `${random(9)}`], [`${random(9)}`]][random(5)] ?? []);
  const file = (lines: readonly string[]) => ({ f: `${lines.join('\n')}\n` });
  const commits = Array.from({ length: 60 }, (_, n) => {
    const base = Array.from({ length: 12 }, () => `${random(9)}`);
    const [ours, theirs] = [edited(base), edited(base)];
    const first = 4 * n + 1;
    const branch = `b${n}`;
    return [
      { files: file(base), branch },
      { files: file(ours), branch, parents: [first] },
      { files: file(theirs), branch, parents: [first] },
      { files: file(edited(random(2) ? ours : theirs)), branch, parents: [first + 1, first + 2] },
    ];
  });
  const { gitDir } = makeRepo('edited.git', [...commits.flat(), { files: { f: 'x' } }]);
  const tips = gitIn(gitDir, ['for-each-ref', '--format=%(objectname)']).split('\n');
  const { files, seen } = await historyOf(gitDir, tips);
  const merges = new Set(seen.filter(({ parents }) => parents.length > 1).map(({ sha }) => sha));
  expect(files.filter(({ commit }) => merges.has(commit)).length).toBeGreaterThan(20);
  for (const { commit, newBlobId, added, lines } of files) {
    const whole = gitIn(gitDir, ['cat-file', 'blob', newBlobId ?? '']).split('\n');
    const runs = lines.map(({ offset, line }, n) => {
      const end = lines[n + 1]?.offset;
      return { line, texts: added.toString('utf8', offset, end && end - 1).split('\n') };
    });
    const standing = runs.map(({ line, texts }) => ({
      line,
      texts: whole.slice(line - 1, line - 1 + texts.length),
    }));
    expect(runs, commit).toEqual(standing);
  }
});

it('one line of 100 MB is read in bounded memory: by its blob where it is too large, else whole', async () => {
  const { gitDir, tip } = makeRepo('long.git', [{ files: { long: Buffer.alloc(100e6, 'a') } }]);
  const { files } = await historyOf(gitDir, [tip]);
  expect(files).toMatchObject([{ path: 'long', binary: true }]);
  const whole = await historyOf(gitDir, [tip], { maxFileBytes: 200e6 });
  expect(whole.files.map(({ added }) => added.length)).toEqual([100e6]);
});
