/** Where a name stands in a text: from `start` to before `end`. */
export type NameSpan = { readonly start: number; readonly end: number };

const LONGEST_NAME = 80;
const BACKSLASH = 0x5c;

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

/** 1 for the letters, digits, underscore, hyphen and dot that names are made of. */
const OF_NAME = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[\w.-]/.test(String.fromCharCode(code))),
);

function isOfName(code: number): boolean {
  return OF_NAME[code] === 1;
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
  const isEscape = start > 0 && start < place && text.charCodeAt(start - 1) === BACKSLASH;
  return isEscape && /[nrt]/.test(text.charAt(start)) ? start + 1 : start;
}
