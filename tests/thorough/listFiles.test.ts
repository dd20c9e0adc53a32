import { rmSync } from 'node:fs';
import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import {
  commitNestedTrees,
  commitTree,
  gitIn,
  importRepo,
  initBare,
  manyFiles,
  streamOf,
  type TestFile,
} from '@tests/support/hostileRepos';
import { DEADLY } from '@tests/support/plantedRules';
import { bundlePlanted } from '@tests/support/programs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '@/engines/registry';
import { analyzePages } from '@/scan/analyzePages';
import { createCoverageLog, LIST_TIME } from '@/scan/coverage';
import { NO_EXCEPTION_FILE } from '@/scan/exceptions/exceptionFile';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { createEnginePool, createScanEngines, type ScanEngines } from '@/scan/pool/pool';
import type { Listed } from '@/scan/source';
import { gitTree } from '@/scan/sources/gitTree';

const planted = await bundlePlanted();
const MAIN = planted.fileOf('plantedEngineProcess');
const MAX_FILES = 5_000;
const pool = createEnginePool({
  memoryMb: 512,
  searchPath: process.env.PATH ?? '',
  main: MAIN,
  processes: 2,
});

const room = scratch();
let engines: ScanEngines | undefined;
afterEach(() => engines?.stop());
afterAll(room.remove);
afterAll(planted.remove);

function prepare(gitDir: string, tip: string, { ms = 60_000, processes = 1 } = {}) {
  const { searchPath, timeoutMs } = repositoryAt(gitDir);
  const setUp = { gitDir, searchPath, digestKey: 'k', maxFileBytes: 1e6, timeoutMs, allowList: [] };
  const { signal } = new AbortController();
  engines = createScanEngines(setUp, { pool, fileMs: 10_000, stallMs: 60_000, processes }, signal);
  const coverage = createCoverageLog('all');
  const limits = { maxFiles: MAX_FILES };
  const deadline = Date.now() + ms;
  const analyses = ENGINES;
  const tools = {
    engines,
    analyses,
    coverage,
    limits,
    deadline,
    fileMs: 10_000,
    signal,
    cache: null,
    onBytes: () => {},
  };
  return { tools, coverage, source: gitTree(tip, null) };
}

/** Lists and analyzes all files. */
async function listAll({ tools, coverage, source }: ReturnType<typeof prepare>) {
  const opened = await source.open(tools);
  const seen: string[] = [];
  let listed: Listed | undefined;
  for (const message of opened.limits) coverage.addLimit(message);
  for await (const step of analyzePages(tools, source, source.pages(tools, opened))) {
    if ('listed' in step) listed = step.listed;
    else if ('page' in step) {
      coverage.skips(step.page.skips);
      for (const message of step.page.limits) coverage.addLimit(message);
    } else if ('file' in step) {
      seen.push(step.file.path);
      if ('skipped' in step.outcome) coverage.skipped(step.outcome.skipped, step.file.path, 0);
    }
  }
  return { opened, seen, listed };
}

describe('the list of files', () => {
  it('holds each file once, page by page, although engine processes die between the pages', async () => {
    const named = (n: number, content: TestFile) => [`f${String(n).padStart(5, '0')}.py`, content] as const;
    const all = Array.from({ length: 2_101 }, (_, n) => named(n, n === 251 || n === 1_701 ? DEADLY : `${n}`));
    const gitDir = room.in('pages.git');
    const files = Object.fromEntries([...all, ['.heimdallignore', 'f?????.py\n!f????[1-9].py\n']]);
    const tip = importRepo(gitDir, streamOf([{ files }]));
    const prepared = prepare(gitDir, tip);
    const { opened, seen, listed } = await listAll(prepared);
    const wanted = all.map(([name]) => name).filter((name) => !name.endsWith('0.py'));
    expect(seen).toEqual(['.heimdallignore', ...wanted]);
    expect(opened.total?.files).toBe(seen.length);
    expect(prepared.coverage.report(true).skipped).toMatchObject([
      { reason: 'ignored', files: 211 },
      { reason: 'engine_fault', files: 2 },
    ]);
    expect(listed).toEqual({ isComplete: true });
  });

  it('is that of the count, so that Git lists an ordinary tree once', async () => {
    const gitDir = room.in('once.git');
    const names = Array.from({ length: 2_500 }, (_, n) => `f${n}.py`).sort();
    const files = Object.fromEntries(names.map((name) => [name, 'a = 1\n']));
    const { source, tools } = prepare(gitDir, importRepo(gitDir, streamOf([{ files }])));
    const opened = await source.open(tools);
    rmSync(gitDir, { recursive: true });
    const listed: string[] = [];
    const pages = source.pages(tools, opened);
    let page = await pages.next();
    for (; !page.done; page = await pages.next()) {
      expect(page.value.limits).toEqual([]);
      for (const step of page.value.steps) if ('file' in step) listed.push(step.file.path);
    }
    expect(page.value).toEqual({ isComplete: true });
    expect(listed).toEqual(names);
  });

  it('is incomplete where a file has no content, so that its findings do not count as fixed', async () => {
    const gitDir = room.in('lost.git');
    initBare(gitDir);
    const kept = gitIn(gitDir, ['hash-object', '-w', '--stdin'], 'kept');
    const rows = `100644 blob ${kept}\tkept.py\n100644 blob ${'1'.repeat(40)}\tlost.py\n`;
    const tip = commitTree(gitDir, gitIn(gitDir, ['mktree', '--missing'], rows));
    const prepared = prepare(gitDir, tip);
    const { seen, listed } = await listAll(prepared);
    expect(seen).toEqual(['kept.py']);
    expect(listed?.isComplete).toBe(false);
    expect(prepared.coverage.isComplete()).toBe(false);
  });

  it('is known to be explosive before it is read, which one of many files is not', async () => {
    const [folders, files] = [room.in('folders.git'), room.in('files.git')];
    initBare(folders);
    const nested = commitNestedTrees(folders, { depth: 20, width: 30, leaf: [] });
    const many = importRepo(files, manyFiles(MAX_FILES + 1));
    const isExplosive = async ({ source, tools }: ReturnType<typeof prepare>) => {
      const opened = await source.open(tools);
      engines?.stop();
      return opened.isExplosive;
    };
    expect(await isExplosive(prepare(folders, nested))).toBe(true);
    expect(await isExplosive(prepare(files, many))).toBe(false);
  });

  it('is incomplete where counting failed, since the ignored files are then unknown', async () => {
    const gitDir = room.in('late.git');
    const tip = importRepo(gitDir, streamOf([{ files: { '.heimdallignore': 'a\n', a: 'a' } }]));
    const { source, tools } = prepare(gitDir, tip, { ms: -1 });
    const none = {
      total: { files: 0, bytes: 0 },
      ignoreFile: NO_IGNORE_FILE,
      exceptionFile: NO_EXCEPTION_FILE,
      isExplosive: false,
      limits: [LIST_TIME],
    };
    expect(await source.open(tools)).toEqual(none);
    const pages = source.pages({ ...tools, deadline: Date.now() + 60_000 }, none);
    expect((await pages.next()).done).toBe(false);
    expect((await pages.next()).value).toMatchObject({ isComplete: false });
  });
});
