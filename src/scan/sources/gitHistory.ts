import {
  type Exclusions,
  type FailedContent,
  HISTORY_START,
  type HistoryAnswer,
  type HistoryEnd,
  type HistoryTask,
} from '@/scan/pool/messages';
import { createRecovery } from '@/scan/pool/recovery';
import type { CoverageGaps } from '../coverage';
import { inHistory, LARGE_IN_HISTORY, MANY_FILES_IN_HISTORY } from '../limitMessages';
import { type Engine, EngineFault } from '../pool/engine';
import { trackLocations } from './locations';

export type HistoryRequest = Omit<HistoryTask, 'type' | 'from' | keyof Exclusions>;

/** What a walk needs of its scan. */
export type HistoryScan = {
  readonly engine: Engine;
  readonly coverage: CoverageGaps;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
};

export type HistoryWalk = {
  /** The limit that ended the walk early, if any did. Skipped contents are no such limit. */
  readonly limit: HistoryEnd['limit'] | 'crash';
  readonly skipped: number;
  /** Secrets that no file holds any more, with the commit that removed each from its last file. */
  readonly removed: readonly { readonly digest: string; readonly commit: string }[];
};

/**
 * Has the engine walk a history. A content on which it takes too long or dies is skipped and recorded. A new engine
 * then continues from the last answer. It reads Git's output from the beginning, but scans only what is new.
 * @param onAnswer is awaited before the next answer is processed
 */
export async function runHistoryWalk(
  { engine, coverage, deadline, fileMs }: HistoryScan,
  request: HistoryRequest,
  onAnswer: (answer: HistoryAnswer) => void | Promise<void>,
): Promise<HistoryWalk> {
  const recover = createRecovery(coverage, fileMs);
  const locations = trackLocations(request.known);
  const failed: FailedContent[] = [];
  let from = HISTORY_START;
  let skipped = 0;
  let commits = 0;
  let bytes = 0;
  const take = async (answer: HistoryAnswer) => {
    from = answer.reached;
    locations.apply(answer.moves);
    for (const { path, bytes, reason, slowKey } of answer.skipped) {
      coverage.skipped(reason, inHistory(path), bytes);
      if (reason === 'file_limit') coverage.addLimit(MANY_FILES_IN_HISTORY);
      if (reason === 'too_large') coverage.addLimit(LARGE_IN_HISTORY);
      else skipped++;
      if (slowKey !== undefined) engine.slowKeys.add(slowKey);
    }
    // An engine that continues after another one counts from the beginning again.
    commits = Math.max(commits, answer.commits);
    bytes = Math.max(bytes, answer.bytes);
    await onAnswer({ ...answer, commits, bytes });
  };
  const takeEnd = (answer: HistoryEnd) => {
    for (const message of answer.shortfalls) coverage.addLimit(message);
    return answer.limit;
  };
  const walk = async (): Promise<HistoryEnd['limit'] | EngineFault> => {
    const exclusions = { failed, slowKeys: [...engine.slowKeys] };
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
    ...{ limit, skipped },
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
