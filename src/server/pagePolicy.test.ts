import { expect, it } from 'vitest';
import { pagePolicy } from './pagePolicy';

it('runs only scripts with the nonce, and forbids every frame', () => {
  const policy = pagePolicy('abc', false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
});

it('evaluates code only in development', () => {
  expect(pagePolicy('abc', false)).not.toContain('unsafe-eval');
  expect(pagePolicy('abc', true)).toContain('unsafe-eval');
});
