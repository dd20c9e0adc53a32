import { describe, expect, it } from 'vitest';
import { checkApiKey, checkCloudToken, checkServiceAccountToken } from './grafana';

const suspect = (secret: string) => ({
  secret,
  text: secret,
  start: 0,
  end: secret.length,
  groups: {},
  kind: { format: 'env', role: 'product' } as const,
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('a service account token of Grafana', () => {
  // The secret is made up. Its checksum was computed with Python's zlib.crc32.
  const TOKEN = 'glsa_q7Zt0LmXw3RbVn5KdYc1HsPg8JfUe2Ao_29afe7dc';

  it('is of high confidence with the right checksum', () => {
    expect(checkServiceAccountToken(suspect(TOKEN))).toBe('high');
  });

  it('is of low confidence when a character has been changed', () => {
    expect(checkServiceAccountToken(suspect(TOKEN.replace('q7Zt', 'q7Zu')))).toBe('low');
  });
});

describe('a key of Grafana in base64', () => {
  it('is recognized by its fields', () => {
    expect(checkApiKey(suspect(encode({ k: 'secret', n: 'ci', id: 1 })))).toBe('high');
    expect(checkCloudToken(suspect(`glc_${encode({ o: '1', n: 'ci', k: 'secret', m: { r: 'eu' } })}`))).toBe(
      'high',
    );
  });

  it.each([
    ['another object', encode({ k: 'secret', alg: 'HS256' })],
    ['no object', encode('text')],
    ['null', encode(null)],
    ['no JSON', Buffer.from('{"k":').toString('base64')],
  ])('is rejected where it decodes to %s', (_, base64) => {
    expect(checkApiKey(suspect(base64))).toBe('no');
    expect(checkCloudToken(suspect(`glc_${base64}`))).toBe('no');
  });
});
