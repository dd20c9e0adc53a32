import { changeLines, occurrencesIn, plantSecrets, type Tagged } from '@tests/support/movingSecrets';
import { seeded } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import { groupBy, matchInFile, matchKnown, matchMoves, type Occurrence } from './occurrences';

/** For a busy machine. */
const BUSY = { timeout: 120_000 };
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
  const of = (digest: string, filePath: string, inTree = true) => ({
    ...at(filePath),
    ...{ digest, formerDigests: [] as string[], inTree },
  });
  const matched = (known: ReturnType<typeof of>[], found: ReturnType<typeof of>[], seen: unknown[] = []) =>
    found.map((one) => known.indexOf(matchKnown(known, found, (it) => seen.includes(it)).get(one) ?? one));

  it('are what is known of their secrets in their files', () => {
    expect(matched([of('a', 'x'), of('b', 'x')], [of('b', 'x'), of('a', 'y')])).toEqual([1, -1]);
  });

  it('are found by the digests of earlier versions', () => {
    const found = { ...of('new', 'x'), formerDigests: ['older', 'old'] };
    for (const digest of ['old', 'older', 'new']) expect(matched([of(digest, 'x')], [found])).toEqual([0]);
    expect(matched([of('other', 'x')], [found])).toEqual([-1]);
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

describe('secrets in files that change at random', () => {
  /** As a scan does. First come the files one by one, then what has vanished from one and is new in another. */
  const matchAll = (known: Tagged[], found: Tagged[], renames: ReadonlyMap<string, string>) => {
    const inFile = (it: Tagged) => `${it.value} ${it.filePath}`;
    const knownIn = groupBy(known, inFile);
    const stayed = [...groupBy(found, inFile)].flatMap(([key, here]) =>
      matchInFile(knownIn.get(key) ?? [], here),
    );
    const rest = <T>(all: T[], taken: T[]) => all.filter((it) => !taken.includes(it));
    const gone = rest(
      known,
      stayed.map((match) => match.known),
    );
    const fresh = groupBy(
      rest(
        found,
        stayed.map((match) => match.found),
      ),
      ({ value }) => value,
    );
    const moved = [...groupBy(gone, ({ value }) => value)].flatMap(([value, from]) =>
      matchMoves(from, fresh.get(value) ?? [], renames),
    );
    return [...stayed, ...moved];
  };
  const count = (all: Tagged[], value: string) => all.filter((it) => it.value === value).length;

  it('lose no decision, and none lands on another secret or another untouched place', BUSY, () => {
    for (let seed = 0; seed < 1_000; seed++) {
      const random = seeded(seed);
      const before = plantSecrets(random);
      const known = occurrencesIn(before);
      const { files, renames, touched } = changeLines(before, random, 1_000);
      const found = occurrencesIn(files);
      const matches = matchAll(known, found, renames);
      for (const value of new Set(known.map((it) => it.value))) {
        const expected = Math.min(count(known, value), count(found, value));
        expect(
          matches.filter((match) => match.known.value === value),
          `seed ${seed}`,
        ).toHaveLength(expected);
      }
      for (const match of matches) {
        expect(match.found.value).toBe(match.known.value);
        const path = renames.get(match.known.filePath) ?? match.known.filePath;
        const isAlone = count(known, match.known.value) === 1 && count(found, match.found.value) === 1;
        if (!touched.has(path) || isAlone) expect(match.found.tag, `seed ${seed}`).toBe(match.known.tag);
      }
    }
  });
});
