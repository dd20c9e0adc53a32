/**
 * A list shows a window of its loaded rows, as no browser has elements as tall as a million rows.
 * The window moves on by half of its rows before its end is in sight.
 */
export const MOST_ROWS = 100_000;
export const STEP = MOST_ROWS / 2;
/** The window moves once so few of its rows are left. */
const EDGE = 1_000;

/**
 * The first row of the window, after its rows from `first` to `last` were in sight.
 * @param base the first row of the window so far
 * @param total how many rows are loaded
 */
export function nextBase(
  base: number,
  { first, last }: { first: number; last: number },
  total: number,
): number {
  if (last >= MOST_ROWS - EDGE && base + MOST_ROWS < total) return base + STEP;
  if (first < EDGE && base > 0) return base - STEP;
  // The list has become shorter.
  return base > 0 && base >= total ? 0 : base;
}
