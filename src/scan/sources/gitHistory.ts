import {
  type Exclusions,
  type FailedContent,
  HISTORY_START,
  type HistoryAnswer,
  type HistoryEnd,
  type HistoryTask,
} from '@/scan/pool/messages';
import { createRecovery } from '@/scan/pool/recovery';
import { LARGE_IN_HISTORY, MANY_FILES_IN_HISTORY } from '../limitMessages';
import { type Engine, EngineFault } from '../pool/engine';
import { trackLocations } from './locations';

export type HistoryRequest = Omit<HistoryTask, 'type' | 'from' | keyof Exclusions>;

/** What a walk needs of its scan. */
export type HistoryScan = {
  readonly engine: Engine;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
};

/** What an answer adds to the results, and the numbers since the beginning. */
export type HistoryPart = Pick<HistoryAnswer, 'commits' | 'bytes' | 'found' | 'skipped'>;

export type HistoryWalk = {
  /** The limit that ended the walk early, if any did. Skipped contents are no such limit. */
  readonly limit: HistoryEnd['limit'] | 'crash';
  /** Messages for users on all other limits that it met. */
  readonly messages: readonly string[];
  readonly skipped: number;
  /** Secrets that no file holds any more, with the commit that removed each from its last file. */
  readonly removed: readonly { readonly digest: string; readonly commit: string }[];
};

/**
 * Has the engine walk a history. A content on which it takes too long or dies is skipped. A new engine then continues
 * from the last answer. It reads Git's output from the beginning, but scans only what is new.
 * @param onPart is awaited before the engine goes on
 */
export async function runHistoryWalk(
  { engine, deadline, fileMs }: HistoryScan,
  request: HistoryRequest,
  onPart: (part: HistoryPart) => Promise<void>,
): Promise<HistoryWalk> {
  const messages = new Set<string>();
  const addLimit = (message: string) => void messages.add(message);
  const recover = createRecovery({ addLimit }, fileMs);
  const locations = trackLocations(request.known);
  const failed: FailedContent[] = [];
  // The tree may still be scanned, and its results must not depend on this walk.
  const slowKeys = new Set(engine.slowKeys);
  let from = HISTORY_START;
  let skipped = 0;
  let commits = 0;
  let bytes = 0;
  const take = async (answer: HistoryAnswer) => {
    from = answer.reached;
    locations.apply(answer.moves);
    for (const { reason, slowKey } of answer.skipped) {
      if (reason === 'file_limit') addLimit(MANY_FILES_IN_HISTORY);
      if (reason === 'too_large') addLimit(LARGE_IN_HISTORY);
      else skipped++;
      if (slowKey !== undefined) slowKeys.add(slowKey);
    }
    // An engine that continues after another one counts from the beginning again.
    commits = Math.max(commits, answer.commits);
    bytes = Math.max(bytes, answer.bytes);
    await onPart({ commits, bytes, found: answer.found, skipped: answer.skipped });
  };
  const takeEnd = (answer: HistoryEnd) => {
    for (const message of answer.shortfalls) addLimit(message);
    return answer.limit;
  };
  const walk = async (): Promise<HistoryEnd['limit'] | EngineFault> => {
    const exclusions = { failed, slowKeys: [...slowKeys] };
    const task = { type: 'history', ...request, known: locations.state(), from, ...exclusions } as const;
    let limit: HistoryEnd['limit'] = null;
    try {
      for await (const answer of engine.run(task, deadline)) {
        if (answer.type === 'history') await take(answer);
        else if (answer.type === 'history_end') limit = takeEnd(answer);
      }
      return limit;
    } catch (error) {
      if (error instanceof EngineFault) return error;
      throw error;
    }
  };
  const end = (limit: HistoryWalk['limit']) => ({
    ...{ limit, messages: [...messages], skipped },
    removed: limit === 'crash' ? [] : locations.removed(),
  });

  for (;;) {
    const fault = await walk();
    if (!(fault instanceof EngineFault)) return end(fault);
    const recovery = recover(fault);
    if (recovery === 'stop') return end('time');
    if (recovery === 'retry') continue;
    if (recovery === 'give up' || fault.content === undefined) return end('crash');
    failed.push({
      number: fault.content,
      reason: fault.kind === 'slow content' ? 'time_limit' : 'engine_fault',
    });
  }
}
