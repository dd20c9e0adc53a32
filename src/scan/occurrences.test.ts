import { describe, expect, it } from 'vitest';
import { matchInFile, matchKnown, matchMoves, type Occurrence } from './occurrences';

const NO_RENAMES: ReadonlyMap<string, string> = new Map();
const at = (filePath: string, ...anchors: string[]): Occurrence => ({ filePath, anchors });

describe('occurrences of one secret in one file', () => {
  const [one, two] = [at('a', 'line', 'above', 'below'), at('a', 'line', 'other', 'rest')];
  const matched = (known: Occurrence[], found: Occurrence[]) =>
    matchInFile(known, found).map((match) => [known.indexOf(match.known), found.indexOf(match.found)]);

  it('are matched by their surroundings, not by their order', () => {
    expect(matched([one, two], [at('a', 'line', 'other', 'rest')])).toEqual([[1, 0]]);
    expect(matched([one, two], [two, one])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('are matched by what is left of their surroundings', () => {
    expect(matched([one, two], [at('a', 'line', 'other', 'new')])).toEqual([[1, 0]]);
    expect(matched([one, two], [at('a', 'renamed', 'other', 'rest')])).toEqual([[1, 0]]);
  });

  it('are matched by their order where nothing else is left, or known', () => {
    expect(matched([one, two], [at('a', 'x', 'y', 'z')])).toEqual([[0, 0]]);
    expect(matched([at('a'), at('a')], [two, one])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe('detections of a scan', () => {
  const of = (identity: string, filePath: string, inTree = true) => ({
    ...at(filePath),
    ...{ identity, formerIdentities: [] as string[], inTree },
  });
  const matched = (known: ReturnType<typeof of>[], found: ReturnType<typeof of>[], seen: unknown[] = []) =>
    found.map((one) => known.indexOf(matchKnown(known, found, (it) => seen.includes(it)).get(one) ?? one));

  it('are what is known of their secrets in their files', () => {
    expect(matched([of('a', 'x'), of('b', 'x')], [of('b', 'x'), of('a', 'y')])).toEqual([1, -1]);
  });

  it('are found by the digests of earlier versions', () => {
    const found = { ...of('new', 'x'), formerIdentities: ['older', 'old'] };
    for (const identity of ['old', 'older', 'new'])
      expect(matched([of(identity, 'x')], [found])).toEqual([0]);
    expect(matched([of('other', 'x')], [found])).toEqual([-1]);
    expect(matched([of('old', 'x'), of('new', 'x')], [found])).toEqual([1]);
  });

  it('are what is known in any file if they are in history alone, unless this scan has seen that', () => {
    const known = of('a', 'x');
    expect(matched([known], [of('a', 'y', false)])).toEqual([0]);
    expect(matched([known], [of('a', 'y', false)], [known])).toEqual([-1]);
  });
});

describe('a secret that moves', () => {
  const pathsOf = (known: Occurrence[], found: Occurrence[], renames = NO_RENAMES) =>
    matchMoves(known, found, renames).map((match) => [
      match.known.filePath,
      match.found.filePath,
      match.isRename,
    ]);

  it('is matched whatever the files, where there is one of it', () => {
    expect(pathsOf([at('a/b', '1', '2', '3')], [at('x/y/z', '4', '5', '6')])).toEqual([
      ['a/b', 'x/y/z', false],
    ]);
  });

  it('follows the rename that Git reports, before anything else', () => {
    const known = [at('a', '1', '2', '3'), at('b', '1', '2', '3')];
    const found = [at('c/b', '1', '2', '3'), at('c/a', '1', '2', '3')];
    const renames = new Map([
      ['a', 'c/b'],
      ['b', 'c/a'],
    ]);
    expect(pathsOf(known, found, renames)).toEqual([
      ['a', 'c/b', true],
      ['b', 'c/a', true],
    ]);
  });

  it('goes to the file of its name, else to the nearest path', () => {
    expect(pathsOf([at('a/one'), at('a/two')], [at('b/two'), at('b/one')])).toEqual([
      ['a/two', 'b/two', false],
      ['a/one', 'b/one', false],
    ]);
    expect(pathsOf([at('a/b/one')], [at('x/two'), at('a/b/three'), at('a/four')])).toEqual([
      ['a/b/one', 'a/b/three', false],
    ]);
  });

  it('is matched in the time that its number allows', () => {
    const known = Array.from({ length: 20_000 }, (_, n) => at(`old/${n}`, 'l', 'a', 'b'));
    const found = Array.from({ length: 20_000 }, (_, n) => at(`new/${n}x`, 'l', 'a', 'b'));
    expect(matchMoves(known, found, NO_RENAMES)).toHaveLength(20_000);
  });
});
