import { detection, pastDetection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import {
  counted,
  megabytes,
  printable,
  shortfallsOf,
  writeShortfalls,
  writeSummary,
  writeTable,
} from './text';

describe('the table', () => {
  it('has a line for each finding, then what to do, then how many there are', () => {
    const findings = [detection(), pastDetection({ severity: 'critical', filePath: 'old.py' })];
    expect(writeTable(report(findings), false)).toBe(
      [
        'SEVERITY  CONFIDENCE  LOCATION         FINDING',
        'critical  high        old.py:3         AWS access key id (only in history, since c0ffee0000)',
        'medium    high        src/config.py:3  AWS access key id',
        '',
        'AWS access key id: Delete the key.',
        '  https://example.com/keys',
        '',
        '2 findings: 1 critical, 1 medium.',
        '',
      ].join('\n'),
    );
  });

  it('says that nothing was found only where everything was scanned', () => {
    expect(writeTable(report([]), false)).toBe('Nothing found.\n');
    const partial = writeTable(report([], { skipped: 'too_large' }), false);
    expect(partial).not.toContain('Nothing found.\n');
    expect(partial).toContain('Incomplete scan');
    expect(writeTable(report([detection()], { skipped: 'too_large' }), false)).toContain('Incomplete scan');
  });

  it('escapes control characters of paths', () => {
    const path = 'a\u001b[2Jb\n\u202ec\u009b';
    const text = writeTable(report([detection({ filePath: path })]), false);
    expect(text).toContain('a\\u{1b}[2Jb\\u{a}\\u{202e}c\\u{9b}:3');
    for (const char of ['\u001b', '\u202e', '\u009b']) expect(text).not.toContain(char);
  });

  it('has colours only where allowed, and stays aligned', () => {
    const finding = report([detection()]);
    const start = '\u001b[';
    expect(writeTable(finding, false)).not.toContain(start);
    const coloured = writeTable(finding, true);
    expect(coloured).toContain(`${start}33mmedium${start}39m    high        src/config.py:3`);
  });

  it('says what to do for ten kinds of secret, and how many more there are', () => {
    const findings = Array.from({ length: 12 }, (_, n) =>
      detection({ ruleId: `rule-${n}`, ruleName: `Kind ${n}`, title: `Kind in NAME_${n}` }),
    );
    const text = writeTable(report(findings), false);
    expect(text).toContain('\nKind 0: Delete the key.\n');
    expect(text).toContain('src/config.py:3  Kind in NAME_0\n');
    expect(text.match(/Delete the key/g)).toHaveLength(10);
    expect(text).toContain('2 more kinds');
  });
});

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

it('formats sizes for people', () => {
  expect([0, 1234, 99_999, 100_000, 1_234_567_890].map(megabytes)).toEqual([
    ...['0 kB', '1.2 kB', '100 kB', '0.1 MB', '1,234.6 MB'],
  ]);
});

it('uses the noun form that fits the number', () => {
  expect([counted(1, 'file'), counted(2, 'file'), counted(0, 'entry', 'entries')]).toEqual([
    ...['1 file', '2 files', '0 entries'],
  ]);
});

it('escapes control characters for a terminal, and keeps ordinary text', () => {
  expect(printable('a\tb\r\u001b[31m\u2028')).toBe('a\\u{9}b\\u{d}\\u{1b}[31m\\u{2028}');
  expect(printable('grüße/文件 name.txt')).toBe('grüße/文件 name.txt');
});
