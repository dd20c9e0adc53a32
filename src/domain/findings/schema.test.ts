import { describe, expect, it } from 'vitest';
import { findingFields, listFindingsInput } from './schema';

describe('listFindingsInput', () => {
  it.each([
    [{ repoId: undefined }, 'repo_id must be a string'],
    [{ scanId: 5 }, 'scan_id must be a string'],
    [{ severity: 3 }, 'severity must be a list'],
    [{ severity: ['high', 'fatal'] }, 'severity must be one of critical, high, medium, low'],
    [{ status: ['closed'] }, 'status must be one of open, confirmed, dismissed, false_positive, fixed'],
    [{ q: 5 }, 'q must be a string'],
    [{ limit: 0 }, 'limit must be a whole number from 1 to 100'],
  ])('%j is answered with "%s"', (fields, message) => {
    const { error } = listFindingsInput.safeParse({ repoId: 'x', ...fields });
    expect(error?.issues[0]?.message).toBe(message);
  });

  it('treats null as absent', () => {
    const input = { repoId: 'x', scanId: null, severity: null, status: null, q: null };
    expect(listFindingsInput.parse(input)).toEqual({ repoId: 'x' });
  });
});

it('a finding has the documented fields, in the documented order', () => {
  expect(Object.keys(findingFields.shape)).toEqual([
    ...['id', 'scanId', 'repoId', 'source', 'status', 'severity', 'confidence', 'title', 'description'],
    ...['ruleId', 'cweId', 'cveId', 'filePath', 'lineStart', 'lineEnd', 'commitSha', 'inTree'],
    ...['codeSnippet', 'suggestedPatch', 'fixType', 'fixSummary', 'references', 'fingerprint'],
    ...['firstSeenAt', 'lastSeenAt', 'createdAt', 'updatedAt'],
  ]);
});
