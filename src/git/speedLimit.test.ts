import { expect, it } from 'vitest';
import { createSpeedLimit } from './speedLimit';

/** A limit of 10 seconds, with a clock that the test sets. */
function limited() {
  let time = 0;
  const limit = createSpeedLimit(10, () => time);
  return {
    ...limit,
    at: (seconds: number, bytes: number) => {
      time = seconds * 1000;
      return limit.isMissed(bytes);
    },
  };
}

it('is missed by too little in a whole period, and not before its end', () => {
  const { at } = limited();
  expect(at(9.9, 0)).toBe(false);
  expect(at(10, 9_999)).toBe(true);
});

it('counts each period by itself', () => {
  const { at } = limited();
  expect(at(10, 500_000)).toBe(false);
  expect(at(19, 500_000)).toBe(false);
  expect(at(20, 509_999)).toBe(true);
});

it('counts what arrives beside the packs', () => {
  const { at, count } = limited();
  count(6_000);
  count(4_000);
  expect(at(10, 0)).toBe(false);
});
