import { expect, it } from 'vitest';
import { rateOf, type Step, stepOf, withStep } from './rate';

const step = (at: number, done: number | undefined, bytes: number | undefined, stage = 'fetch'): Step => ({
  ...{ at, done, bytes, stage },
});

it('says rate and time left of the last seconds', () => {
  expect(rateOf([step(0, 0.1, 1_000_000), step(4_000, 0.3, 9_000_000)])).toBe('2 MB/s, about 14 s left');
});

it('says what is known: the rate without a total, the time without bytes', () => {
  expect(rateOf([step(0, undefined, 0), step(4_000, undefined, 9_000_000)])).toBe('2.3 MB/s');
  expect(rateOf([step(0, 0.5, undefined), step(3_000, 0.75, undefined)])).toBe('about 3 s left');
});

it('says nothing too early, or while nothing moves', () => {
  expect(rateOf([])).toBe('');
  expect(rateOf([step(0, 0, 0), step(1_000, 0.5, 5)])).toBe('');
  expect(rateOf([step(0, 0.5, 5), step(9_000, 0.5, 5)])).toBe('');
});

it('forgets other stages and old steps', () => {
  const steps = [step(0, 0, 0), step(5_000, 0.1, 1)];
  expect(withStep(steps, step(22_000, 0.2, 2))).toEqual([step(5_000, 0.1, 1), step(22_000, 0.2, 2)]);
  expect(withStep(steps, step(6_000, 0, 0, 'tree'))).toEqual([step(6_000, 0, 0, 'tree')]);
});

it('counts completing objects anew', () => {
  const numbers = { bytesReceived: 5, objectsDone: 2, objectsTotal: 2 };
  expect(stepOf({ name: 'fetch', numbers }, 1)).toEqual(step(1, 1, 5));
  const completing = { ...numbers, deltasDone: 0, deltasTotal: 3 };
  expect(stepOf({ name: 'fetch', numbers: completing }, 1)).toEqual(step(1, 0, 5, 'fetch deltas'));
});
