import type { CoverageGaps } from '../coverage';
import type { Engine } from './engine';
import type { EngineAnswer, EngineTask, Exclusions } from './messages';
import { createRecovery, type Recovery } from './recovery';
import { EngineFault } from './watch';
import { TREE_TIME } from '../limitMessages';

/** The parts of a scan that are needed to have the engine scan contents. */
export type EngineScan = {
  readonly engine: Engine;
  readonly coverage: Pick<CoverageGaps, 'addLimit'>;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
};

/** The tasks and answers of the engine for a kind of contents. */
export type ContentKind<Content, Result> = {
  readonly task: (contents: readonly Content[], exclusions: Exclusions) => EngineTask;
  readonly resultsIn: (answer: EngineAnswer) => readonly Result[];
  /** The key of a content that took too long, if the result has one. */
  readonly slowKeyIn: (result: Result) => string | undefined;
};

/** Why a content has no result. */
export type NoResult = { readonly skipped: 'engine_fault' | 'time_limit' };

/**
 * Has the engine scan contents. A content on which it dies or takes too long is skipped and recorded. A new engine
 * then continues after it. After the deadline, all remaining contents are skipped.
 * @returns the result of each; in their order, unless an engine has died
 */
export async function* scanContents<Content, Result>(
  { engine, coverage, deadline, fileMs }: EngineScan,
  contents: readonly Content[],
  kind: ContentKind<Content, Result>,
): AsyncGenerator<readonly [Content, Result | NoResult], void, undefined> {
  const recover = createRecovery(coverage, fileMs);
  const slow = new Set<Content>();
  let rest = contents;
  while (rest.length > 0) {
    const exclusions = { failed: slowAmong(rest, slow), slowKeys: [...engine.slowKeys] };
    const results = engine.run(kind.task(rest, exclusions), deadline);
    const { fault, answered } = yield* pairUp(rest, results, kind, engine.slowKeys);
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

/** @returns how many contents have a result, and the fault that ended the engine early, if any */
async function* pairUp<Content, Result>(
  contents: readonly Content[],
  answers: AsyncGenerator<EngineAnswer>,
  { resultsIn, slowKeyIn }: ContentKind<Content, Result>,
  slowKeys: Set<string>,
): AsyncGenerator<readonly [Content, Result], { answered: number; fault?: EngineFault }, undefined> {
  let answered = 0;
  try {
    for await (const answer of answers) {
      for (const result of resultsIn(answer)) {
        const content = contents[answered++];
        const slowKey = slowKeyIn(result);
        if (slowKey !== undefined) slowKeys.add(slowKey);
        if (content !== undefined) yield [content, result];
      }
    }
    return { answered };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    return { answered, fault: error };
  }
}
