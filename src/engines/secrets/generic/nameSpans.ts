/** The span of a name in a text: from `start` to before `end`. */
export type NameSpan = { readonly start: number; readonly end: number };

const LONGEST_NAME = 80;
const BACKSLASH = 0x5c;

/** The characters that may follow an assigned name. Any other ends the check at once. */
const FOLLOWING = new Set('"\'`\\ \t\r\n=:><(,?|[])}!'.split(''));

/** Returns the whole name around an offset. */
export function nameAt(text: string, position: number): NameSpan {
  return { start: startOfName(text, position), end: endOfName(text, position) };
}

/** Whether a value can be assigned to a name that ends here. Most names are followed by other characters. */
export function mayBeAssigned(text: string, { end }: NameSpan): boolean {
  return FOLLOWING.has(text.charAt(end));
}

/** 1 for the characters of names: letters, digits, underscore, hyphen and dot. */
const OF_NAME = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[\w.-]/.test(String.fromCharCode(code))),
);

function isOfName(code: number): boolean {
  return OF_NAME[code] === 1;
}

function endOfName(text: string, position: number): number {
  let end = position + 1;
  while (end < position + LONGEST_NAME && isOfName(text.charCodeAt(end))) end++;
  return end;
}

function startOfName(text: string, position: number): number {
  let start = position;
  while (start > 0 && start > position - LONGEST_NAME && isOfName(text.charCodeAt(start - 1))) start--;
  // In a string, the letter after a backslash belongs to an escaped line break.
  const isEscape = start > 0 && start < position && text.charCodeAt(start - 1) === BACKSLASH;
  return isEscape && /[nrt]/.test(text.charAt(start)) ? start + 1 : start;
}
