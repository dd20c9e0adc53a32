import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isNameOfSecret, isRandom, strengthOf } from './strength';

describe('strengthOf', () => {
  it.each([
    'changeme',
    'my-secret-key',
    'your_api_key',
    'xxxxxxxx',
    '********',
    '<token>',
    '$' + '{TOKEN}',
    'abcabcabc',
    'null',
    'password',
    'abc',
    'Y2hhbmdlbWU=',
  ])('recognizes %s as filler', (value) => {
    expect(strengthOf(value)).toBe('filler');
  });

  it.each(['kermit', 'admin123', 'letmein!', '42424343', 'qwerty99', 'test-user-1', 'YWRtaW4xMjM='])(
    'takes %s for weak',
    (value) => {
      expect(strengthOf(value)).toBe('weak');
    },
  );

  it.each(['Tr0ub4dor&3', 'hunter2hunter', 'S3creT!2019', 'qLz7-Wm2Kt'])(
    'takes %s for chosen by somebody',
    (value) => {
      expect(strengthOf(value)).toBe('human');
    },
  );

  it.each([
    'q8Zt5kQw9xLp2mVb',
    '7f3a9c1e5b8d2460f1a7c3e95b8d2046',
    'H5l@N8!9p#Yq',
    '0557c061-6d3f-47f1-80f7-73eed11bf2c9',
  ])('recognizes %s as generated', (value) => {
    expect(strengthOf(value)).toBe('random');
  });
});

describe('isRandom', () => {
  it.each(['hex', 'base64', 'base64url'] as const)('recognizes generated values in %s', (encoding) => {
    const known = Array.from({ length: 400 }, () => isRandom(randomBytes(24).toString(encoding)));
    expect(known.filter(Boolean).length).toBeGreaterThan(390);
  });

  it.each([
    'getElementById',
    'TemplateLiteralContinuation',
    'STUDIO_LOCAL_STREAMS_PACKAGE_DIR',
    'application/x-www-form-urlencoded',
    'internationalization',
    '123456789012345678',
    'aaaaaaaaaaaaaaaaaaaa',
  ])('rejects %s', (value) => {
    expect(isRandom(value)).toBe(false);
  });
});

it('recognizes the names of secrets, which placeholders consist of', () => {
  expect(['my-secret', 'dbpass', 'admin:password'].map(isNameOfSecret)).toEqual([true, true, true]);
  expect(['my-Zt5k', 'hunter2'].map(isNameOfSecret)).toEqual([false, false]);
});
