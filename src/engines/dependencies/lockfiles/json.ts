import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { type Gap, Unreadable } from '../reading';
import { isTable, type Table } from './values';

export type JsonFile = {
  readonly root: Table;
  /** The line of a property, from 1. */
  readonly lineOf: (owner: Table, key: string) => number;
  /** What is strange about the file but does not hinder reading it. */
  readonly gaps: readonly Gap[];
};

/** Properties and entries of one file; more would take too much memory. */
const MAX_VALUES = 3_000_000;

/**
 * Reads a text of JSON that is a table. Tables have no prototype, and of equal keys the last one counts.
 * @throws Unreadable if it is no such text
 */
export function readJson(text: string): JsonFile {
  const builder = createBuilder();
  try {
    visit(text, builder.visitor, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('Its values are nested too deeply.');
    throw error;
  }
  const { root, lines, duplicate } = builder.result();
  if (!isTable(root)) throw new Unreadable('It is not a table in JSON.');
  return {
    root,
    lineOf: (owner, key) => lines.get(owner)?.get(key) ?? 1,
    gaps:
      duplicate === null
        ? []
        : [
            {
              reason: `Line ${duplicate} repeats a key; of equal keys only the last was read.`,
              isPartial: true,
            },
          ],
  };
}

type Container = Record<string, unknown> | unknown[];

function createBuilder() {
  const lines = new Map<object, Map<string, number>>();
  const open: { value: Container; key: string }[] = [];
  let root: unknown;
  let count = 0;
  let duplicate: number | null = null;
  const put = (value: unknown) => {
    count += 1;
    if (count > MAX_VALUES) throw new Unreadable(`It holds more than ${MAX_VALUES} values.`);
    const last = open.at(-1);
    if (!last) root = value;
    else if (Array.isArray(last.value)) last.value.push(value);
    else last.value[last.key] = value;
  };
  const begin = (value: Container) => {
    put(value);
    open.push({ value, key: '' });
  };
  const end = () => void open.pop();
  const visitor = {
    onObjectBegin: () => begin(Object.create(null)),
    onArrayBegin: () => begin([]),
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: put,
    onObjectProperty: (key: string, _offset: number, _length: number, line: number) => {
      const last = open.at(-1);
      if (!last) return;
      last.key = key;
      const own = lines.get(last.value) ?? new Map<string, number>();
      if (own.has(key)) duplicate ??= line + 1;
      lines.set(last.value, own.set(key, line + 1));
    },
    onError: (code: ParseErrorCode, _offset: number, _length: number, line: number) => {
      throw new Unreadable(`Line ${line + 1} is not valid JSON (${printParseErrorCode(code)}).`);
    },
  };
  return { visitor, result: () => ({ root, lines, duplicate }) };
}
