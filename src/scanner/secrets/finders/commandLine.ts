import { weigh } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import type { Candidate } from '../rule';

/** Where one program takes a secret on its command line. */
export type Command = {
  /** The program's name and subcommand, sticky: `/docker[ \t]{1,4}login\b/y`. */
  readonly program: RegExp;
  /** What stands before the secret, such as `-p ` or `--password=`, as the source of a regular expression. */
  readonly option: string;
  /** Where the argument is more than the secret, what stands for it in a pair such as `user:password`. */
  readonly secretOf?: (argument: string) => string;
};

/** One word of a command line: in quotes, or without any. */
const WORD = `(?:\\\\?"(?<double>[^"\\\\\\n]{3,200})|'(?<single>[^'\\n]{3,200})'|(?<bare>[^\\s"'\`;|&<>()\\\\]{3,200}))`;
const LONGEST_LINE = 800;

/**
 * Finds the secrets on command lines. Each line is read once, however many keywords stand in it.
 * @param commands what can begin at a place
 */
export function commandLineFinder(commands: readonly Command[]) {
  const readers = commands.map((command) => ({
    ...command,
    argument: limited(new RegExp(`(?<=[\\s"'])(?:${command.option})${WORD}`, 'dg'), LONGEST_LINE),
  }));
  return function* find(text: string, places: readonly number[], kind: FileKind): Iterable<Candidate> {
    let past = 0;
    for (const place of places) {
      if (place < past || isInsideWord(text, place)) continue;
      const reader = readers.find(({ program }) => startsAt(program, text, place));
      if (reader === undefined) continue;
      const line = commandLine(text, place);
      past = place + line.length;
      for (const match of line.matchAll(reader.argument))
        yield candidateOf(match, place, reader.secretOf, kind);
    }
  };
}

function isInsideWord(text: string, place: number): boolean {
  return place > 0 && /[\w-]/.test(text.charAt(place - 1));
}

function startsAt(program: RegExp, text: string, place: number): boolean {
  program.lastIndex = place;
  return program.test(text);
}

/** Up to the end of the line that has no backslash before it. */
function commandLine(text: string, place: number): string {
  const near = text.slice(place, place + LONGEST_LINE);
  const end = near.search(/(?<!\\\r?)\n/);
  return end < 0 ? near : near.slice(0, end);
}

function candidateOf(
  match: RegExpExecArray,
  place: number,
  secretOf: Command['secretOf'],
  kind: FileKind,
): Candidate {
  const groups = match.indices?.groups;
  const [from, to] = groups?.double ?? groups?.single ?? groups?.bare ?? [0, 0];
  const argument = match.input.slice(from, to);
  const masked = { start: place + from, end: place + to };
  const secret = secretOf === undefined ? argument : secretOf(argument);
  if (secret === '') return { ...masked, judge: () => 'no' };
  const start = masked.start + argument.lastIndexOf(secret);
  // A bare word that goes on with a variable or a placeholder is only the beginning of one.
  const isBeginning = groups?.bare !== undefined && /[<$({`]/.test(match.input.charAt(to));
  const judge = () => (isBeginning ? 'no' : weigh(secret, kind));
  return { start, end: start + secret.length, masked, judge };
}
