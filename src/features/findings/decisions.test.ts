import { expect, it } from 'vitest';
import type { FindingStatus } from '@/domain/findings/schema';
import { rowsToDecide } from './decisions';

const row = (status: FindingStatus, occurrences = 1) => ({ status, occurrences });

it('a decision is about rows that it changes: a fixed one is only reopened', () => {
  const [open, fixed, confirmed] = [row('open', 3), row('fixed'), row('confirmed')];
  const rows = [open, fixed, confirmed];
  expect(rowsToDecide(rows, 'confirmed')).toEqual([open]);
  expect(rowsToDecide(rows, 'dismissed')).toEqual([open, confirmed]);
  expect(rowsToDecide(rows, 'open')).toEqual([fixed, confirmed]);
  expect(rowsToDecide([fixed], 'dismissed')).toEqual([]);
});

it('a single finding gets another reason for the same decision, but no group and no selection', () => {
  const dismissed = row('dismissed');
  expect(rowsToDecide([dismissed], 'dismissed')).toEqual([dismissed]);
  expect(rowsToDecide([row('dismissed', 2)], 'dismissed')).toEqual([]);
  expect(rowsToDecide([dismissed, dismissed], 'dismissed')).toEqual([]);
  expect(rowsToDecide([row('confirmed')], 'confirmed')).toEqual([]);
});
