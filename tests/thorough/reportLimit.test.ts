import { expect, it } from 'vitest';
import { createReportSink } from '@/cli/scan/report';
import type { Detection } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';
import { createCoverageLog } from '@/scan/coverage';
import { NO_EXCEPTION_FILE } from '@/scan/exceptions/exceptionFile';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import type { Scan } from '@/scan/runScan';
import { scanTree } from '@/scan/scanTree';
import type { Page, ScanSource, SourceFile } from '@/scan/source';

const progress = { begin: () => {}, count: () => {}, say: () => {}, end: () => {} };

/** For a busy machine. */
const BUSY = { timeout: 60_000 };
const FILES = 50;
const PATH = 'a'.repeat(4_000);
const MATCH: Detection = {
  ruleId: ENGINES[0]?.rules[0]?.id ?? '',
  ...({ severity: 'high', confidence: 'high' } as const),
  ...{ title: null, evidence: [], group: 'd', anchors: [] },
  ...{ identity: 'd', line: 1, lineEnd: 1, snippet: '', snippetLine: 1, allowed: null },
};

/** Files of a thousand secrets each, whose results are in the cache. */
const files: SourceFile[] = Array.from({ length: FILES }, (_, n) => ({
  ...{ path: `${PATH}${n}`, size: 1, contentId: `${n}`, allowedBy: [] },
}));
const opened = {
  ...{ ignoreFile: NO_IGNORE_FILE, exceptionFile: NO_EXCEPTION_FILE },
  ...{ total: null, isExplosive: false, limits: [] },
};
const source: ScanSource = {
  open: async () => opened,
  pages: async function* () {
    const page: Page<SourceFile> = { steps: files.map((file) => ({ file })), skips: [], limits: [] };
    yield page;
    return { isComplete: true };
  },
  toTask: () => {
    throw new Error('all results are known');
  },
  history: null,
};

it('records no more findings than one report can hold, and reports that limit', BUSY, async () => {
  const coverage = createCoverageLog('branch');
  const sink = createReportSink(progress, false);
  const result = { verdict: 'text', detections: Array(1_000).fill(MATCH) } as const;
  const tree = await scanTree(
    {
      ...{ source, sink, coverage, analyses: ENGINES, allowList: [], digestKey: 'k' },
      cache: {
        get: async () => result,
        isNew: () => false,
        put: async () => {},
        removeUnused: async () => {},
      },
      engines: { width: 2 },
      limits: { fileMs: 1_000, maxFileBytes: 1e6 },
    } as unknown as Scan,
    opened,
  );
  const reach = { treeComplete: tree.isComplete, historyComplete: true, historyContinued: false };
  await sink.finish({
    coverage,
    reach,
    isUnchecked: () => false,
    removedBy: new Map(),
    ignoredAmong: async () => new Set(),
    renamedAmong: async () => new Map(),
  });
  expect(tree.isComplete).toBe(false);
  expect(sink.scanned().findings).toHaveLength(23_000);
  expect(sink.scanned().coverage).toMatchObject({
    ...{ complete: false, filesScanned: 23, skipped: [{ reason: 'file_limit', files: 27 }] },
    limitsHit: [expect.stringContaining('too many places to report')],
  });
});
