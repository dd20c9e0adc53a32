import { changeLines, occurrencesIn, plantSecrets, type Tagged } from '@tests/support/movingSecrets';
import { seeded } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import { groupBy } from '@/lib/groupBy';
import { matchInFile, matchMoves } from '@/scan/occurrences';

/** For a busy machine. */
const BUSY = { timeout: 120_000 };

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
