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
import { prose } from './prose';
import { row } from './row';
import { serialized } from './serialized';
import type { Shape } from './shape';
import { switchCases } from './switchCases';
import { table } from './table';
import { valueBefore } from './valueBefore';
import { words } from './words';

/** The shapes in which values stand under names. The first that reads any is the one that is meant. */
export const SHAPES: readonly Shape[] = [
  buildField,
  serialized,
  escapedSign,
  assigned,
  keywords,
  block,
  valueBefore,
  comparison,
  comparedBefore,
  switchCases,
  list,
  words,
  row,
  copied,
  columns,
  table,
  htmlTable,
  prose,
];
