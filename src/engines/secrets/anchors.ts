import type { Digest } from './digest';
import type { View } from './view';

/** Characters of a line that count, so that a minified file is not read again for each secret. */
const MOST_CHARACTERS = 1_000;
/** Empty lines that are passed over to reach a neighbour. */
const MOST_EMPTY = 20;
/** Characters of a digest: 66 bits, since anchors are only compared within one group of one repository. */
const LENGTH = 11;

/**
 * Keyed digests of a line, of the one above and of the one below, without white space and empty lines.
 * They stay the same when lines are inserted elsewhere or the file is indented anew.
 */
export function anchorsOf(
  view: View,
  line: number,
  digest: Digest,
): [line: string, above: string, below: string] {
  const anchor = (text: string) => digest('anchor', text).slice(0, LENGTH);
  return [anchor(textOf(view, line)), anchor(neighbour(view, line, -1)), anchor(neighbour(view, line, 1))];
}

/** The nearest line with text in one direction; empty at the ends of the file. */
function neighbour(view: View, line: number, step: 1 | -1): string {
  for (let distance = 1; distance <= MOST_EMPTY; distance++) {
    const at = line + step * distance;
    if (at < 1 || at > view.lines.count) break;
    const text = textOf(view, at);
    if (text !== '') return text;
  }
  return '';
}

function textOf({ text, lines }: View, line: number): string {
  const { start, end } = lines.spanOf(line);
  return text.slice(start, Math.min(end, start + MOST_CHARACTERS)).replace(/\s/g, '');
}
