import { fileKindOf } from './fileKind';
import { type Hidden, show } from './hidden';
import type { Rule } from './rule';
import type { Judged } from './suspects';
import { makeTextSearch } from './textSearch';
import { makeView } from './view';

/** Longer texts are cut before they are searched. */
const LONGEST_TEXT = 20_000;

/** What every text has in which something is hidden: see TOKEN of view.ts, and the forms of looseForms.ts. */
const SUSPICIOUS = /[:=]|authorization|[A-Z0-9+/_-]{12}/i;
/** What is shown as it is. */
const PLAIN = /^[\x20-\x7e\n]*$/;

const KIND = fileKindOf('message.txt');

/** Masks values in a text. @param values of which empty ones count as none */
type TextMask = (text: string, values: readonly string[]) => string;

/** Creates a mask of given values, of what these rules find, and of whatever looks generated. */
export function makeTextMask(rules: readonly Rule[]): TextMask {
  let search: ReturnType<typeof makeTextSearch> | undefined;
  return (text, values) => {
    // Most texts of people are prose, which takes a fraction of the time.
    if (values.length === 0 && isProse(text)) return text;
    // Made late, as most processes mask nothing.
    search ??= makeTextSearch(rules);
    const bytes = Buffer.from(text.slice(0, LONGEST_TEXT));
    const characters = bytes.toString('latin1');
    const found = search(bytes, characters, KIND).filter(({ confidence }) => confidence !== 'no');
    const given = values.filter((value) => value !== '').map(toBytes);
    const view = makeView(characters, found.flatMap(hiddenOf), [
      ...given,
      ...found.map(({ secret }) => secret),
    ]);
    const lines = Array.from({ length: view.lines.count }, (_, index) => view.lines.spanOf(index + 1));
    return lines.map((line) => show(view.text, view.hiddenIn(line), line)).join('\n');
  };
}

function hiddenOf({ start, end, masked, rule }: Judged): Hidden[] {
  return [
    { start, end, keywords: rule.keywords },
    { ...masked, keywords: [] },
  ];
}

function isProse(text: string): boolean {
  return text.length <= LONGEST_TEXT && PLAIN.test(text) && !SUSPICIOUS.test(text);
}

function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
