/** Where a name stands in a text: from `start` to before `end`. */
export type NameSpan = { readonly start: number; readonly end: number };

const LONGEST_NAME = 80;

/** What may follow a name's last character at all; everything else ends the look at a place at once. */
const FOLLOWING = new Set('"\'`\\ \t\r\n=:><(,?|[])}!'.split(''));

/** The whole name that stands round a place in it. */
export function nameAt(text: string, place: number): NameSpan {
  return { start: startOfName(text, place), end: endOfName(text, place) };
}

/** Whether anything can be given to a name that ends here: most are followed by something else. */
export function mayBeAssigned(text: string, { end }: NameSpan): boolean {
  return FOLLOWING.has(text.charAt(end));
}

function isOfName(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

function endOfName(text: string, place: number): number {
  let end = place + 1;
  while (end < place + LONGEST_NAME && isOfName(text.charCodeAt(end))) end++;
  return end;
}

function startOfName(text: string, place: number): number {
  let start = place;
  while (start > 0 && start > place - LONGEST_NAME && isOfName(text.charCodeAt(start - 1))) start--;
  // In a string, the letter behind a backslash belongs to a line break.
  const escaped =
    start > 0 && start < place && text.charAt(start - 1) === '\\' && /[nrt]/.test(text.charAt(start));
  return escaped ? start + 1 : start;
}
