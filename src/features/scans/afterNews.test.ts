import { expect, it } from 'vitest';
import type { ScanProgress } from '@/trpc/types';
import type { ScanNews } from '@/trpc/watchScan';
import { afterNews } from './afterNews';

const before = {
  scan: { id: 'a', status: 'ingesting' },
  stages: [
    { name: 'fetch', status: 'running' },
    { name: 'tree', status: 'pending' },
  ],
} as unknown as ScanProgress;
const after = (news: object) => afterNews(before, news as ScanNews);

it('a stage is replaced, and the others stay', () => {
  const stage = { name: 'fetch', status: 'completed' };
  expect(after({ type: 'stage_update', stage })).toEqual({
    scan: before.scan,
    stages: [stage, before.stages[1]],
  });
});

it.each(['status_change', 'scan_complete', 'error'])('%s brings the scan as it is now', (type) => {
  const scan = { id: 'a', status: 'failed' };
  expect(after({ type, scan })).toEqual({ scan, stages: before.stages });
});

it('the state replaces everything, and a finding nothing', () => {
  const state = { scan: { id: 'a', status: 'queued' }, stages: [] };
  expect(after({ type: 'state', ...state })).toEqual(state);
  expect(after({ type: 'finding_added', finding: {} })).toBe(before);
});
