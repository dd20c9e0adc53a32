import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import {
  commitTree,
  gitIn,
  importRepo,
  initBare,
  streamOf,
  type TestFile,
} from '@tests/support/hostileRepos';
import { DEADLY } from '@tests/support/plantedRules';
import { bundlePlanted } from '@tests/support/programs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createCoverageLog } from '@/jobs/scan/coverage';
import { createEngine, type Engine } from '@/jobs/scan/engine';
import { createEnginePool } from '@/jobs/scan/enginePool';
import { NO_IGNORE_FILE } from '@/jobs/scan/ignoreFile';
import { LIST_TIME } from '@/jobs/scan/limitMessages';
import { countFiles, type Listed, listFiles } from '@/jobs/scan/listFiles';
import { scanBlobs } from '@/jobs/scan/scanBlobs';

const planted = await bundlePlanted();
const MAIN = planted.fileOf('plantedEngineProcess');
const MAX_FILES = 5_000;
const pool = createEnginePool({ memoryMb: 512, searchPath: process.env.PATH ?? '', main: MAIN }, 1);

const room = scratch();
let engine: Engine | undefined;
afterEach(() => engine?.stop());
afterAll(room.remove);
afterAll(planted.remove);

function prepare(gitDir: string, { ms = 60_000 } = {}) {
  const { searchPath, timeoutMs } = repositoryAt(gitDir);
  const setUp = { gitDir, searchPath, digestKey: 'k', maxFileBytes: 1e6, timeoutMs, allowList: [] };
  const options = { pool, fileMs: 10_000, stallMs: 60_000 };
  engine = createEngine(setUp, options, new AbortController().signal);
  const coverage = createCoverageLog('all');
  const listed: Listed = { isComplete: true, isExplosive: false };
  const limits = { maxFiles: MAX_FILES };
  return { scan: { engine, coverage, limits, deadline: Date.now() + ms, fileMs: 10_000 }, listed };
}

describe('the list of files', () => {
  it('holds each file once, page by page, although engine processes die between the pages', async () => {
    const named = (n: number, content: TestFile) => [`f${String(n).padStart(5, '0')}.py`, content] as const;
    const all = Array.from({ length: 2_101 }, (_, n) => named(n, n === 251 || n === 1_701 ? DEADLY : `${n}`));
    const gitDir = room.in('pages.git');
    const files = Object.fromEntries([...all, ['.heimdallignore', 'f?????.py\n!f????[1-9].py\n']]);
    const tip = importRepo(gitDir, streamOf([{ files }]));
    const { scan, listed } = prepare(gitDir);
    const { files: total } = await countFiles(scan, tip, listed);
    const seen: string[] = [];
    for await (const page of listFiles(scan, tip, listed)) {
      seen.push(...page.map((file) => file.path));
      for await (const [{ path: file }, outcome] of scanBlobs(scan, page)) {
        if ('skipped' in outcome) scan.coverage.skipped(outcome.skipped, file, 0);
      }
    }
    const wanted = all.map(([name]) => name).filter((name) => !name.endsWith('0.py'));
    expect(seen).toEqual(['.heimdallignore', ...wanted]);
    expect(total).toBe(seen.length);
    expect(scan.coverage.report(true).skipped).toMatchObject([
      { reason: 'ignored', files: 211 },
      { reason: 'engine_fault', files: 2 },
    ]);
    expect(listed).toEqual({ isComplete: true, isExplosive: false });
  });

  it('is incomplete where a file has no content, so that its findings do not count as fixed', async () => {
    const gitDir = room.in('lost.git');
    initBare(gitDir);
    const kept = gitIn(gitDir, ['hash-object', '-w', '--stdin'], 'kept');
    const rows = `100644 blob ${kept}\tkept.py\n100644 blob ${'1'.repeat(40)}\tlost.py\n`;
    const tip = commitTree(gitDir, gitIn(gitDir, ['mktree', '--missing'], rows));
    const { scan, listed } = prepare(gitDir);
    const seen: string[] = [];
    for await (const page of listFiles(scan, tip, listed)) seen.push(...page.map((file) => file.path));
    expect(seen).toEqual(['kept.py']);
    expect(listed.isComplete).toBe(false);
    expect(scan.coverage.isComplete()).toBe(false);
  });

  it('is incomplete where counting failed, since the ignored files are then unknown', async () => {
    const gitDir = room.in('late.git');
    const tip = importRepo(gitDir, streamOf([{ files: { '.heimdallignore': 'a\n', a: 'a' } }]));
    const { scan, listed } = prepare(gitDir, { ms: -1 });
    expect(await countFiles(scan, tip, listed)).toEqual({ files: 0, bytes: 0, ignoreFile: NO_IGNORE_FILE });
    expect(listed.isComplete).toBe(false);
    expect(scan.coverage.report(true).limitsHit).toEqual([LIST_TIME]);
  });
});
