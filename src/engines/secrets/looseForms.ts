import { limited } from './limited';
import type { Span } from './windows';

/** A form of text around a value, and the part of the value to mask; undefined where it is harmless. */
type Form = { readonly pattern: RegExp; readonly maskedOf: (value: string) => string | undefined };

const unlessWord = (value: string) => (isNotWord(value) ? value : undefined);
/** Numbers are used as passwords, too. */
const withDigit = (value: string) => (/\d/.test(value) ? value : undefined);

/** The possible beginning of a comment, which stays readable. */
const COMMENT = /[\t ](?:#|\/\/|\/\*|\*|<!--|--|;|%|\{\{!|'|rem\b)/i;

/** Returns several words, without the comment after them. */
function wordsBefore(text: string): string | undefined {
  const comment = text.search(COMMENT);
  const words = text.slice(0, comment < 0 ? undefined : comment).trimEnd();
  return /[\t ]/.test(words) ? words : undefined;
}

/** Values in these forms are masked in snippets, although they are too short or plain for any rule. */
const FORMS: readonly Form[] = [
  {
    pattern: limited(
      /authorization\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}["'`]{0,2}(?:[a-z-]{2,20}[\t ]{1,3})?(?<value>[^\s"'`]{6,400})/dgi,
      2048,
    ),
    maskedOf: unlessWord,
  },
  { pattern: /:\/\/(?<value>[^\s/@"'`<>]{6,250})@/dg, maskedOf: unlessWord },
  {
    pattern: limited(
      /(?:pass(?:w(?:or)?d|phrase|code)?|pwd|secret|token|(?:api|access|private|signing|encryption|master|auth|secret)[_-]?key|credentials?)\d{0,2}["'\]]{0,3}(?:[\t ]{0,4}:[\t ]{0,4}[a-z]{2,20}(?=[\t ]{0,4}=))?[\t ]{0,4}(?:=>|:=|[:=])[\t ]{0,4}["'`]{0,3}(?<value>[^\s"'`,;()<>{}[\]]{4,400})(?!\()/dgi,
      2048,
    ),
    maskedOf: withDigit,
  },
  // Without quotes, a value of several words ends with its line.
  {
    pattern: limited(
      /(?:PASS(?:W(?:OR)?D|PHRASE|CODE)?|PWD|SECRET|TOKEN|KEY|CREDENTIALS?)\d{0,2}[\t ]{0,4}[:=][\t ]{0,4}(?<value>[^\s"'`,;()<>{}[\]=]{1,60}[\t ]{1,4}[^\s][^\r\n]{0,300})/dg,
      2048,
    ),
    maskedOf: wordsBefore,
  },
  {
    pattern: limited(
      /(?:pass(?:w(?:or)?d|phrase|code)?|pwd|secret|token|(?:api|access|private|signing|encryption|master|auth|secret)[_-]?key|credentials?)\d{0,2}=(?<value>[^\s"'`,;()<>{}[\]=]{1,60}[\t ]{1,4}[^\s][^\r\n]{0,300})/dgi,
      2048,
    ),
    maskedOf: wordsBefore,
  },
];

const PIECE = 2048;
/** Longer than any match, so that each match lies within one of the pieces. */
const OVERLAP = 512;

/** Returns the spans where a text has a secret-like value that is not a word of a language or program. */
export function looseValuesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    for (const { start, end } of valuesIn(text.slice(from, from + PIECE)))
      spans.push({ start: from + start, end: from + end });
  }
  return spans;
}

function valuesIn(piece: string): Span[] {
  return FORMS.flatMap(({ pattern, maskedOf }) =>
    Array.from(piece.matchAll(pattern), ({ indices, groups }) => {
      const [start] = indices?.groups?.value ?? [0];
      const masked = maskedOf(groups?.value ?? '');
      return masked === undefined ? [] : [{ start, end: start + masked.length }];
    }).flat(),
  );
}

/** Shorter values occur within other words. */
const SHORTEST = 6;

/** Whether a value has both letters and digits, and is long enough to be a chosen password. */
export function isNotWord(value: string): boolean {
  return value.length >= SHORTEST && /\d/.test(value) && /[A-Za-z]/.test(value);
}
