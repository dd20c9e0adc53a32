import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Any output on console.error that a test did not expect fails it. */
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(calls, 'unexpected console.error').toEqual([]);
});
