import { createHash } from 'node:crypto';
import type { LoadedFile } from '@/engines/engine';
import { readText } from '@/engines/text';
import type { BlobRead } from '@/git/batchParser';
import type { FileAnalysis } from '../analyzeFile';
import type { MarkWriter } from './child';
import type { ContentAnswer, Exclusions } from './messages';

export type GuardedOutcome =
  | { readonly result: FileAnalysis }
  | { readonly skipped: 'engine_fault' }
  | { readonly skipped: 'time_limit'; readonly slowKey: string };

/**
 * Scans one content unless an engine has failed on it.
 * @param number of the content within the task
 * @param areLines whether these are lines of a text: see LoadedFile
 */
export type GuardedScan = (
  number: number,
  content: Buffer,
  path: string,
  areLines?: boolean,
) => GuardedOutcome;

/** @param mark reports the current content to the parent, which may have to kill this process */
export function createGuardedScan(
  analyze: (file: LoadedFile) => FileAnalysis,
  mark: MarkWriter,
  { failed, slowKeys }: Exclusions,
): GuardedScan {
  const reasons = new Map(failed.map(({ number, reason }) => [number, reason]));
  const slow = createSlowContents(slowKeys);

  return (number, content, path, areLines = false) => {
    const reason = reasons.get(number);
    if (reason === 'engine_fault') return { skipped: reason };
    const slowKey = reason ? slow.add(content) : slow.find(content);
    if (slowKey !== undefined) return { skipped: 'time_limit', slowKey };
    mark.set(number, 'scan');
    const result = analyze({ path, content, areLines });
    mark.clear();
    return { result };
  };
}

/**
 * Scans a content that was read whole. One that is too large for that is judged by its beginning.
 * @param scan is called for a content that was read whole
 */
export function analyzeBlob(
  blob: WithoutId<BlobRead>,
  scan: (content: Buffer) => GuardedOutcome,
): ContentAnswer {
  if (blob.kind === 'missing') return { skipped: 'missing' };
  if (blob.kind === 'whole') return scan(blob.content);
  // The beginning shows whether the content is text.
  const { verdict } = readText(blob.head);
  return verdict === 'text' ? { skipped: 'too_large' } : { result: { verdict, detections: [] } };
}

/** Contents that do not come from Git have no id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Contents that have used up their time in this scan, to be recognized under any path. */
type SlowContents = {
  /** @returns the content's key */
  readonly add: (content: Buffer) => string;
  /** @returns the key of a known slow content; undefined for any other content */
  readonly find: (content: Buffer) => string | undefined;
};

const NEWLINE = 10;

/** @param keys of contents that were too slow in earlier engines */
function createSlowContents(keys: readonly string[]): SlowContents {
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
