import { type CoverageGaps, slowFiles, TREE_TIME } from '../coverage';
import type { ExceptionFile } from '../exceptions/exceptionFile';
import type { ReadExceptions } from '../exceptions/readExceptions';
import type { IgnoreFile } from '../ignoreFile';
import { type Engine, EngineFault } from './engine';
import type { EngineAnswer, EngineTask, Exclusions, FileOutcome } from './messages';
import type { ScanEngines } from './pool';

/** What is done after an engine has ended before its task was done. */
type Recovery =
  /** A new engine repeats the task. */
  | 'retry'
  /** A new engine goes on without the content that this one was processing. */
  | 'skip'
  /** Engines keep dying: the rest of the task is not scanned. */
  | 'end'
  /** The time for the scan is up. */
  | 'stop';

/** Engines that have died on this many contents will keep dying. */
const MAX_CRASHES = 3;

/**
 * Decides what follows the end of each engine in tasks that belong together. Records the limits in the coverage.
 * @param fileMs how long one content may be scanned, in milliseconds
 */
export function createRecovery(
  coverage: Pick<CoverageGaps, 'addLimit'>,
  fileMs: number,
): (fault: EngineFault) => Recovery {
  let deaths = 0;
  return ({ kind, message }) => {
    if (kind === 'deadline') return 'stop';
    if (kind === 'slow content') {
      coverage.addLimit(slowFiles(fileMs));
      return 'skip';
    }
    // The first death need not be the content's fault: something else may have killed the engine.
    if (deaths++ === 0) return 'retry';
    coverage.addLimit(message);
    return deaths > MAX_CRASHES ? 'end' : 'skip';
  };
}

/**
 * Runs a task on the first engine of a scan, which keeps a listing open between two pages. If it dies, another one
 * tries it once more: something else may have killed it.
 * @param deadlineOf is called when it is the task's turn; in milliseconds since the epoch
 * @throws EngineFault; the signal's reason
 */
export async function runTask(
  engines: Pick<ScanEngines, 'runFirst'>,
  task: EngineTask,
  deadlineOf: () => number,
  take: (answer: EngineAnswer) => void,
): Promise<void> {
  const run = () =>
    engines.runFirst(async (engine) => {
      for await (const answer of engine.run(task, deadlineOf())) take(answer);
    });
  try {
    await run();
  } catch (error) {
    if (!(error instanceof EngineFault) || error.kind !== 'crash') throw error;
    await run();
  }
}

/** A page of paths or a file takes milliseconds, and the worst patterns and files take seconds. */
const MATCH_MS = 60_000;

/**
 * Has an engine match paths against an ignore file, so that untrusted patterns never run in this process.
 * @returns the paths that it names, and messages on the parts of it that were not applied
 * @throws EngineFault; the signal's reason
 */
export async function matchIgnored(
  engines: Pick<ScanEngines, 'runFirst'>,
  ignoreFile: IgnoreFile,
  paths: readonly string[],
): Promise<{ ignored: ReadonlySet<string>; shortfalls: readonly string[] }> {
  let shortfalls: readonly string[] = [];
  const ignored = new Set<string>();
  if (ignoreFile?.length === 0 || paths.length === 0) return { ignored, shortfalls };
  const task = { type: 'match', ignoreFile, paths } as const;
  await runTask(
    engines,
    task,
    () => Date.now() + MATCH_MS,
    (answer) => {
      if (answer.type !== 'match') return;
      for (const path of answer.ignored) ignored.add(path);
      shortfalls = answer.shortfalls;
    },
  );
  return { ignored, shortfalls };
}

/**
 * Has an engine read a file of exceptions, so that untrusted YAML is never read in this process.
 * @throws EngineFault; the signal's reason
 */
export async function readExceptionsIn(
  engines: Pick<ScanEngines, 'runFirst'>,
  file: ExceptionFile,
): Promise<ReadExceptions> {
  let read: ReadExceptions = { exceptions: [], problems: [] };
  if (file.length === 0) return read;
  await runTask(
    engines,
    { type: 'exceptions', file },
    () => Date.now() + MATCH_MS,
    (answer) => {
      if (answer.type === 'exceptions') read = answer;
    },
  );
  return read;
}

/** What scanning contents needs of its scan. */
export type ContentScan<Content> = {
  readonly coverage: Pick<CoverageGaps, 'addLimit'>;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Decides what follows when an engine ends before its task is done. */
  readonly recover: (fault: EngineFault) => Recovery;
  /** Receives how much of a large content is done; less than before if another engine begins with it again. */
  readonly onBytes: (content: Content, bytes: number) => void;
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
  scan: ContentScan<Content>,
  engine: Engine,
  contents: readonly Content[],
  toTask: (contents: readonly Content[], exclusions: Exclusions) => EngineTask,
): AsyncGenerator<readonly [Content, FileOutcome | NoResult], void, undefined> {
  const { coverage, recover } = scan;
  const slow = new Set<Content>();
  let rest = contents;
  while (rest.length > 0) {
    const exclusions = { failed: slowAmong(rest, slow), slowKeys: [...engine.slowKeys] };
    const { fault, answered } = yield* pairUp(rest, engine, toTask(rest, exclusions), scan);
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
  if (recovery === 'stop' || recovery === 'end') return rest;
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
  { deadline, onBytes }: Pick<ContentScan<Content>, 'deadline' | 'onBytes'>,
): AsyncGenerator<readonly [Content, FileOutcome], { answered: number; fault?: EngineFault }, undefined> {
  const report = (number: number, bytes: number) => {
    const content = contents[number];
    if (content !== undefined) onBytes(content, bytes);
  };
  let answered = 0;
  try {
    for await (const answer of engine.run(task, deadline, report)) {
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
