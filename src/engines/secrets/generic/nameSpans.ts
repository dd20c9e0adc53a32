/** The span of a name in a text: from `start` to before `end`. */
export type NameSpan = { readonly start: number; readonly end: number };

const LONGEST_NAME = 80;
const BACKSLASH = 0x5c;
/** The first byte of Japanese syllables. */
const KANA = 0xe3;

/** 1 for the characters that may follow an assigned name. Any other ends the check at once. */
const FOLLOWING = ofCharacters('"\'`\\ \t\r\n=:><(,;?|[])}!*%&{\xef');

/** Returns the whole name around an offset if a value can be assigned to it. For most names it is undefined. */
export function assignedNameAt(text: string, position: number): NameSpan | undefined {
  const end = endOfName(text, position);
  return FOLLOWING[text.charCodeAt(end)] === 1 ? { start: startOfName(text, position), end } : undefined;
}

function ofCharacters(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * 1 for the characters of names. They are letters, digits, underscore, hyphen and dot. The letters of Europe and
 * East Asia count by their bytes in UTF-8. The bytes of quotes and of wide signs begin with others.
 */
const OF_NAME = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[\w.\x80-\xbf\xc3-\xc6\xd0-\xd3\xe4-\xe9-]/.test(String.fromCharCode(code)) || code === KANA),
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
  while (start < position && isContinuation(text.charCodeAt(start))) start++;
  // In a string, the letter after a backslash belongs to an escaped line break.
  const isEscape = start > 0 && start < position && text.charCodeAt(start - 1) === BACKSLASH;
  return isEscape && /[nrt]/.test(text.charAt(start)) ? start + 1 : start;
}

/** Whether a byte belongs to a character that began before it, such as a quote, which no name has. */
function isContinuation(code: number): boolean {
  return code >= 0x80 && code < 0xc0;
}
