import { detection, pastDetection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import { ALL_SKIP_REASONS, createCoverageLog, type SkipReason } from '@/scan/coverage';
import { createReportSink, exitCodeOf } from './report';

const progress = { begin: () => {}, count: () => {}, say: () => {}, end: () => {} };
const REACH = { treeComplete: true, historyComplete: true, historyContinued: false };

it('reports the oldest origin of each secret, and which commit removed it', async () => {
  const coverage = createCoverageLog('branch');
  const sink = createReportSink(progress, true);
  await sink.record([detection({ identity: 'here' }), pastDetection({ identity: 'gone' })]);
  const origin = (commitSha: string) => ({
    ...{
      identity: 'here',
      commitSha,
      introducedAt: null,
      introducedPath: 'a',
      introducedBy: 'Ann',
      removedCommit: null,
    },
  });
  await sink.origins([origin('first'), origin('second')]);
  await sink.removals([
    { identity: 'gone', commit: 'last' },
    { identity: 'here', commit: 'none' },
  ]);
  await sink.finish({
    coverage,
    reach: REACH,
    isUnchecked: () => false,
    removedBy: new Map(),
    ignoredAmong: async () => new Set(),
    renamedAmong: async () => new Map(),
  });
  expect(sink.scanned().findings.map(({ history }) => history)).toMatchObject([
    { commitSha: 'first', removedCommit: null },
    { removedCommit: 'last' },
  ]);
});

it('shows the progress of the files and then of the commits, each with its total', async () => {
  const counts: object[] = [];
  const sink = createReportSink({ ...progress, count: (numbers) => counts.push(numbers) }, true);
  const { report } = createCoverageLog('branch');
  await sink.enter('tree', report(false));
  sink.progress({ filesDone: 0, bytesDone: 0, filesTotal: 3, bytesTotal: 30 });
  sink.progress({ filesDone: 1, bytesDone: 10 });
  await sink.enter('history', report(false));
  sink.progress({ commitsDone: 0, commitsTotal: 7 });
  sink.progress({ commitsDone: 2, historyBytes: 5 });
  expect(counts).toEqual([
    { unit: 'files', done: 0, total: 3, bytes: 0 },
    { unit: 'files', done: 1, total: 3, bytes: 10 },
    { unit: 'commits', done: 0, total: 7, bytes: 0 },
    { unit: 'commits', done: 2, total: 7, bytes: 5 },
  ]);
});

describe('a report', () => {
  it('lists the worst and most confident first, then by location', () => {
    const findings = [
      detection({ filePath: 'b', lineStart: 2 }),
      detection({ filePath: 'b', lineStart: 1 }),
      detection({ filePath: 'a', confidence: 'medium' }),
      detection({ filePath: 'z', severity: 'critical' }),
    ];
    const reported = report(findings).findings.map(({ filePath, lineStart }) => `${filePath}:${lineStart}`);
    expect(reported).toEqual(['z:3', 'b:1', 'b:2', 'a:3']);
  });

  it('counts findings below the requested confidence, and lists suppressed ones separately', () => {
    const allowed = detection({ suppressed: { by: 'comment', reason: 'rotated' } });
    const findings = [detection({ confidence: 'low' }), detection(), allowed];
    expect(report(findings)).toMatchObject({
      findings: [{ confidence: 'high' }],
      allowed: [allowed],
      hidden: 1,
    });
    const all = report(findings, { args: { minConfidence: 'low' } });
    expect(all).toMatchObject({ hidden: 0 });
    expect(all.findings).toHaveLength(2);
  });
});

describe('the exit code', () => {
  const medium = [detection({ severity: 'medium' })];

  it.each([
    ['low', 1],
    ['medium', 1],
    ['high', 0],
    ['none', 0],
  ] as const)('for a finding of medium severity and --fail-on %s is %i', (failOn, code) => {
    expect(exitCodeOf(report(medium), failOn)).toBe(code);
  });

  it('is 0 for findings that a comment suppresses or whose confidence is too low', () => {
    const allowed = detection({ suppressed: { by: 'comment', reason: 'rotated' } });
    expect(exitCodeOf(report([allowed, detection({ confidence: 'low' })]), 'low')).toBe(0);
  });

  it('is 2 for an incomplete scan, with and without findings, whatever is missing', () => {
    for (const findings of [[], medium]) {
      expect(exitCodeOf(report(findings, { limit: 'Too many.' }), 'low')).toBe(2);
      expect(exitCodeOf(report(findings, { skipped: 'unreadable' }), 'none')).toBe(2);
    }
  });

  it.each(Object.entries(ALL_SKIP_REASONS))(
    'where something is skipped as %s is partial: %s',
    (reason, cutsShort) => {
      expect(exitCodeOf(report([], { skipped: reason as SkipReason }), 'low')).toBe(cutsShort ? 2 : 0);
    },
  );
});
