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

/** Where a shape may stand: any text, or one that goes on behind the name with one of some characters. */
type Following = {
  readonly shape: Shape;
  /** The characters directly behind the name; undefined for any. */
  readonly next?: string;
  /** The characters behind the name and blanks; undefined for any. */
  readonly behindBlanks?: string;
};

/** The shapes in which values stand under names. The first that reads any value is the one that is meant. */
const FOLLOWED: readonly Following[] = [
  { shape: buildField, next: `"'`, behindBlanks: '' },
  { shape: serialized, next: `\\"'`, behindBlanks: '' },
  { shape: escapedSign, next: '%&\\=:', behindBlanks: ':=' },
  { shape: assigned },
  { shape: keywords, next: '=', behindBlanks: '' },
  { shape: block, next: `\\"':={`, behindBlanks: ':={' },
  { shape: valueBefore, next: '"', behindBlanks: '' },
  { shape: comparison, next: `"'\`])=!-`, behindBlanks: '=!-e' },
  { shape: comparedBefore, next: `,"'])` },
  { shape: switchCases, next: `"']):{\r\n`, behindBlanks: ':{oi\r\n' },
  { shape: list, next: `"'\`]):=`, behindBlanks: ':=' },
  { shape: members, next: `\\"'\`]):=`, behindBlanks: ':=' },
  { shape: words, next: '=|', behindBlanks: '=|' },
  { shape: row, next: ',)"`]\r\n' },
  { shape: copied, next: ',)"`]\r\n' },
  { shape: columns },
  { shape: table },
  { shape: htmlTable, next: '<:*', behindBlanks: '<:*' },
  { shape: prose, next: `"'\`*_=:\xef` },
];

export const SHAPES: readonly Shape[] = FOLLOWED.map(({ shape }) => shape);

const BY_NEXT = byCharacter(({ next }) => next);
const BEHIND_BLANKS = byCharacter(({ behindBlanks }) => behindBlanks);
const SPACE = 0x20;
const TAB = 0x09;

function byCharacter(charactersOf: (following: Following) => string | undefined): (readonly Shape[])[] {
  return Array.from({ length: 257 }, (_, code) =>
    FOLLOWED.filter((it) => charactersOf(it)?.includes(String.fromCharCode(code)) ?? true).map(
      ({ shape }) => shape,
    ),
  );
}

/** The end of the text is no character, and behaves as one that no shape names. */
const END = 256;

/** Returns the shapes that may stand where a name ends. */
export function shapesBehind(text: string, end: number): readonly Shape[] {
  let at = end;
  while (isBlank(text.charCodeAt(at))) at++;
  const code = at < text.length ? text.charCodeAt(at) : END;
  return (at === end ? BY_NEXT : BEHIND_BLANKS)[code] ?? [];
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
