import type { Omissions } from './coverage';
import type { Engine } from './engine';
import type { EngineAnswer, EngineOrder, Exclusions } from './engineMessages';
import { EngineFault } from './engineWatch';
import { TREE_TIME } from './limitSentences';
import { createRecovery, type Recovery } from './recovery';

/** What having an engine scan contents takes from the scan that they are part of. */
export type EngineScan = {
  readonly engine: Engine;
  readonly coverage: Pick<Omissions, 'cutShort'>;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
};

/** How contents of a kind are ordered from the engine, and found in its answers. */
export type ContentKind<Content, Result> = {
  readonly order: (contents: readonly Content[], exclusions: Exclusions) => EngineOrder;
  readonly resultsIn: (answer: EngineAnswer) => readonly Result[];
  /** The key of a content that took too long, where the result says so. */
  readonly slowKeyIn: (result: Result) => string | undefined;
};

/** Why a content has no result. */
export type NoResult = { readonly skipped: 'engine_fault' | 'time_limit' };

/**
 * Has the engine scan contents. One over which it dies or takes too long is skipped and noted, and a fresh engine goes
 * on behind it; past the deadline, all that are left are skipped.
 * @returns what each came to, in their order where no engine has died
 */
export async function* lookThrough<Content, Result>(
  { engine, coverage, deadline, fileMs }: EngineScan,
  contents: readonly Content[],
  kind: ContentKind<Content, Result>,
): AsyncGenerator<readonly [Content, Result | NoResult], void, undefined> {
  const recover = createRecovery(coverage, fileMs);
  const slow = new Set<Content>();
  let rest = contents;
  while (rest.length > 0) {
    const exclusions = { failed: slowAmong(rest, slow), slowKeys: [...engine.slowKeys] };
    const results = engine.order(kind.order(rest, exclusions), deadline);
    const { fault, answered } = yield* pairUp(rest, results, kind, engine.slowKeys);
    if (!fault) return;
    const inHand = rest[fault.content ?? answered];
    rest = rest.slice(answered);
    const recovery = recover(fault);
    if (recovery === 'stop') coverage.cutShort(TREE_TIME);
    // The next engine finds out the key of what was too slow, and so answers for it.
    if (fault.kind === 'slow content' && inHand !== undefined) slow.add(inHand);
    const skipped = skippedBy(recovery, rest, fault.kind === 'crash' ? inHand : undefined);
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

/** The engine finds out the keys of those that were too slow, and scans them no more. */
function slowAmong<Content>(contents: readonly Content[], slow: ReadonlySet<Content>): Exclusions['failed'] {
  return contents.flatMap((content, number) =>
    slow.has(content) ? [{ number, reason: 'time_limit' as const }] : [],
  );
}

/** @returns how many contents have been answered for, and what ended the engine before it was done */
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
