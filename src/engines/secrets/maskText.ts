import { show } from './hidden';
import { makeView } from './view';

/** Longer texts are cut before they are searched. */
const LONGEST_TEXT = 20_000;

/** What every text has in which something is hidden: see TOKEN of view.ts, and the forms of looseForms.ts. */
const SUSPICIOUS = /[:=]|authorization|[A-Z0-9+/_-]{12}/i;
/** What is shown as it is. */
const PLAIN = /^[\x20-\x7e\n]*$/;

/** Masks these values in a text, and whatever looks generated. @param values of which empty ones count as none */
export function maskText(text: string, values: readonly string[]): string {
  // Most texts of people are prose, which takes a fraction of the time.
  if (values.length === 0 && isProse(text)) return text;
  const bytes = toBytes(text.slice(0, LONGEST_TEXT));
  const view = makeView(bytes, [], values.filter((value) => value !== '').map(toBytes));
  const lines = Array.from({ length: view.lines.count }, (_, index) => view.lines.spanOf(index + 1));
  return lines.map((line) => show(view.text, view.hiddenIn(line), line)).join('\n');
}

function isProse(text: string): boolean {
  return text.length <= LONGEST_TEXT && PLAIN.test(text) && !SUSPICIOUS.test(text);
}

function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
