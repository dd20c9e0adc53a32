import { limited } from './limited';
import type { View } from './view';
import type { Span } from './windows';

/** How far before a value its name is searched, in bytes. */
const REACH = 240;

/** The text between a name and its value: quotes, a sign of assignment, and the beginning of a URL. */
const OPENING =
  '[\\t ]{0,20}(?:[rbuf@$]{0,2}\\\\{0,7}["\'`]{1,3})?(?:(?:bearer|basic|token)[\\t ])?(?:(?:jdbc:)?[a-z][a-z0-9+.-]{1,40}://[^\\s"\'`<>]{0,120})?';
/** `x = "v"`, `"x": "v"`, `x => 'v'`, `x: string = "v"`, and `define('X', 'v')` in capitals. */
const ASSIGNED = limited(
  new RegExp(
    `(?<=(?<![\\w.$-])(?<name>[A-Za-z_][\\w.-]{1,79})(?:\\\\{0,7}["'\`]?[\\])]{0,2}[\\t ]{0,20}(?::[\\t ]{0,4}[A-Za-z][\\w.<>]{0,30}[\\t ]{0,4})?(?:=>|:=|[=:])|(?<=[^A-Za-z][A-Z][A-Z0-9_]{2,79})\\\\{0,7}["'\`][\\t ]{0,8},)${OPENING})`,
    'diy',
  ),
  REACH,
);
/** `<x>v</x>` */
const ELEMENT = limited(/(?<=<(?<name>[A-Za-z_][\w.-]{1,79})(?:\s[^<>]{0,120})?>[\t ]{0,20})/dy, 240);
/** `key="X" value="v"`, `name: X⏎value: v` */
const FIELD = limited(
  /(?<=(?:key|name)\\{0,3}["']?[\t ]{0,8}[:=][\t ]{0,8}\\{0,3}["']?(?<name>[A-Za-z_][\w.-]{1,79})\\{0,3}["']?[,\s]{1,40}\\{0,3}["']?value\\{0,3}["']?[\t ]{0,8}[:=][\t ]{0,8}(?:\\{0,3}["'])?)/diy,
  240,
);

/** Returns the nearest name that a value is assigned to: on the same line, or in a pair of fields. */
export function nameBefore({ text, lines }: View, value: number): Span | undefined {
  const nearest = Math.max(0, value - REACH);
  const line = Math.max(nearest, lines.spanOf(lines.lineAt(value)).start);
  return (
    nameIn(FIELD, text.slice(nearest, value), nearest) ??
    nameIn(ELEMENT, text.slice(line, value), line) ??
    nameIn(ASSIGNED, text.slice(line, value), line)
  );
}

function nameIn(pattern: RegExp, text: string, at: number): Span | undefined {
  // Looking behind from the end takes much less time than searching for a match that ends there.
  pattern.lastIndex = text.length;
  const [start, end] = pattern.exec(text)?.indices?.groups?.name ?? [];
  return start === undefined || end === undefined ? undefined : { start: at + start, end: at + end };
}
