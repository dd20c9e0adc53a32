import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { byId } from '@/domain/fields';
import type { deleteSuppressionInput } from '@/domain/suppressions/schema';
import { type Params, paramNames, readParams, type WithParams } from './params';

const NESTED = '/api/repos/{repo_id}/suppressions/{id}';

describe('the parameters of a path', () => {
  it.each([
    ['/api/repos', [], {}],
    ['/api/repos/{id}/scans', ['id'], { id: 'a' }],
    [NESTED, ['repo_id', 'id'], { repoId: 'a', id: 'b' }],
  ])('%s has %j', (path, names, params) => {
    expect(paramNames(path)).toEqual(names);
    expect(readParams(path, 'http://localhost/api/repos/a/suppressions/b?id=c')).toEqual(params);
  });

  it('are decoded', () => {
    expect(readParams('/api/repos/{id}', 'http://localhost/api/repos/%25ff%2F%C3%A9')).toEqual({
      id: '%ff/é',
    });
    // A client's library has taken these for the way to the parent.
    expect(readParams('/api/repos/{id}', 'http://localhost/api/repos/%2e%2e')).toEqual({ id: '' });
  });

  it('have a type, and the input of an operation must have a field for each', () => {
    expectTypeOf<Params<typeof NESTED>>().toExtend<{ repoId: string; id: string }>();
    expectTypeOf<WithParams<typeof NESTED, typeof deleteSuppressionInput>>().toEqualTypeOf<unknown>();
    expectTypeOf<WithParams<typeof NESTED, typeof byId>>().toHaveProperty('input');
    expectTypeOf<WithParams<'/api/repos/{id}', z.ZodType>>().toHaveProperty('input');
    expectTypeOf<WithParams<'/api/repos', z.ZodObject>>().toEqualTypeOf<unknown>();
  });
});
