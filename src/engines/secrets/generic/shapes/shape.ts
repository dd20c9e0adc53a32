import type { FileFormat } from '../../fileKind';
import type { NameSpan } from '../nameSpans';
import type { Statement } from '../statement';

/**
 * Reads the values that stand under a name in one shape of text. It says what stands where, and judges nothing.
 * @param text bytes as characters 0 to 255
 * @param name of any meaning
 */
export type Shape = (text: string, name: NameSpan, format: FileFormat) => Iterable<Statement>;
