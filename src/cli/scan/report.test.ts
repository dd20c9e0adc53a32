import { detection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import { ALL_SKIP_REASONS, type SkipReason } from '@/scan/coverage';
import { exitCodeOf } from './report';

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
