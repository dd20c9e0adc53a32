import type { CoverageGaps } from '../coverage';
import { TREE_TIME } from '../limitMessages';
import type { Engine } from './engine';
import type { EngineTask, Exclusions, FileOutcome } from './messages';
import type { Recovery } from './recovery';
import { EngineFault } from './watch';

/** What scanning contents needs of its scan. */
export type ContentScan = {
  readonly coverage: Pick<CoverageGaps, 'addLimit'>;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Decides what follows when an engine ends before its task is done. */
  readonly recover: (fault: EngineFault) => Recovery;
};

/** Why a content has no result. */
export type NoResult = { readonly skipped: 'engine_fault' | 'time_limit' };

/**
 * Has an engine scan contents. A content on which it dies or takes too long is skipped and recorded. A new engine
 * then continues after it. After the deadline, all remaining contents are skipped.
 * @param toTask the task that scans these contents; it answers with FilesAnswer
 * @returns the outcome of each; in their order, unless an engine has died
 */
export async function* scanContents<Content>(
  { coverage, deadline, recover }: ContentScan,
  engine: Engine,
  contents: readonly Content[],
  toTask: (contents: readonly Content[], exclusions: Exclusions) => EngineTask,
): AsyncGenerator<readonly [Content, FileOutcome | NoResult], void, undefined> {
  const slow = new Set<Content>();
  let rest = contents;
  while (rest.length > 0) {
    const exclusions = { failed: slowAmong(rest, slow), slowKeys: [...engine.slowKeys] };
    const { fault, answered } = yield* pairUp(rest, engine, toTask(rest, exclusions), deadline);
    if (!fault) return;
    const current = rest[fault.content ?? answered];
    rest = rest.slice(answered);
    const recovery = recover(fault);
    if (recovery === 'stop') coverage.addLimit(TREE_TIME);
    // The next engine computes the key of the slow content, and so returns its result.
    if (fault.kind === 'slow content' && current !== undefined) slow.add(current);
    const skipped = skippedBy(recovery, rest, fault.kind === 'crash' ? current : undefined);
    const reason = recovery === 'stop' ? 'time_limit' : 'engine_fault';
    for (const content of skipped) yield [content, { skipped: reason }];
    rest = rest.filter((content) => !skipped.includes(content));
  }
}

function skippedBy<Content>(
  recovery: Recovery,
  rest: readonly Content[],
  crashed: Content | undefined,
): readonly Content[] {
  if (recovery === 'stop' || recovery === 'give up') return rest;
  return recovery === 'skip' ? rest.filter((content) => content === crashed) : [];
}

/** The engine computes the keys of slow contents, and does not scan them again. */
function slowAmong<Content>(contents: readonly Content[], slow: ReadonlySet<Content>): Exclusions['failed'] {
  return contents.flatMap((content, number) =>
    slow.has(content) ? [{ number, reason: 'time_limit' as const }] : [],
  );
}

/** @returns how many contents have an outcome, and the fault that ended the engine early, if any */
async function* pairUp<Content>(
  contents: readonly Content[],
  engine: Engine,
  task: EngineTask,
  deadline: number,
): AsyncGenerator<readonly [Content, FileOutcome], { answered: number; fault?: EngineFault }, undefined> {
  let answered = 0;
  try {
    for await (const answer of engine.run(task, deadline)) {
      for (const file of answer.type === 'files' ? answer.files : []) {
        const content = contents[answered++];
        if ('slowKey' in file.outcome) engine.slowKeys.add(file.outcome.slowKey);
        if (content !== undefined) yield [content, file];
      }
    }
    return { answered };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    return { answered, fault: error };
  }
}
