import { limited } from './limited';
import type { Span } from './windows';

/** A form of text around a value, and what of the value is to be masked; undefined where it is none. */
type Form = { readonly pattern: RegExp; readonly maskedOf: (value: string) => string | undefined };

const unlessWord = (value: string) => (isNoWord(value) ? value : undefined);
/** People choose numbers for passwords, too. */
const withDigit = (value: string) => (/\d/.test(value) ? value : undefined);

/** Where a comment may begin, which is to stay readable. */
const COMMENT = /[\t ](?:#|\/\/|\/\*|\*|<!--|--|;|%|\{\{!|'|rem\b)/i;

/** Several words, without a comment behind them. */
function wordsBefore(text: string): string | undefined {
  const comment = text.search(COMMENT);
  const words = text.slice(0, comment < 0 ? undefined : comment).trimEnd();
  return /[\t ]/.test(words) ? words : undefined;
}

/** Values behind these are masked in snippets, though they are too short or too plain for any rule to report. */
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
/** More than any form matches, so that each match is whole in one of the pieces. */
const OVERLAP = 512;

/** Where a text has something in a secret's place that is no word of a language or program. */
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

/** Shorter values stand in other words. */
const SHORTEST = 6;

/** Whether a value has both letters and digits, and is long enough to be somebody's choice. */
export function isNoWord(value: string): boolean {
  return value.length >= SHORTEST && /\d/.test(value) && /[A-Za-z]/.test(value);
}
