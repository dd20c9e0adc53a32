import type { FileAnalysis } from './analyzeFile';
import { type Channel, createChannel } from './channel';
import type { CoverageGaps, SkipReason } from './coverage';
import type { Engine } from './pool/engine';
import type { ScanEngines } from './pool/engines';
import type { FileOutcome } from './pool/messages';
import { createRecovery } from './pool/recovery';
import { type ContentScan, type NoResult, scanContents } from './pool/scanContents';
import { contentKeyOf, type ResultCache } from './resultCache';
import type { Listed, Page, ScanSource, SourceFile, Step } from './source';

/** The outcome of a file; its size in bytes. */
export type AnalyzedFile<File> = {
  readonly file: File;
  readonly size: number;
  readonly outcome:
    | { readonly result: FileAnalysis; readonly isReused: boolean }
    | { readonly skipped: SkipReason };
};

/** The pages of a listing with the outcomes of their files, all in the order of the listing. */
export type AnalyzedStep<File> =
  | { readonly page: Page<File> }
  /** The last step: how the listing ended. */
  | { readonly listed: Listed }
  | { readonly skipped: SkipReason; readonly path: string }
  | AnalyzedFile<File>;

export type AnalysisTools = {
  readonly engines: ScanEngines;
  readonly cache: ResultCache | null;
  readonly coverage: CoverageGaps;
  readonly deadline: number;
  readonly fileMs: number;
};

/** Files that one engine analyzes together. Each task on a repository starts a Git process. */
const CHUNK_FILES = 250;
const CHUNK_BYTES = 2 * 1024 * 1024;
/** Detections that wait in a chunk until it is their turn; a file may have a thousand, each with its lines. */
const MOST_WAITING = 2_000;

type Result = FileOutcome | NoResult | { readonly skipped: 'missing' };

/** A part of a page, whose files an engine is analyzing. */
type Chunk<File> = {
  /** The page that begins with it. */
  readonly page: Page<File> | null;
  readonly steps: readonly Step<File>[];
  /** Results that were in the cache. */
  readonly known: ReadonlyMap<File, FileAnalysis>;
  /** How many files wait for the result of each content. */
  readonly uses: Map<string | File, number>;
  readonly results: Channel<readonly [File, Result]>;
};

/** Analyzes the files of a listing on all engines of a scan, while it lists the next pages. */
export async function* analyzePages<File extends SourceFile>(
  tools: AnalysisTools,
  source: Pick<ScanSource<File>, 'toTask'>,
  pages: AsyncGenerator<Page<File>, Listed, undefined>,
): AsyncGenerator<AnalyzedStep<File>, void, undefined> {
  const started: Chunk<File>[] = [];
  const chunks = chunksOf(tools, source, pages);
  let listed: Listed | undefined;
  let isOver = false;
  let filling: Promise<void> | undefined;
  const fill = async () => {
    while (!listed && !isOver && started.length <= tools.engines.width) {
      const next = await chunks.next();
      if (next.done) listed = next.value;
      else started.push(next.value);
    }
    // Nobody takes what was started after the end.
    if (isOver) for (const { results } of started) results.close();
  };
  const keepFilling = () => {
    filling ??= fill().finally(() => {
      filling = undefined;
    });
    return filling;
  };
  try {
    for (;;) {
      const beside = keepFilling();
      // An engine that waits for this loop must not hold up a listing that this loop waits for.
      if (started.length === 0) await beside;
      else beside.catch(() => undefined);
      const [chunk] = started;
      if (!chunk) break;
      yield* stepsOf(tools, chunk);
      started.shift();
    }
    if (listed) yield { listed };
  } finally {
    isOver = true;
    for (const { results } of started) results.close();
  }
}

/** Starts the analysis of each chunk when it is requested. */
async function* chunksOf<File extends SourceFile>(
  tools: AnalysisTools,
  source: Pick<ScanSource<File>, 'toTask'>,
  pages: AsyncGenerator<Page<File>, Listed, undefined>,
): AsyncGenerator<Chunk<File>, Listed, undefined> {
  for (;;) {
    const next = await pages.next();
    if (next.done) return next.value;
    const page = next.value;
    const { coverage, deadline, fileMs } = tools;
    const scan = { coverage, deadline, recover: createRecovery(coverage, fileMs) };
    let first: Page<File> | null = page;
    for (const steps of partsOf(page.steps)) {
      yield await start(tools, scan, source, { page: first, steps });
      first = null;
    }
  }
}

function* partsOf<File extends SourceFile>(steps: readonly Step<File>[]): Generator<readonly Step<File>[]> {
  let part: Step<File>[] = [];
  let bytes = 0;
  for (const step of steps) {
    part.push(step);
    bytes += 'file' in step ? (step.file.size ?? 0) : 0;
    if (part.length < CHUNK_FILES && bytes < CHUNK_BYTES) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  // Also of a page without files, whose skips and limits count.
  if (part.length > 0 || steps.length === 0) yield part;
}

async function start<File extends SourceFile>(
  { engines, cache }: AnalysisTools,
  scan: ContentScan,
  source: Pick<ScanSource<File>, 'toTask'>,
  part: Pick<Chunk<File>, 'page' | 'steps'>,
): Promise<Chunk<File>> {
  const known = new Map<File, FileAnalysis>();
  const uses = new Map<string | File, number>();
  const wanted: File[] = [];
  for (const step of part.steps) {
    if (!('file' in step)) continue;
    const { file } = step;
    const identity = identityOf(cache, file);
    const result = typeof identity === 'string' ? await cache?.get(identity) : undefined;
    if (result) known.set(file, result);
    else {
      if (!uses.has(identity)) wanted.push(file);
      uses.set(identity, (uses.get(identity) ?? 0) + 1);
    }
  }
  const results = createChannel<readonly [File, Result]>(MOST_WAITING, weightOf);
  if (wanted.length === 0) results.end();
  else {
    const work = (engine: Engine) => collect(scanContents(scan, engine, wanted, source.toTask), results);
    engines.run(work).then(() => results.end(), results.end);
  }
  return { ...part, known, uses, results };
}

async function collect<Item>(items: AsyncIterable<Item>, into: Channel<Item>): Promise<void> {
  for await (const item of items) if (!(await into.push(item))) return;
}

function weightOf([, result]: readonly [unknown, Result]): number {
  return (
    1 + ('outcome' in result && 'result' in result.outcome ? result.outcome.result.detections.length : 0)
  );
}

/** The key of a file's content in the cache; the file itself where there is none. */
function identityOf<File extends SourceFile>(cache: ResultCache | null, file: File): string | File {
  const { contentId, path, size } = file;
  return cache === null || contentId === null ? file : contentKeyOf(contentId, { path, size: size ?? 0 });
}

async function* stepsOf<File extends SourceFile>(
  { cache }: AnalysisTools,
  { page, steps, known, uses, results }: Chunk<File>,
): AsyncGenerator<AnalyzedStep<File>, void, undefined> {
  if (page) yield { page };
  const arrived = new Map<string | File, Result>();
  const incoming = results[Symbol.asyncIterator]();
  /** Waits for a content, and keeps results that arrive before it. */
  const resultOf = async (identity: string | File): Promise<Result> => {
    for (;;) {
      const result = arrived.get(identity);
      if (result) return result;
      const next = await incoming.next();
      if (next.done) return { skipped: 'missing' };
      const [file, outcome] = next.value;
      const key = identityOf(cache, file);
      arrived.set(key, outcome);
      if (typeof key === 'string' && 'outcome' in outcome && 'result' in outcome.outcome) {
        await cache?.put(key, outcome.outcome.result);
      }
    }
  };
  for (const step of steps) {
    if (!('file' in step)) {
      yield step;
      continue;
    }
    const { file } = step;
    const identity = identityOf(cache, file);
    const result = known.get(file);
    if (result) {
      const isReused = typeof identity === 'string' && cache?.isNew(identity) === false;
      yield { file, size: file.size ?? 0, outcome: { result, isReused } };
      continue;
    }
    yield analyzed(file, await resultOf(identity));
    const left = (uses.get(identity) ?? 1) - 1;
    uses.set(identity, left);
    if (left === 0) arrived.delete(identity);
  }
}

function analyzed<File extends SourceFile>(file: File, result: Result): AnalyzedFile<File> {
  if (!('outcome' in result)) return { file, size: file.size ?? 0, outcome: result };
  const { size, outcome } = result;
  const isFresh = 'result' in outcome ? { result: outcome.result, isReused: false } : outcome;
  return { file, size: file.size ?? size, outcome: isFresh };
}
