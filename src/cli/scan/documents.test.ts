import { detection, pastDetection, report } from '@tests/support/scanReports';
import { describe, expect, it } from 'vitest';
import { writeJson } from './documents';

const read = (text: string) => JSON.parse(text);

describe('the JSON report', () => {
  it('has the documented form', () => {
    expect(read(writeJson(report([detection()], { stable: true })))).toEqual({
      form: 1,
      version: '1.2.3',
      target: { given: '.', commit: 'a'.repeat(40), branch: 'main' },
      complete: true,
      coverage: {
        files_scanned: 2,
        bytes_scanned: 2_000_000,
        skipped: [],
        history: { scope: 'head', commits_walked: 0, bytes_added: 0 },
        suppressed: [],
        min_confidence: 'medium',
        findings_below_min_confidence: 0,
        limits_hit: [],
        notes: [],
        engines: [],
        advisory_data_at: null,
        packages: null,
      },
      fingerprints: 'stable',
      findings: [
        {
          rule_id: 'aws-access-key-id',
          title: 'AWS access key id',
          description: 'It names the account.',
          cwe_id: 'CWE-798',
          severity: 'medium',
          confidence: 'high',
          evidence: [],
          path: 'src/config.py',
          file_role: 'product',
          line: 3,
          line_end: 3,
          in_tree: true,
          snippet: 'one\ntwo\nKEY = "AKIA••••••••"\nfour',
          snippet_line: 1,
          fix: ['Delete the key.', 'Then remove it.'],
          references: ['https://example.com/keys'],
          fingerprint: 'fingerprint',
          group_id: '018f0000-0000-8000-8000-000000000001',
        },
      ],
    });
  });

  it('names the commit that introduced a secret in history', () => {
    expect(read(writeJson(report([pastDetection()]))).findings[0]).toMatchObject({
      in_tree: false,
      commit: 'c0ffee'.padEnd(40, '0'),
      committed_at: '2024-01-02T03:04:05.000Z',
      commit_path: 'src/config.py',
      introduced_by: 'Ann',
      removed_commit: null,
    });
  });

  it('says what made it incomplete', () => {
    const partial = read(writeJson(report([], { skipped: 'unreadable', limit: 'Too many.' })));
    expect(partial).toMatchObject({
      complete: false,
      coverage: {
        limits_hit: ['Too many.'],
        skipped: [{ reason: 'unreadable', files: 1, bytes: 7, examples: ['odd'], cuts_short: true }],
      },
    });
  });
});
