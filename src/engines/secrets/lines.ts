import type { Span } from './windows';

/** The lines of a text. Numbers count from 1; an offset beyond the text belongs to its last line. */
export type Lines = {
  readonly count: number;
  /** The number of the line that contains an offset. */
  readonly lineAt: (offset: number) => number;
  /** The span of a line, without its line break. */
  readonly spanOf: (line: number) => Span;
};

/**
 * Divides a text into lines, which end with LF, CR LF or CR. Reads the whole text once, so call it only where line
 * numbers are needed.
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

/** Counts the ascending numbers that are at most the limit. */
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
