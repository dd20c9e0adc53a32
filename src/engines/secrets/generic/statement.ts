import type { FileKind } from '../fileKind';
import type { Literal } from './literals';
import type { NameSpan } from './nameSpans';

/** What a name and its value are parts of. */
export type Place = 'assignment' | 'list' | 'member' | 'comparison' | 'prose' | 'table' | 'row';

/**
 * A value that stands under a name: the one form in which every shape of text is judged. Shapes only say what stands
 * where; whether it is a secret is judged elsewhere, alike for all of them.
 */
export type Statement = { readonly name: NameSpan; readonly value: Literal; readonly place: Place };

/** What is judged of a statement besides its name and its value. */
export type Setting = {
  readonly quoted: boolean;
  readonly kind: FileKind;
  readonly place: Place;
  /** Whether a user, a host or an address stands beside it. */
  readonly hasNeighbours: () => boolean;
  /** Whether it stands in a connection string for a server that others reach. */
  readonly isForServer: () => boolean;
};
