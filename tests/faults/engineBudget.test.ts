import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importRepo, streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { DEADLY, HANGING } from '@tests/support/plantedRules';
import { bundlePlanted } from '@tests/support/programs';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTree } from '@/git/tree';
import { createCoverageLog, TREE_TIME } from '@/scan/coverage';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { createEngine, type Engine } from '@/scan/pool/engine';
import type { Exclusions, HistoryMatch, WantedBlob } from '@/scan/pool/messages';
import { createEnginePool } from '@/scan/pool/pool';
import { createRecovery, scanContents } from '@/scan/pool/tasks';
import { runHistoryWalk } from '@/scan/scanHistory';

const planted = await bundlePlanted();
const MAIN = planted.fileOf('plantedEngineProcess');
const SLOW = 'Files that took longer than 1 s were skipped. Raise HEIMDALL_SCAN_FILE_SECONDS.';
const searchPath = process.env.PATH ?? '';
const pool = createEnginePool({ memoryMb: 512, searchPath, main: MAIN, processes: 1 });

let root: string;
let stopping: AbortController;
let engine: Engine;

afterAll(planted.remove);
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-budget-'));
  stopping = new AbortController();
});
afterEach(() => {
  engine?.stop();
  rmSync(root, { recursive: true });
});

type Options = { fileMs?: number; seconds?: number };

/** A repository of these commits, the files of the newest, and an engine with a second for each content. */
async function prepare(commits: readonly TestCommit[], { fileMs = 1_000, seconds = 100 }: Options = {}) {
  const gitDir = path.join(root, `${commits.length}-${fileMs}.git`);
  const tip = importRepo(gitDir, streamOf(commits));
  const blobs: WantedBlob[] = [];
  const reading = { gitDir, searchPath, timeoutMs: 10_000 };
  for await (const entries of readTree(reading, tip, { maxEntries: 1_000 })) blobs.push(...entries);
  const setUp = {
    gitDir,
    searchPath,
    digestKey: 'k',
    maxFileBytes: 1024 * 1024,
    timeoutMs: 60_000,
    allowList: [],
  };
  engine = createEngine(setUp, { pool, fileMs, stallMs: 60_000 }, stopping.signal);
  const coverage = createCoverageLog('all');
  const scan = { engine, coverage, deadline: Date.now() + seconds * 1_000, fileMs, onBytes: () => {} };
  return { blobs, tip, coverage, scan };
}

/** The outcome of each file: the number of its secrets, or the reason why it was skipped. */
async function outcomes({ scan, blobs }: Awaited<ReturnType<typeof prepare>>) {
  const came: Record<string, string | number> = {};
  const contents = { ...scan, recover: createRecovery(scan.coverage, scan.fileMs) };
  const toTask = (rest: readonly WantedBlob[], exclusions: Exclusions) =>
    ({ type: 'tree', blobs: rest, ...exclusions }) as const;
  for await (const [{ path: file }, result] of scanContents(contents, scan.engine, blobs, toTask)) {
    const outcome = 'outcome' in result ? result.outcome : result;
    came[file] = 'result' in outcome ? outcome.result.detections.length : outcome.skipped;
  }
  return came;
}

async function walked({ scan, tip, coverage }: Awaited<ReturnType<typeof prepare>>) {
  const found: HistoryMatch[] = [];
  const numbers = { commits: 0, bytes: 0 };
  const request = {
    ...{ tips: [tip], bases: [], known: [], within: '', ignoreFile: NO_IGNORE_FILE },
    ...{ maxCommits: 1_000, maxBytes: 1e9, timeoutMs: 60_000 },
  };
  const walk = await runHistoryWalk(scan, request, async ({ commits, bytes, ...part }) => {
    found.push(...part.found);
    Object.assign(numbers, { commits, bytes });
  });
  const places = found.map(({ path: file, commit, match }) => `${file} ${commit} ${match.line}`);
  return { places, walk, numbers, ...coverage.report(true) };
}

const secretLine = () => lineWith(newSecret());
const hanging = (text: string) => `${text}\n${HANGING}\n`;

describe('the files of a commit', () => {
  it('are scanned except one that takes too long, which is skipped with its copies', async () => {
    const copies = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`copy-${n}.py`, n % 2 ? hanging('x') : hanging('x').trimEnd()]),
    );
    const files = { 'a.py': secretLine(), ...copies, 'z.py': secretLine() };
    // If each copy were tried, the time would run out.
    const prepared = await prepare([{ files }], { seconds: 40 });
    const skips = Object.fromEntries(Object.keys(copies).map((name) => [name, 'time_limit']));
    expect(await outcomes(prepared)).toEqual({ 'a.py': 1, ...skips, 'z.py': 1 });
    expect(prepared.coverage.report(true).limitsHit).toEqual([SLOW]);
  });

  it('are skipped when the time for the scan is up, also in the middle of one', async () => {
    const files = { 'a.py': secretLine(), 'h.py': hanging('x'), 'z.py': secretLine() };
    const prepared = await prepare([{ files }], { fileMs: 600_000, seconds: 5 });
    expect(await outcomes(prepared)).toMatchObject({ 'h.py': 'time_limit', 'z.py': 'time_limit' });
    expect(prepared.coverage.report(true).limitsHit).toEqual([TREE_TIME]);
  });

  it('are scanned except one on which the engine dies', async () => {
    const files = { 'a.py': secretLine(), 'd.py': DEADLY, 'h.py': hanging('x'), 'z.py': secretLine() };
    const prepared = await prepare([{ files }]);
    const came = { 'a.py': 1, 'd.py': 'engine_fault', 'h.py': 'time_limit', 'z.py': 1 };
    expect(await outcomes(prepared)).toEqual(came);
  });
});

describe('history', () => {
  const secrets = Array.from({ length: 6 }, secretLine);
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = secrets;
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const commits = (bad: (name: string) => string, isBadBinary: boolean): TestCommit[] => [
    { files: { 'a.py': first, 'b.py': bad('b'), 'c.py': second, 'gone.py': third } },
    {
      files: {
        'a.py': 'a = 1\n',
        'd.bin': utf16(fourth),
        'e.bin': isBadBinary ? utf16(bad('e')) : utf16('e\n'),
      },
    },
    { files: { 'c.py': bad('c'), 'f.py': first, 'gone.py': null, 'h.bin': utf16(`h\n${fifth}`) } },
    { files: { 'f.py': 'f = 1\n', 'copy.py': bad('b'), 'z.py': sixth } },
  ];
  const plain = (name: string) => `${name}\n${'-'.repeat(HANGING.length)}\n`;

  it('is read as if the contents that take too long were harmless, and names them', async () => {
    const harmless = await walked(await prepare(commits(plain, false)));
    engine.stop();
    const slow = await walked(await prepare(commits(hanging, true), { fileMs: 1_001 }));
    const places = (walk: typeof slow) => walk.places.map((place) => place.replace(/[0-9a-f]{40}/, ''));
    expect(places(slow)).toEqual(places(harmless));
    expect(slow.places).toHaveLength(6);
    expect(slow.numbers).toEqual(harmless.numbers);
    expect(slow.walk.removed.map(({ identity }) => identity)).toEqual(
      harmless.walk.removed.map(({ identity }) => identity),
    );
    expect(slow.walk).toMatchObject({ limit: null, skipped: 4 });
    expect(slow.skipped).toMatchObject([
      {
        reason: 'time_limit',
        files: 4,
        examples: ['b.py', 'c.py', 'copy.py', 'e.bin'].map((name) => `${name} (in history)`),
      },
    ]);
    expect(harmless).toMatchObject({ skipped: [], complete: true });
  });

  it('goes on after a content on which the engine dies', async () => {
    const deadly = await walked(await prepare(commits((name) => `${name}\n${DEADLY}\n`, false).slice(0, 2)));
    expect(deadly.places).toHaveLength(4);
    expect(deadly.walk).toMatchObject({ limit: null, skipped: 1 });
    expect(deadly.skipped).toMatchObject([{ reason: 'engine_fault', examples: ['b.py (in history)'] }]);
  });

  it('recognizes a content that has used up its time in the files', async () => {
    const prepared = await prepare([{ files: { 'h.py': hanging('x'), 'a.py': first } }], { seconds: 30 });
    await outcomes(prepared);
    const { fileMs, ...scan } = prepared.scan;
    // If it were scanned again, it would take all of the remaining time.
    const { walk, places } = await walked({ ...prepared, scan: { ...scan, fileMs: fileMs * 100 } });
    expect(walk).toMatchObject({ limit: null, skipped: 1 });
    expect(places).toHaveLength(1);
  });
});
