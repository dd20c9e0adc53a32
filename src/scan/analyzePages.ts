import type { Engine } from '@/engines/engine';
import type { FileAnalysis } from './analyzeFile';
import { type Chunk, type ChunkResult, createChannel, partsOf, startChunk } from './chunks';
import type { CoverageGaps, SkipReason } from './coverage';
import type { ScanEngines } from './pool/pool';
import type { ResultCache } from './resultCache';
import type { Listed, Page, ScanSource, SourceFile } from './source';

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
  /** What the engines' processes run. */
  readonly analyses: readonly Engine[];
  readonly cache: ResultCache | null;
  readonly coverage: CoverageGaps;
  readonly deadline: number;
  readonly fileMs: number;
  /** Receives how much of the next file is done, if that is a large one. */
  readonly onBytes: (bytes: number) => void;
};

/** Parts that are begun for each process. Parts differ in size, so with fewer a process would wait for work. */
const AHEAD = 3;

/**
 * Analyzes the files of a listing on all engines of a scan, while it lists the next pages.
 * Where the caller ends it early, what was begun ends at its next result.
 * @throws what the listing and the cache throw; the signal's reason
 */
export async function* analyzePages<File extends SourceFile>(
  tools: AnalysisTools,
  source: Pick<ScanSource<File>, 'toTask'>,
  pages: AsyncGenerator<Page<File>, Listed, undefined>,
): AsyncGenerator<AnalyzedStep<File>, void, undefined> {
  const ahead = createChannel<Chunk<File> | { readonly listed: Listed }>(
    AHEAD * tools.engines.width,
    () => 1,
  );
  const begun = new Set<Chunk<File>>();
  let isOver = false;
  /** Lists ahead of the loop below, which must take results while this waits for an engine. */
  const fill = async () => {
    for await (const part of partsOf(tools, pages)) {
      if (isOver) return;
      const next = 'listed' in part ? part : startChunk(tools, source, part);
      if ('results' in next) begun.add(next);
      if (!(await ahead.push(next))) return;
    }
  };
  fill().then(() => ahead.end(), ahead.end);
  try {
    for await (const next of ahead) {
      if ('listed' in next) yield next;
      else {
        yield* stepsOf(tools, next);
        begun.delete(next);
      }
    }
  } finally {
    isOver = true;
    ahead.close();
    for (const { results } of begun) results.close();
  }
}

async function* stepsOf<File extends SourceFile>(
  tools: AnalysisTools,
  chunk: Chunk<File>,
): AsyncGenerator<AnalyzedStep<File>, void, undefined> {
  const { cache } = tools;
  const { page, steps, identities, known, uses, results } = chunk;
  if (page) yield { page };
  const arrived = new Map<string | File, ChunkResult>();
  const incoming = results[Symbol.asyncIterator]();
  /** Waits for a content, and keeps results that arrive before it. */
  const resultOf = async (identity: string | File): Promise<ChunkResult> => {
    for (;;) {
      const result = arrived.get(identity);
      if (result) return result;
      const next = await incoming.next();
      if (next.done) return { skipped: 'missing' };
      const [file, outcome] = next.value;
      const key = identities.get(file) ?? file;
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
    const identity = identities.get(file) ?? file;
    const result = known.get(file);
    if (result) {
      const isReused = typeof identity === 'string' && cache?.isNew(identity) === false;
      yield { file, size: file.size ?? 0, outcome: { result, isReused } };
      continue;
    }
    chunk.awaited = identity;
    yield analyzed(file, await resultOf(identity));
    const left = (uses.get(identity) ?? 1) - 1;
    uses.set(identity, left);
    if (left === 0) arrived.delete(identity);
  }
}

function analyzed<File extends SourceFile>(file: File, result: ChunkResult): AnalyzedFile<File> {
  if (!('outcome' in result)) return { file, size: file.size ?? 0, outcome: result };
  const { size, outcome } = result;
  const isFresh = 'result' in outcome ? { result: outcome.result, isReused: false } : outcome;
  return { file, size: file.size ?? size, outcome: isFresh };
}
