import type { FileFormat } from '../../fileKind';
import type { Literal } from '../literals';
import type { NameSpan } from '../nameSpans';
import type { Place, Statement } from '../statement';

/**
 * Reads the values that stand under a name in one shape of text. It says what stands where, and judges nothing.
 * Plain lists, since most texts have none of a shape and a generator costs more than the look.
 * @param text bytes as characters 0 to 255
 * @param name of any meaning
 */
export type Shape = (text: string, name: NameSpan, format: FileFormat) => readonly Statement[];

/** What a shape returns where the text has another one. */
export const NONE: readonly Statement[] = [];

/** Returns the one value that a shape has read, unless it is missing or empty. */
export function only(name: NameSpan, value: Literal | undefined, place: Place): readonly Statement[] {
  return value !== undefined && value.end > value.start ? [{ name, value, place }] : NONE;
}
