import { show } from './hidden';
import { makeView } from './view';

/** Longer texts are cut before they are searched. */
const LONGEST_TEXT = 20_000;

/** Masks these values in a text, and whatever looks generated. @param values of which empty ones count as none */
export function maskText(text: string, values: readonly string[]): string {
  const bytes = toBytes(text.slice(0, LONGEST_TEXT));
  const view = makeView(bytes, [], values.filter((value) => value !== '').map(toBytes));
  const lines = Array.from({ length: view.lines.count }, (_, index) => view.lines.spanOf(index + 1));
  return lines.map((line) => show(view.text, view.hiddenIn(line), line)).join('\n');
}

function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
