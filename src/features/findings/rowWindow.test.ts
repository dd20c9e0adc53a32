import { describe, expect, it } from 'vitest';
import { MOST_ROWS, nextBase, STEP } from './rowWindow';

const ROW_PX = 36;
/** Firefox has the lowest limit: elements of 17.8 million pixels. */
const TALLEST_PX = 17_000_000;
const MILLION = 1_000_000;
const SEEN = 30;

/** Scrolls from one row to another, and checks on the way that rows in sight are in the window. */
function scroll(from: number, to: number, base: number, total = MILLION): number {
  const step = Math.sign(to - from) * 500;
  let now = base;
  for (let row = from; step > 0 ? row <= to : row >= to; row += step) {
    const first = row - now;
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(MOST_ROWS);
    now = nextBase(now, { first, last: Math.min(first + SEEN, MOST_ROWS - 1) }, total);
  }
  return now;
}

describe('the window of rows', () => {
  it('is no taller than browsers allow, also with three lines a row', () => {
    expect(MOST_ROWS * ROW_PX * 4).toBeLessThan(TALLEST_PX);
  });

  it('stays where it is in a list that fits', () => {
    expect(nextBase(0, { first: 99_970, last: 99_999 }, MOST_ROWS)).toBe(0);
  });

  it('reaches the last of a million rows, and the first one again', () => {
    const end = scroll(0, MILLION - 1, 0);
    expect(end + MOST_ROWS).toBeGreaterThanOrEqual(MILLION);
    expect(scroll(MILLION - 1, 0, end)).toBe(0);
  });

  it('does not move back at once after it has moved on', () => {
    const moved = nextBase(0, { first: MOST_ROWS - 1_000, last: MOST_ROWS - 970 }, MILLION);
    expect(moved).toBe(STEP);
    const first = MOST_ROWS - 1_000 - STEP;
    expect(nextBase(moved, { first, last: first + SEEN }, MILLION)).toBe(moved);
  });

  it('begins again where the list has become shorter than its first row', () => {
    expect(nextBase(STEP, { first: 2_000, last: 2_030 }, 10)).toBe(0);
  });
});
