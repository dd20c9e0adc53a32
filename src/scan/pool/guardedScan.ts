import type { LoadedFile } from '@/engines/engine';
import type { FileAnalysis } from '../analyzeFile';
import type { MarkWriter } from './contentMark';
import type { Exclusions } from './messages';
import { createSlowContents } from './slowContents';

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
