import { weigh } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import type { Candidate } from '../rule';

/** The syntax of a program's command line that holds a secret. */
export type Command = {
  /** The program's name and subcommand, sticky: `/docker[ \t]{1,4}login\b/y`. */
  readonly program: RegExp;
  /** The text before the secret, such as `-p ` or `--password=`, as the source of a regular expression. */
  readonly option: string;
  /** Extracts the secret from an argument that holds more, such as `user:password`. */
  readonly secretOf?: (argument: string) => string;
};

/** One word of a command line, with or without quotes. */
const WORD = `(?:\\\\?"(?<double>[^"\\\\\\n]{3,200})|'(?<single>[^'\\n]{3,200})'|(?<bare>[^\\s"'\`;|&<>()\\\\]{3,200}))`;
const LONGEST_LINE = 800;
/** Not `echo`, which only writes the secret for the program behind it. */
const PROGRAM = /^(?!echo\b)[\w.-]{1,40}/;

/**
 * Finds the secrets on command lines. Each line is read once, regardless of the number of keywords in it.
 * @param commands the commands that can begin at a keyword
 */
export function commandLineFinder(commands: readonly Command[]) {
  const readers = commands.map((command) => ({
    ...command,
    argument: limited(new RegExp(`(?<=[\\s"'])(?:${command.option})${WORD}`, 'dg'), LONGEST_LINE),
  }));
  return function* find(text: string, positions: readonly number[]): Iterable<Candidate> {
    let past = 0;
    for (const position of positions) {
      if (position < past || isInsideWord(text, position)) continue;
      const reader = readers.find(({ program }) => startsAt(program, text, position));
      if (reader === undefined) continue;
      const line = commandLine(text, position);
      past = position + line.length;
      for (const match of line.matchAll(reader.argument)) yield candidateOf(match, position, reader.secretOf);
    }
  };
}

function isInsideWord(text: string, position: number): boolean {
  return position > 0 && /[\w-]/.test(text.charAt(position - 1));
}

function startsAt(program: RegExp, text: string, position: number): boolean {
  program.lastIndex = position;
  return program.test(text);
}

/** Returns the text up to the end of a line without a trailing backslash. */
function commandLine(text: string, position: number): string {
  const near = text.slice(position, position + LONGEST_LINE);
  const end = near.search(/(?<!\\\r?)\n/);
  return end < 0 ? near : near.slice(0, end);
}

function candidateOf(match: RegExpExecArray, position: number, secretOf: Command['secretOf']): Candidate {
  const groups = match.indices?.groups;
  const [from, to] = groups?.double ?? groups?.single ?? groups?.bare ?? [0, 0];
  const argument = match.input.slice(from, to);
  const masked = { start: position + from, end: position + to };
  const secret = secretOf === undefined ? argument : secretOf(argument);
  if (secret === '') return { ...masked, judge: () => 'no' };
  const start = masked.start + argument.lastIndexOf(secret);
  // A bare word followed by a variable or a placeholder is only the beginning of a value.
  const isBeginning = groups?.bare !== undefined && /[<$({`]/.test(match.input.charAt(to));
  const judge = (kind: FileKind) => (isBeginning ? 'no' : weigh(secret, kind));
  const program = PROGRAM.exec(match.input)?.[0] ?? '';
  const of = { start: position, end: position + program.length };
  return { start, end: start + secret.length, masked, of, judge };
}
