import { assigned } from './assigned';
import { block } from './block';
import { buildField } from './buildField';
import { columns } from './columns';
import { comparedBefore } from './comparedBefore';
import { comparison } from './comparison';
import { copied } from './copied';
import { escapedSign } from './escapedSign';
import { htmlTable } from './htmlTable';
import { keywords } from './keywords';
import { list } from './list';
import { members } from './members';
import { prose } from './prose';
import { row } from './row';
import { serialized } from './serialized';
import type { Shape } from './shape';
import { switchCases } from './switchCases';
import { table } from './table';
import { valueBefore } from './valueBefore';
import { words } from './words';

/**
 * The shapes in which values stand under names, and the characters that may follow the name in each; undefined for any.
 * The first that reads any value is the one that is meant.
 */
const FOLLOWED: readonly (readonly [shape: Shape, characters: string | undefined])[] = [
  [buildField, `"'`],
  [serialized, `\\"'`],
  [escapedSign, '%&\\=: \t'],
  [assigned, undefined],
  [keywords, '='],
  [block, `\\"':={ \t`],
  [valueBefore, '"'],
  [comparison, `"'\`]) \t=!-`],
  [comparedBefore, `,"']) \t`],
  [switchCases, `"']):{ \t\r\n`],
  [list, `"'\`]):= \t`],
  [members, `\\"'\`]):= \t`],
  [words, '=| \t'],
  [row, ',)"`] \r\n'],
  [copied, ',)"`] \r\n'],
  [columns, undefined],
  [table, undefined],
  [htmlTable, '<:* \t'],
  [prose, `"'\`*_=: \t\xef`],
];

export const SHAPES: readonly Shape[] = FOLLOWED.map(([shape]) => shape);

const BEFORE: readonly (readonly Shape[])[] = Array.from({ length: 256 }, (_, code) =>
  FOLLOWED.filter(([, characters]) => characters?.includes(String.fromCharCode(code)) ?? true).map(
    ([shape]) => shape,
  ),
);

/** Returns the shapes in which a name is followed by a character; NaN is the end of the text. */
export function shapesBefore(code: number): readonly Shape[] {
  return BEFORE[code] ?? [];
}
