import { expect, it } from 'vitest';
import { lookOf } from './scanLooks';

it('a completed scan is green only where nothing was cut short', () => {
  expect(lookOf({ status: 'completed', complete: true })).toMatchObject({ word: 'Complete', tone: 'good' });
  expect(lookOf({ status: 'completed', complete: false })).toMatchObject({
    word: 'Partial',
    tone: 'warning',
  });
  expect(lookOf({ status: 'completed', complete: null })).toMatchObject({ word: 'Partial', tone: 'warning' });
  expect(lookOf({ status: 'failed', complete: false })).toMatchObject({ word: 'Failed', tone: 'danger' });
});
