import type { Span } from './windows';

/** The lines of a text. Numbers count from 1; an offset beyond the text belongs to its last line. */
export type Lines = {
  readonly count: number;
  /** The number of the line that an offset stands on. */
  readonly lineAt: (offset: number) => number;
  /** Where a line stands, without what ends it. */
  readonly spanOf: (line: number) => Span;
};

/**
 * Divides a text into lines, which end with LF, CR LF or CR. Reads all of the text once: to be made where there is
 * something to tell the line of.
 */
export function divideLines(text: string): Lines {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  const startOf = (line: number) => starts[line - 1] ?? text.length;

  return {
    count: starts.length,
    lineAt: (offset) => countUpTo(starts, offset),
    spanOf: (line) => {
      const start = startOf(line);
      let end = startOf(line + 1);
      while (end > start && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
      return { start, end };
    },
  };
}

const LF = 0x0a;
const CR = 0x0d;

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

/** How many of the ascending numbers are no greater than the limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
