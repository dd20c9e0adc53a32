import { isCode, type SourceFile, type Violation } from './sources';

const MOST_LINES = 400;
const MANY_LINES = 250;
/** How many of a hundred files may have many lines. */
const MANY_PER_CENT = 5;

/** Files stay readable: none is very long, and few are long. Those that a program writes may be. */
export function fileSizes(files: readonly SourceFile[]): Violation[] {
  const counted = files
    .filter((file) => (isCode(file) && !isGenerated(file)) || file.path.endsWith('.css'))
    .map((file) => ({ path: file.path, lines: lineCount(file) }));
  const large = counted.filter(({ lines }) => lines > MANY_LINES).sort((a, b) => b.lines - a.lines);
  const tooMany = large.length * 100 > counted.length * MANY_PER_CENT;
  return large.flatMap(({ path, lines }) => {
    if (lines > MOST_LINES) return [{ path, message: tooLong(lines) }];
    return tooMany ? [{ path, message: tooOften(lines, large.length, counted.length) }] : [];
  });
}

function isGenerated({ path }: SourceFile): boolean {
  return path.endsWith('.generated.ts');
}

/** Lines as editors and `wc -l` count them: a last line break begins no new one. */
export function lineCount({ text }: SourceFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function tooLong(lines: number): string {
  return (
    `has ${lines} lines; no file has more than ${MOST_LINES}. ` +
    'Each subject in it belongs in its own file, named for what it does.'
  );
}

function tooOften(lines: number, large: number, all: number): string {
  return (
    `has ${lines} lines, and ${large} of ${all} files have more than ${MANY_LINES}, where ${MANY_PER_CENT} of 100 may. ` +
    'What can be understood by itself belongs in its own file.'
  );
}
