import { expect, it } from 'vitest';
import { isRunning } from './rules';
import { SCAN_STATUSES, scanFields } from './schema';

it('a scan runs from the queue to its report, and no longer', () => {
  expect(SCAN_STATUSES.filter(isRunning)).toEqual([
    'queued',
    'ingesting',
    'ingested',
    'static_analysis',
    'reporting',
  ]);
});

it('a scan has the documented fields, in the documented order', () => {
  expect(Object.keys(scanFields.shape)).toEqual([
    ...['id', 'repoId', 'scanType', 'status', 'complete', 'triggeredBy', 'commitSha', 'baseCommitSha'],
    ...['parentScanId', 'findingCount', 'criticalCount', 'highCount', 'mediumCount', 'lowCount'],
    ...['startedAt', 'completedAt', 'errorMessage', 'createdAt', 'updatedAt'],
  ]);
});
