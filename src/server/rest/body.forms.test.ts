import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listReposInput, updateRepoInput } from '@/domain/repos/schema';
import { createTokenInput } from '@/domain/tokens/schema';
import { readBody } from './body';

/** A form as a browser or curl sends it. */
function read(body: string, schema: z.ZodType): Promise<unknown> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  };
  return readBody(new Request('http://localhost/api', { method: 'POST', body, headers }), schema);
}

describe('a form', () => {
  it.each([
    ['name=+a%20b%26&default_branch=main', updateRepoInput, { name: ' a b&', defaultBranch: 'main' }],
    ['name=a&name=b', updateRepoInput, { name: 'b' }],
    ['name=&default_branch', updateRepoInput, {}],
    ['issue_auto_create_enabled=true', updateRepoInput, { issueAutoCreateEnabled: true }],
    ['issue_auto_create_enabled=false', updateRepoInput, { issueAutoCreateEnabled: false }],
    ['issue_auto_create_enabled=1', updateRepoInput, { issueAutoCreateEnabled: '1' }],
    [
      'scopes=repos:read&scopes=&scopes=scans:read',
      createTokenInput,
      { scopes: ['repos:read', 'scans:read'] },
    ],
    ['scopes=repos%3Aread', createTokenInput, { scopes: ['repos:read'] }],
    ['expires_in_days=30', createTokenInput, { expiresInDays: 30 }],
    ['expires_in_days=-1', createTokenInput, { expiresInDays: -1 }],
    ['expires_in_days=1.5', createTokenInput, { expiresInDays: '1.5' }],
    ['expires_in_days=0x1e', createTokenInput, { expiresInDays: '0x1e' }],
    ['limit=5&cursor=7', listReposInput, { limit: 5, cursor: '7' }],
    ['name=5&name=', updateRepoInput, { name: '5' }],
    ['remoteUrl=x&defaultBranch=main&constructor=x&toString=y', updateRepoInput, {}],
  ])('%s is understood', async (body, schema, input) => {
    expect(await read(body, schema)).toEqual(input);
  });

  it('reports a value that is no number as the JSON edge does', async () => {
    const input = await read('name=a&scopes=repos:read&expires_in_days=soon', createTokenInput);
    const issue = createTokenInput.safeParse(input).error?.issues[0];
    expect(issue?.message).toBe('expires_in_days must be a whole number from 1 to 365');
  });
});
