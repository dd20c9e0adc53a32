import { describe, expect, it } from 'vitest';
import { checkApiKey, checkPrivateKey } from './google';

/** A suspect in the middle of a text, marked by `§`. */
function suspectIn(marked: string) {
  const start = marked.indexOf('§');
  const text = marked.replace('§', 'SECRET');
  const kind = { format: 'json', role: 'product' } as const;
  return { secret: 'SECRET', text, start, end: start + 6, groups: {}, kind };
}

describe("a key of Google's APIs", () => {
  it.each([
    "{ apiKey: '§', authDomain: 'shop.example.com' }",
    '{ "client_info": { "mobilesdk_app_id": "1:2:android:3" }, "api_key": [{ "current_key": "§" }] }',
    '<key>REVERSED_CLIENT_ID</key><string>x</string><key>API_KEY</key><string>§</string>',
  ])('is of low confidence in a configuration for clients: %s', (text) => {
    expect(checkApiKey(suspectIn(text))).toBe('low');
  });

  it('keeps its confidence elsewhere', () => {
    expect(checkApiKey(suspectIn('GOOGLE_API_KEY=§'))).toBeUndefined();
    expect(checkApiKey(suspectIn(`authDomain${' '.repeat(5000)}key: §`))).toBeUndefined();
  });
});

describe("a service account's key", () => {
  const KEY = 'q7Zt0LmXw3RbVn5KdYc1HsPg8JfUe2Ao'.repeat(2);

  it.each(['\n', '\r\n', '\\n', '\\\\n', ''])(
    'is accepted with its private key, whose lines end with %j',
    (line) => {
      expect(checkPrivateKey(suspectIn(`§ -----BEGIN PRIVATE KEY-----${line}${KEY}`))).toBe('high');
      expect(checkPrivateKey(suspectIn(`-----BEGIN PRIVATE KEY-----${line}${KEY} §`))).toBe('high');
    },
  );

  it.each(['', '-----BEGIN PRIVATE KEY-----\\n ... \\n', `-----BEGIN CERTIFICATE-----\n${KEY}`])(
    'is none beside %j',
    (text) => {
      expect(checkPrivateKey(suspectIn(`§ ${text}`))).toBe('no');
    },
  );
});
