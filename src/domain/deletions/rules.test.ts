import { describe, expect, it } from 'vitest';
import { BATCH_ROWS, nextRows } from './rules';

const BATCH_MS = 50;
const { first: FIRST, least: LEAST } = BATCH_ROWS.findings;

/** The sizes of so many batches of a table that takes `msPerRow`, and of which each also costs `fixedMs`. */
function sizes(msPerRow: number, { fixedMs = 0, batches = 30 } = {}): number[] {
  const all = [FIRST];
  for (let n = 1; n < batches; n += 1) {
    const rows = all.at(-1) ?? 0;
    all.push(nextRows({ rows, tookMs: fixedMs + rows * msPerRow }, BATCH_MS, LEAST));
  }
  return all;
}

describe('nextRows', () => {
  it.each([
    ['fast', 0.005, 10_000],
    ['slow', 0.1, 500],
    ['slower than its first batch thinks', 0.2, 250],
  ])('comes to batches that last as long as they should, in a table that is %s', (_what, msPerRow, rows) => {
    expect(sizes(msPerRow).at(-1)).toBe(rows);
    expect(sizes(msPerRow).at(-1)).toBe(sizes(msPerRow).at(-2));
  });

  it('comes back to the same size from above and from below', () => {
    for (const begin of [200, 50_000]) {
      let rows = begin;
      for (let n = 0; n < 30; n += 1) rows = nextRows({ rows, tookMs: rows * 0.02 }, BATCH_MS, LEAST);
      expect(rows, `from ${begin}`).toBe(2_500);
    }
  });

  it('keeps to its bounds, whatever a row takes', () => {
    expect(sizes(1_000).at(-1)).toBe(LEAST);
    expect(sizes(0).at(-1)).toBe(50_000);
    expect(sizes(0, { fixedMs: 1_000 }).at(-1)).toBe(LEAST);
  });

  it.each([
    [1_000, 1, 2_000],
    [1_000, 0, 2_000],
    [1_000, 60_000, 500],
    [1_000, BATCH_MS, 1_000],
    [1_000, 40, 1_250],
    [1_000, 62.5, 800],
  ])('after %i rows in %d ms takes %i: one odd batch does not turn it over', (rows, tookMs, next) => {
    expect(nextRows({ rows, tookMs }, BATCH_MS, LEAST)).toBe(next);
  });

  it('is a whole number of rows, also after times that are none', () => {
    for (let tookMs = 0.1; tookMs < 500; tookMs *= 1.07) {
      expect(Number.isInteger(nextRows({ rows: 777, tookMs }, BATCH_MS, LEAST))).toBe(true);
    }
  });
});
