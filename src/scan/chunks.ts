import type { Engine as Analysis, FileEntry } from '@/engines/engine';
import type { FileAnalysis } from './analyzeFile';
import type { AnalysisTools } from './analyzePages';
import type { Engine } from './pool/engine';
import type { FileOutcome } from './pool/messages';
import { type ContentScan, createRecovery, type NoResult, scanContents } from './pool/tasks';
import type { Listed, Page, ScanSource, SourceFile, Step } from './source';

/** Files that one engine analyzes together. Each task on a repository starts a Git process. */
const CHUNK_FILES = 250;
const CHUNK_BYTES = 2 * 1024 * 1024;
/** Detections that wait in a chunk until it is their turn. A file may have a thousand, each with its lines. */
const MOST_WAITING = 2_000;

/** The result of a file, or the reason why it has none. */
export type ChunkResult = FileOutcome | NoResult | { readonly skipped: 'missing' };

/** A part of a page whose files an engine analyzes together. */
export type Part<File> = {
  /** The page that begins with it. */
  readonly page: Page<File> | null;
  readonly steps: Step<File>[];
  /** What identifies the content of each file: see identityOf. */
  readonly identities: Map<File, string | File>;
  /** Results that were in the cache. */
  readonly known: Map<File, FileAnalysis>;
  /** The files that an engine analyzes: one of each content. */
  readonly wanted: File[];
  /** How many files wait for the result of each of these contents. */
  readonly uses: Map<string | File, number>;
  /** Its own, as something else may have killed the engines of several parts at once. */
  readonly scan: Omit<ContentScan<File>, 'onBytes'>;
  /** The content that the reader of the results waits for. */
  awaited: string | File | null;
  bytes: number;
  /** Of the results that were in the cache. */
  weight: number;
};

/** A part whose files an engine is analyzing. */
export type Chunk<File> = Part<File> & { readonly results: Channel<readonly [File, ChunkResult]> };

/** Divides the pages of a listing. The last item says how the listing ended. */
export async function* partsOf<File extends SourceFile>(
  tools: AnalysisTools,
  pages: AsyncGenerator<Page<File>, Listed, undefined>,
): AsyncGenerator<Part<File> | { readonly listed: Listed }, void, undefined> {
  for (;;) {
    const next = await pages.next();
    if (next.done) {
      yield { listed: next.value };
      return;
    }
    let part = emptyPart(tools, next.value);
    for (const step of next.value.steps) {
      if (isWhole(part)) {
        yield part;
        part = emptyPart<File>(tools, null);
      }
      part.steps.push(step);
      if ('file' in step) await addFile(tools, part, step.file);
    }
    // Also of a page without files, whose skips and limits count.
    yield part;
  }
}

function emptyPart<File>({ coverage, deadline, fileMs }: AnalysisTools, page: Page<File> | null): Part<File> {
  const scan = { coverage, deadline, recover: createRecovery(coverage, fileMs) };
  return {
    page,
    scan,
    steps: [],
    identities: new Map(),
    known: new Map(),
    wanted: [],
    uses: new Map(),
    awaited: null,
    bytes: 0,
    weight: 0,
  };
}

function isWhole({ steps, bytes, weight }: Part<unknown>): boolean {
  return steps.length >= CHUNK_FILES || bytes >= CHUNK_BYTES || weight >= MOST_WAITING;
}

async function addFile<File extends SourceFile>(
  tools: AnalysisTools,
  part: Part<File>,
  file: File,
): Promise<void> {
  const { identities, known, wanted, uses } = part;
  const identity = identityOf(tools, file);
  identities.set(file, identity);
  const result = typeof identity === 'string' ? await tools.cache?.get(identity) : undefined;
  part.bytes += file.size ?? 0;
  if (result) {
    known.set(file, result);
    part.weight += result.detections.length;
  } else {
    if (!uses.has(identity)) wanted.push(file);
    uses.set(identity, (uses.get(identity) ?? 0) + 1);
  }
}

/** The key of a file's content in the cache; the file itself where there is none. */
function identityOf<File extends SourceFile>(
  { cache, analyses }: Pick<AnalysisTools, 'cache' | 'analyses'>,
  file: File,
): string | File {
  const { contentId, path, size } = file;
  if (cache === null || contentId === null) return file;
  return contentKeyOf(contentId, { path, size: size ?? 0 }, analyses);
}

/**
 * The key of a content's result, which depends on its bytes and on its kind of file for each engine.
 * A blob's id is enough. Git has one object of an id, and the file serves one repository on one machine.
 */
export function contentKeyOf(blobId: string, file: FileEntry, engines: readonly Analysis[]): string {
  const kinds = engines
    .filter(({ accepts }) => accepts(file))
    .map(({ id, kindOf }) => `${id}:${kindOf(file.path)}`);
  return [blobId, ...kinds].join(' ');
}

/** Has the next free engine analyze the files of a part. Their results arrive in any order. */
export function startChunk<File extends SourceFile>(
  { engines, onBytes }: AnalysisTools,
  source: Pick<ScanSource<File>, 'toTask'>,
  part: Part<File>,
): Chunk<File> {
  const { wanted, scan } = part;
  const results = createChannel<readonly [File, ChunkResult]>(MOST_WAITING, weightOf);
  const chunk = { ...part, results };
  const onPart = (file: File, bytes: number) => {
    if (chunk.identities.get(file) === chunk.awaited) onBytes(bytes);
  };
  const work = (engine: Engine) =>
    collect(scanContents({ ...scan, onBytes: onPart }, engine, wanted, source.toTask), results);
  if (wanted.length === 0) results.end();
  else engines.run(work).then(() => results.end(), results.end);
  return chunk;
}

async function collect<Item>(items: AsyncIterable<Item>, into: Channel<Item>): Promise<void> {
  for await (const item of items) if (!(await into.push(item))) return;
}

function weightOf([, result]: readonly [unknown, ChunkResult]): number {
  const isResult = 'outcome' in result && 'result' in result.outcome;
  return 1 + (isResult ? result.outcome.result.detections.length : 0);
}

/** A queue between one producer and one consumer, which holds the producer up while it is full. */
type Channel<Item> = AsyncIterable<Item> & {
  /** Resolves when there is room for more. @returns false once the consumer wants nothing more */
  readonly push: (item: Item) => Promise<boolean>;
  /** Ends the queue once its items are consumed. @param error is thrown to the consumer */
  readonly end: (error?: unknown) => void;
  /** For the consumer: nothing more is wanted. */
  readonly close: () => void;
};

/** @param most the weight of all items together from which the queue is full */
export function createChannel<Item>(most: number, weightOf: (item: Item) => number): Channel<Item> {
  const items: Item[] = [];
  let weight = 0;
  let ended: { readonly error: unknown } | undefined;
  let isClosed = false;
  let wakeConsumer = () => {};
  let wakeProducer = () => {};

  return {
    push: async (item) => {
      if (isClosed) return false;
      items.push(item);
      weight += weightOf(item);
      wakeConsumer();
      if (weight >= most) await new Promise<void>((resolve) => (wakeProducer = resolve));
      return !isClosed;
    },
    end: (error) => {
      ended = { error };
      wakeConsumer();
    },
    close: () => {
      isClosed = true;
      wakeProducer();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let item = items.shift(); item !== undefined; item = items.shift()) {
          weight -= weightOf(item);
          if (weight < most) wakeProducer();
          yield item;
        }
        if (ended?.error !== undefined) throw ended.error;
        if (ended) return;
        await new Promise<void>((resolve) => (wakeConsumer = resolve));
      }
    },
  };
}
