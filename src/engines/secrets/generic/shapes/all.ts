import { assigned } from './assigned';
import { buildField } from './buildField';
import { columns } from './columns';
import { comparison } from './comparison';
import { copied } from './copied';
import { keywords } from './keywords';
import { list } from './list';
import { prose } from './prose';
import { row } from './row';
import { serialized } from './serialized';
import type { Shape } from './shape';
import { table } from './table';

/** The shapes in which values stand under names. The first that reads any is the one that is meant. */
export const SHAPES: readonly Shape[] = [
  buildField,
  serialized,
  assigned,
  keywords,
  comparison,
  list,
  row,
  copied,
  columns,
  table,
  prose,
];
