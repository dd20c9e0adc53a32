import { describe, expect, it } from 'vitest';
import { TOKEN_SCOPES } from './rules';
import { createTokenInput, newTokenFields, TOKEN_PREFIX, tokenFields } from './schema';

const token = (fields: object) => ({ name: 'CI', scopes: ['repos:read'], expiresInDays: 30, ...fields });
const SCOPES = 'repos:read, repos:write, scans:read, scans:write, findings:read, findings:write';
const DAYS = 'expires_in_days must be a whole number from 1 to 365';

describe('createTokenInput', () => {
  it.each([
    [{ name: undefined }, 'name is required'],
    [{ name: null }, 'name is required'],
    [{ name: 5 }, 'name must be a string'],
    [{ name: ' ' }, 'name must be 1 to 255 characters'],
    [{ name: 'a\u0007b' }, 'name must not contain control characters'],
    [{ scopes: undefined }, 'scopes is required'],
    [{ scopes: null }, 'scopes is required'],
    [{ scopes: 'repos:read' }, 'scopes must be a list'],
    [{ scopes: { 0: 'repos:read' } }, 'scopes must be a list'],
    [{ scopes: [] }, `scopes must name at least one of ${SCOPES}`],
    [{ scopes: ['repos:read', 'repos:*'] }, `scopes must be one of ${SCOPES}`],
    [{ scopes: ['REPOS:READ'] }, `scopes must be one of ${SCOPES}`],
    [{ scopes: [5] }, `scopes must be one of ${SCOPES}`],
    [{ expiresInDays: undefined }, 'expires_in_days is required'],
    [{ expiresInDays: null }, 'expires_in_days is required'],
    [{ expiresInDays: '30' }, DAYS],
    [{ expiresInDays: 0 }, DAYS],
    [{ expiresInDays: -1 }, DAYS],
    [{ expiresInDays: 366 }, DAYS],
    [{ expiresInDays: 1.5 }, DAYS],
    [{ expiresInDays: 1e300 }, DAYS],
    [{ expiresInDays: Number.NaN }, DAYS],
  ])('%j is answered with "%s"', (fields, message) => {
    expect(createTokenInput.safeParse(token(fields)).error?.issues[0]?.message).toBe(message);
  });

  it('a null in the list is no missing list', () => {
    const { error } = createTokenInput.safeParse(token({ scopes: [null] }));
    expect(error?.issues[0]?.message).toBe(`scopes must be one of ${SCOPES}`);
  });

  it.each([1, 365])('a token may live %i days', (expiresInDays) => {
    expect(createTokenInput.parse(token({ expiresInDays })).expiresInDays).toBe(expiresInDays);
  });

  it('trims the name, keeps each scope once in the given order, and ignores undocumented fields', () => {
    const scopes = ['scans:write', 'repos:read', 'scans:write'];
    const input = token({ name: ' CI ', scopes, userId: 'x', token: 'hmd_mine' });
    expect(createTokenInput.parse(input)).toEqual(token({ scopes: ['scans:write', 'repos:read'] }));
  });

  it('accepts every documented scope', () => {
    expect(createTokenInput.parse(token({ scopes: SCOPES.split(', ') })).scopes).toEqual([...TOKEN_SCOPES]);
  });
});

it('only the answer to its creation shows a token', () => {
  expect(Object.keys(tokenFields.shape)).toEqual(['id', 'name', 'scopes', 'expiresAt', 'createdAt']);
  expect(Object.keys(newTokenFields.shape)).toEqual([...Object.keys(tokenFields.shape), 'token']);
  expect(TOKEN_PREFIX).toBe('hmd_');
});
