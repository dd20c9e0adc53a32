import { afterEach, beforeEach, expect, vi } from 'vitest';

/** What goes wrong quietly goes wrong: anything that a test did not expect on console.error fails it. */
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(calls, 'unexpected console.error').toEqual([]);
});
