import { detection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import { shortfallsOf, writeShortfalls, writeSummary } from './summary';

describe('the summary', () => {
  it('tells what was looked through, left out, allowed and not told', () => {
    const findings = [detection({ confidence: 'low' })];
    expect(writeSummary(report(findings, { skipped: 'git_ignored' }))).toBe(
      [
        'Looked through 2 files (2 MB) and 0 commits (0 kB of added lines) by 0 rules.',
        'Left out: 1 place ignored by Git (see --include-ignored).',
        'Not told: 1 finding of less than medium confidence (see --min-confidence).',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of commits where no history was read', () => {
    expect(writeSummary(report([], { args: { history: 'none' } }))).not.toContain('commit');
  });

  it('says plainly that a scan is incomplete, and why', () => {
    const partial = report([], { skipped: 'unreadable', cutShort: 'Too many files.' });
    expect(writeShortfalls(partial)).toBe(
      'NOT COMPLETE: this scan has not looked through everything.\n' +
        '- Too many files.\n- 1 place that could not be read: odd.\n',
    );
    expect(shortfallsOf(partial)).toHaveLength(2);
  });

  it('says nothing of that kind where everything was looked through', () => {
    expect(writeShortfalls(report([detection()], { skipped: 'binary' }))).toBe('');
  });
});
