import { describe, expect, it } from 'vitest';
import { isRetriable } from './retry';

/** An error of PostgreSQL's as Prisma hands it on from a raw query, and as its driver adapter does. */
const raw = (code: string) => ({
  code: 'P2010',
  meta: { driverAdapterError: { cause: { kind: 'postgres', code, originalCode: code } } },
});
const adapter = (code: string) => ({ cause: { kind: 'postgres', originalCode: code } });

describe('isRetriable', () => {
  it.each(['40001', '40P01'])('is true for %s, at every depth', (code) => {
    const inside = new Error('the batch failed', { cause: Object.assign(new Error('sorry'), { code }) });
    for (const error of [{ code }, adapter(code), raw(code), inside]) expect(isRetriable(error)).toBe(true);
  });

  it('is true for Prisma’s error of a write conflict or a deadlock', () => {
    expect(isRetriable({ code: 'P2034' })).toBe(true);
    expect(isRetriable(new Error('outer', { cause: { code: 'P2034' } }))).toBe(true);
  });

  it.each(['57014', '55P03', '23503', '23505', '08006', '25P02', 'P2028'])('is false for %s', (code) => {
    for (const error of [{ code }, adapter(code), raw(code)]) expect(isRetriable(error)).toBe(false);
  });

  it.each([
    undefined,
    null,
    '40P01',
    40001,
    new Error('40P01'),
    {},
    { meta: null },
    { meta: { code: '40P01' } },
  ])('is not so for %j, which is no such error', (error) => {
    expect(isRetriable(error)).toBe(false);
  });

  it('ends for an error that is its own cause', () => {
    const error: { cause?: unknown } = {};
    error.cause = error;
    expect(isRetriable(error)).toBe(false);
  });
});
