import type { LineRun } from '@/git/addedLines';
import type { SecretMatch } from '@/scanner/secrets/result';

/** Lines that a commit added to a file, put together, and where in the file each run of them stands. */
type Added = { readonly added: Buffer; readonly lines: readonly LineRun[] };

const NEWLINE = 10;

/** Gives matches that were found in added lines the line numbers of the file as the commit left it. */
export function withFileLines(matches: readonly SecretMatch[], { added, lines }: Added): SecretMatch[] {
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
    // Its lines stand together in the snippet, whatever stands between them in the file.
    snippetLine: lineOf(match.line) - (match.line - match.snippetLine),
  }));
}

/** How many runs begin at this line or before; a large file may have a run for each second line. */
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

/** Runs by the number of the line among the added ones that each begins with, from 1. */
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
