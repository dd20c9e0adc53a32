import { createHash } from 'node:crypto';

/** Contents that have used up their time in this scan, to be recognized under any path. */
export type SlowContents = {
  /** @returns the content's key */
  readonly add: (content: Buffer) => string;
  /** @returns the key of a known slow content; undefined for any other content */
  readonly find: (content: Buffer) => string | undefined;
};

const NEWLINE = 10;

/** @param keys of contents that were too slow in earlier engines */
export function createSlowContents(keys: readonly string[]): SlowContents {
  const known = new Set(keys);
  const lengths = new Set(keys.map((key) => Number.parseInt(key, 10)));
  return {
    add: (content) => {
      const key = keyOf(content);
      known.add(key);
      lengths.add(lengthOf(content));
      return key;
    },
    find: (content) => {
      // Few contents have the length of a slow one. The others need no digest.
      if (!lengths.has(lengthOf(content))) return undefined;
      const key = keyOf(content);
      return known.has(key) ? key : undefined;
    },
  };
}

/** History gives a file without the line break at its end, so the key ignores that. */
function lengthOf(content: Buffer): number {
  return content.at(-1) === NEWLINE ? content.length - 1 : content.length;
}

function keyOf(content: Buffer): string {
  const length = lengthOf(content);
  return `${length} ${createHash('sha256').update(content.subarray(0, length)).digest('base64')}`;
}
