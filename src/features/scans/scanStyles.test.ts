import { expect, it } from 'vitest';
import { styleOf } from './scanStyles';

it('a completed scan is green only where nothing made it partial', () => {
  expect(styleOf({ status: 'completed', complete: true })).toMatchObject({ word: 'Complete', tone: 'good' });
  expect(styleOf({ status: 'completed', complete: false })).toMatchObject({
    word: 'Partial',
    tone: 'warning',
  });
  expect(styleOf({ status: 'completed', complete: null })).toMatchObject({
    word: 'Partial',
    tone: 'warning',
  });
  expect(styleOf({ status: 'failed', complete: false })).toMatchObject({ word: 'Failed', tone: 'danger' });
});
