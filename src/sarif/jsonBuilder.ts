/** A JSON value. Its objects have no prototype's names. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The size of a value, in characters of its texts. Each part counts for itself too. */
const MOST_SIZE = 4 * 1024 * 1024;
const SIZE_OF_PART = 16;

type Open = { readonly value: Json[] | { [key: string]: Json }; key: string };

/** Builds one JSON value from its parts. Once it is too large, it keeps nothing of it. */
export type JsonBuilder = {
  readonly open: (kind: 'object' | 'array') => void;
  readonly close: () => void;
  readonly add: (value: Json) => void;
  readonly beginText: () => void;
  readonly addText: (piece: string) => void;
  readonly endText: (read: (text: string) => Json) => void;
  readonly endKey: () => void;
  readonly isTooLarge: () => boolean;
  readonly take: () => Json;
};

export function createBuilder(): JsonBuilder {
  let stack: Open[] = [];
  let built: Json = null;
  let text = '';
  let size = 0;

  const grow = (by: number): boolean => {
    size += by;
    if (size <= MOST_SIZE) return true;
    stack = [];
    built = null;
    text = '';
    return false;
  };
  const add = (value: Json) => {
    if (!grow(SIZE_OF_PART)) return;
    const parent = stack.at(-1);
    if (!parent) built = value;
    else if (Array.isArray(parent.value)) parent.value.push(value);
    // Assigning this name would change the object's prototype.
    else if (parent.key !== '__proto__') parent.value[parent.key] = value;
  };
  return {
    open: (kind) => {
      const value: Open['value'] = kind === 'array' ? [] : {};
      add(value);
      if (size <= MOST_SIZE) stack.push({ value, key: '' });
    },
    close: () => void stack.pop(),
    add,
    beginText: () => {
      text = '';
    },
    addText: (piece) => {
      if (grow(piece.length)) text += piece;
    },
    endText: (read) => add(read(text)),
    endKey: () => {
      const parent = stack.at(-1);
      if (parent) parent.key = text;
    },
    isTooLarge: () => size > MOST_SIZE,
    take: () => built,
  };
}
