import { after, type Literal, readQuoted } from './literals';

/** What joins strings: `+`, `.` of PHP and Perl, `..` of Lua, `&` of Visual Basic, `<>`, `++` and `||`. */
const JOINT =
  /["'`][ \t]{0,8}(?:\r?\n[ \t]{0,80})?(?:\+{1,2}|\.{1,2}|&|<>|\|\|)[ \t]{0,8}(?:_?\r?\n[ \t]{0,80})?(?=["'`])/y;
const MOST_PIECES = 20;

/** A value that an expression joins from several strings: where it ends, and the whole of it. */
export type Joined = { readonly end: number; readonly value: string };

/** Returns what strings are joined with a literal, in one expression; undefined where none are. */
export function joinedWith(text: string, literal: Literal): Joined | undefined {
  if (!literal.quoted) return undefined;
  let { end } = literal;
  let value = text.slice(literal.start, end);
  for (let count = 0; count < MOST_PIECES; count++) {
    const from = after(JOINT, text, end);
    const next = from === undefined ? undefined : readQuoted(text, from);
    if (next === undefined) break;
    value += text.slice(next.start, next.end);
    end = next.end;
  }
  return end === literal.end ? undefined : { end, value };
}
