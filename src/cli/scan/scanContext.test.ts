import { expect, it } from 'vitest';
import { ENGINES } from '@/engines/registry';
import { createCoverageLogFor } from '@/scan/coverage';
import { createDetectionMaker } from '@/scan/detections';
import { recordFile, type ScanContext } from './scanContext';
import { SKIP_EFFECTS } from './skipReasons';

it('records no more findings than one report can hold, and reports that limit', () => {
  const coverage = createCoverageLogFor('branch', SKIP_EFFECTS);
  const found = { inFiles: [], inHistory: [], reported: { bytes: 0 }, digests: new Set<string>() };
  const context = {
    ...found,
    coverage,
    makeDetection: createDetectionMaker([], 'key'),
  } as unknown as ScanContext;
  const match = {
    ...({
      ruleId: ENGINES[0]?.rules[0]?.id ?? '',
      severity: 'high',
      confidence: 'high',
      digest: 'd',
    } as const),
    ...{ line: 1, lineEnd: 1, snippet: '', snippetLine: 1, allowed: null },
  };
  const result = { verdict: 'text', detections: Array(1_000).fill(match) } as const;
  for (let n = 0; n < 50; n++) recordFile(context, `${'a'.repeat(4_000)}${n}`, 1, { result });
  expect(context.inFiles).toHaveLength(23_000);
  expect(coverage.report(true)).toMatchObject({
    ...{ complete: false, filesScanned: 23, skipped: [{ reason: 'file_limit', files: 27 }] },
    limitsHit: [expect.stringContaining('too many places to report')],
  });
});
