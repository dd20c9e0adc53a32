import type { Literal } from './literals';
import type { NameSpan } from './nameSpans';

/** What a name and its value are parts of. */
export type Place = 'assignment' | 'list' | 'comparison' | 'prose' | 'table' | 'row';

/**
 * A value that stands under a name: the one form in which every shape of text is judged. Shapes only say what stands
 * where; whether it is a secret is judged elsewhere, alike for all of them.
 */
export type Statement = { readonly name: NameSpan; readonly value: Literal; readonly place: Place };
