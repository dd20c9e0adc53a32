import { describe, expect, it } from 'vitest';
import { findingFields, listFindingsInput } from './schema';

describe('listFindingsInput', () => {
  it.each([
    [{ repoId: [5] }, 'repo_id must be a string'],
    [{ scanId: 5 }, 'scan_id must be a string'],
    [{ severity: 3 }, 'severity must be a list'],
    [{ severity: ['high', 'fatal'] }, 'severity must be one of critical, high, medium, low'],
    [{ status: ['closed'] }, 'status must be one of open, confirmed, dismissed, false_positive, fixed'],
    [{ confidence: ['sure'] }, 'confidence must be one of high, medium, low'],
    [{ fileRole: 'app' }, 'file_role must be one of product, test, example, docs, generated, vendored'],
    [{ inTree: ['maybe'] }, 'in_tree must be true or false'],
    [{ assignee: 'ana' }, "assignee must be the id of a user, 'me' or 'none'"],
    [{ sort: 'severity' }, 'sort must be one of priority, newest, oldest, path, last_seen'],
    [{ path: '*'.repeat(9).split('').join('a') + 'a?'.repeat(13) }, 'path must have at most 20 wildcards'],
    [
      { firstSeenAfter: 'yesterday' },
      'first_seen_after must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date',
    ],
    [{ ruleId: Array.from({ length: 101 }, () => 'a') }, 'rule_id must have at most 100 values'],
    [{ facets: 'all' }, 'facets must be true or false'],
    [{ q: 5 }, 'q must be a string'],
    [{ limit: 0 }, 'limit must be a whole number from 1 to 100'],
  ])('%j is answered with "%s"', (fields, message) => {
    const { error } = listFindingsInput.safeParse({ repoId: 'x', ...fields });
    expect(error?.issues[0]?.message).toBe(message);
  });

  it('treats null as absent', () => {
    const input = { repoId: 'x', scanId: null, severity: null, status: null, q: null };
    expect(listFindingsInput.parse(input)).toEqual({ repoId: ['x'] });
  });
});

it('a finding has the documented fields, in the documented order', () => {
  expect(Object.keys(findingFields.shape)).toEqual([
    ...['id', 'scanId', 'repoId', 'source', 'status', 'severity', 'confidence', 'title', 'description'],
    ...['ruleId', 'cweId', 'cveId', 'filePath', 'lineStart', 'lineEnd', 'commitSha', 'inTree'],
    ...['codeSnippet', 'suggestedPatch', 'fixType', 'fixSummary', 'references', 'fingerprint'],
    ...['firstSeenAt', 'lastSeenAt', 'createdAt', 'updatedAt'],
    ...['groupId', 'occurrences', 'fileRole', 'evidence', 'statusReason', 'statusUntil', 'assigneeId'],
    ...['introducedBy', 'introducedAt', 'version', 'package', 'flow'],
  ]);
});
