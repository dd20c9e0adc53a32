import { expect, it } from 'vitest';
import { type AnalysisTools, type AnalyzedStep, analyzePages } from './analyzePages';
import { createCoverageLog } from './coverage';
import type { Listed, Page, SourceFile } from './source';

/** Everything here is known from the cache, so that no engine is needed. */
const source = {
  toTask: () => {
    throw new Error('all results are known');
  },
};
const tools = {
  engines: { width: 2 },
  ...{ analyses: [], coverage: createCoverageLog('branch'), deadline: Date.now() + 60_000, fileMs: 1_000 },
  cache: { get: async () => ({ verdict: 'text', detections: [] }), isNew: () => false },
} as unknown as AnalysisTools;

const fileOf = (path: string): SourceFile => ({ path, size: 1, contentId: path, allowedBy: [] });
const pageOf = (...paths: string[]): Page<SourceFile> => ({
  ...{ steps: paths.map((path) => ({ file: fileOf(path) })), skips: [], limits: [] },
});

async function stepsOf(pages: AsyncGenerator<Page<SourceFile>, Listed, undefined>) {
  const steps: AnalyzedStep<SourceFile>[] = [];
  for await (const step of analyzePages(tools, source, pages)) steps.push(step);
  return steps;
}

it('throws what the listing throws after the files that were listed by then', async () => {
  const seen: unknown[] = [];
  const pages = (async function* (): AsyncGenerator<Page<SourceFile>, Listed, undefined> {
    for (const path of 'abcde') yield pageOf(path);
    throw new Error('cancelled');
  })();
  const taken = async () => {
    for await (const step of analyzePages(tools, source, pages))
      if ('file' in step) seen.push(step.file.path);
  };
  await expect(taken()).rejects.toThrow('cancelled');
  expect(seen).toEqual([...'abcde']);
});

it('yields pages without files, paths that are skipped, and at last how the listing ended', async () => {
  const empty = pageOf();
  const mixed: Page<SourceFile> = {
    ...pageOf(),
    steps: [{ skipped: 'symlink', path: 'link' }, { file: fileOf('a') }],
  };
  const listed: Listed = { isComplete: false };
  const pages = (async function* () {
    yield* [empty, mixed];
    return listed;
  })();
  const result = { verdict: 'text', detections: [] };
  expect(await stepsOf(pages)).toEqual([
    { page: empty },
    { page: mixed },
    { skipped: 'symlink', path: 'link' },
    { file: fileOf('a'), size: 1, outcome: { result, isReused: true } },
    { listed },
  ]);
});

it('lists three parts ahead for each engine, and no more', async () => {
  let listed = 0;
  const pages = (async function* () {
    for (; listed < 20; listed++) yield pageOf(`${listed}`);
    return { isComplete: true };
  })();
  let taken = 0;
  for await (const step of analyzePages(tools, source, pages)) {
    if (!('file' in step)) continue;
    await new Promise((resolve) => setTimeout(resolve, 1));
    // Beyond those: one that is taken, and one that is listed.
    expect(listed - taken).toBeLessThanOrEqual(3 * tools.engines.width + 2);
    taken++;
  }
  expect(taken).toBe(20);
});

it('asks for no further page once its caller has ended it', async () => {
  let listed = 0;
  const pages = (async function* () {
    for (; listed < 20; listed++) yield pageOf(`${listed}`);
    return { isComplete: true };
  })();
  for await (const step of analyzePages(tools, source, pages)) if ('file' in step) break;
  const atEnd = listed;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(listed).toBe(atEnd);
});
