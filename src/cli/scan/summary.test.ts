import { detection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import { shortfallsOf, writeShortfalls, writeSummary } from './summary';

describe('the summary', () => {
  it('states what was scanned, skipped, suppressed and hidden', () => {
    const findings = [detection({ confidence: 'low' })];
    expect(writeSummary(report(findings, { skipped: 'git_ignored' }))).toBe(
      [
        'Scanned 2 files (2 MB) and 0 commits (0 kB of added lines) by 0 rules.',
        'Skipped: 1 path ignored by Git (see --include-ignored).',
        'Hidden: 1 finding of less than medium confidence (see --min-confidence).',
        '',
      ].join('\n'),
    );
  });

  it('does not mention commits where no history was read', () => {
    expect(writeSummary(report([], { args: { history: 'none' } }))).not.toContain('commit');
  });

  it('says that a scan is incomplete, and why', () => {
    const partial = report([], { skipped: 'unreadable', limit: 'Too many files.' });
    expect(writeShortfalls(partial)).toBe(
      'Incomplete scan: not everything could be scanned.\n' +
        '- Too many files.\n- 1 path that could not be read: odd.\n',
    );
    expect(shortfallsOf(partial)).toHaveLength(2);
  });

  it('does not say so where everything was scanned', () => {
    expect(writeShortfalls(report([detection()], { skipped: 'binary' }))).toBe('');
  });
});
