import type { Omissions } from './coverage';
import {
  type Exclusions,
  type FailedContent,
  HISTORY_START,
  type HistoryAnswer,
  type HistoryEnd,
  type HistoryOrder,
} from './engineMessages';
import { EngineFault } from './engineWatch';
import { inHistory, LARGE_IN_HISTORY, MANY_FILES_IN_HISTORY } from './limitSentences';
import type { EngineScan } from './lookThrough';
import { createRecovery } from './recovery';
import { createWhereabouts } from './whereabouts';

export type HistoryWish = Omit<HistoryOrder, 'type' | 'from' | keyof Exclusions>;

export type HistoryWalk = {
  /** What left a part of history out, if anything did; contents that were skipped are not counted. */
  readonly limit: HistoryEnd['limit'] | 'crash';
  readonly skipped: number;
  /** Secrets that no file holds any more, with the commit that removed each from the last one. */
  readonly removed: readonly { readonly digest: string; readonly commit: string }[];
};

/**
 * Has the engine walk a history. A content over which it takes too long or dies is skipped and noted, and a fresh engine
 * goes on from the last answer. That one reads Git's output from its beginning again, but scans only what is new.
 * @param onAnswer is awaited before the next answer is taken
 */
export async function walkOn(
  { engine, coverage, deadline, fileMs }: EngineScan & { readonly coverage: Omissions },
  wish: HistoryWish,
  onAnswer: (answer: HistoryAnswer) => void | Promise<void>,
): Promise<HistoryWalk> {
  const recover = createRecovery(coverage, fileMs);
  const whereabouts = createWhereabouts(wish.known);
  const failed: FailedContent[] = [];
  let from = HISTORY_START;
  let skipped = 0;
  let commits = 0;
  let bytes = 0;
  const take = async (answer: HistoryAnswer) => {
    from = answer.reached;
    whereabouts.apply(answer.moves);
    for (const { path, bytes, reason, slowKey } of answer.skipped) {
      coverage.skipped(reason, inHistory(path), bytes);
      if (reason === 'file_limit') coverage.cutShort(MANY_FILES_IN_HISTORY);
      if (reason === 'too_large') coverage.cutShort(LARGE_IN_HISTORY);
      else skipped++;
      if (slowKey !== undefined) engine.slowKeys.add(slowKey);
    }
    // An engine that goes on behind another one reads from the beginning.
    commits = Math.max(commits, answer.commits);
    bytes = Math.max(bytes, answer.bytes);
    await onAnswer({ ...answer, commits, bytes });
  };
  const takeEnd = (answer: HistoryEnd) => {
    for (const sentence of answer.shortfalls) coverage.cutShort(sentence);
    return answer.limit;
  };
  const walk = async (): Promise<HistoryEnd['limit'] | EngineFault> => {
    const exclusions = { failed, slowKeys: [...engine.slowKeys] };
    const order = { type: 'history', ...wish, known: whereabouts.state(), from, ...exclusions } as const;
    let limit: HistoryEnd['limit'] = null;
    try {
      for await (const answer of engine.order(order, deadline)) {
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
    removed: limit === 'crash' ? [] : whereabouts.removed(),
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
