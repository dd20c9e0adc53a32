import type { Detection } from '@/engines/engine';
import type { LineRun } from '@/git/addedLines';

/** Lines that a commit added to a file, joined, and the position in the file of each run of them. */
type Added = { readonly added: Buffer; readonly lines: readonly LineRun[] };

const NEWLINE = 10;

/** Sets the line numbers of matches in added lines to those of the file after the commit. */
export function withFileLines(matches: readonly Detection[], { added, lines }: Added): Detection[] {
  if (matches.length === 0) return [];
  const runs = inLines(added, lines);
  const lineOf = (line: number) => {
    const run = runs[countUpTo(runs, line) - 1];
    return run ? run.line + line - run.from : line;
  };
  return matches.map((match) => ({
    ...match,
    line: lineOf(match.line),
    lineEnd: lineOf(match.lineEnd),
    // The snippet has the added lines without those between them in the file.
    snippetLine: lineOf(match.line) - (match.line - match.snippetLine),
  }));
}

/** How many runs begin at this line or before. Binary search, as a large file may have a run for each second line. */
function countUpTo(runs: readonly { from: number }[], line: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs with the number of their first line among the added lines, from 1. */
function inLines(added: Buffer, lines: readonly LineRun[]): { from: number; line: number }[] {
  let from = 1;
  let at = 0;
  return lines.map(({ offset, line }) => {
    for (
      let next = added.indexOf(NEWLINE, at);
      next >= 0 && next < offset;
      next = added.indexOf(NEWLINE, at)
    ) {
      from++;
      at = next + 1;
    }
    return { from, line };
  });
}
