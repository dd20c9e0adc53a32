import { expect, it } from 'vitest';
import type { FileKind } from '../fileKind';
import { judgeStatement } from './judge';
import { readName } from './names';

const SETTINGS: FileKind = { format: 'env', role: 'product' };
const LIVE: FileKind = { ...SETTINGS, isLive: true };
const CODE: FileKind = { format: 'code', role: 'product' };

function judge(name: string, value: string, kind: FileKind) {
  const read = readName(name);
  const none = () => false;
  const setting = {
    quoted: true,
    kind,
    place: 'assignment',
    hasNeighbours: none,
    isForServer: none,
  } as const;
  return read && judgeStatement(read, value, setting).confidence;
}

it.each([
  ['password', 'hunter2hunter', SETTINGS, 'medium'],
  ['password', 'kx93mdLq', CODE, 'medium'],
  ['password', 'hunter2hunter', CODE, 'low'],
  ['password', 'Summer1', SETTINGS, 'low'],
  ['api_key', 'q8Zt5kQw9xLp2mVb8R4n', CODE, 'medium'],
  ['token', '0557c061-6d3f-47f1-80f7-73eed11bf2c9', CODE, 'low'],
  ['client_secret', '0557c061-6d3f-47f1-80f7-73eed11bf2c9', CODE, 'medium'],
  ['jwt_secret', 'Correct-Horse-2019', SETTINGS, 'low'],
  ['salt', 'q8Zt5kQw9xLp2mVb8R4n', CODE, 'low'],
  ['secret', 'Quartz!Lantern-41', CODE, 'low'],
  ['gpg.passphrase', 'seven brown ladders 4', SETTINGS, 'medium'],
  ['token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', CODE, 'medium'],
  ['password', 'sunshine1', LIVE, 'medium'],
  ['password', 'sunshine', LIVE, 'medium'],
  ['password', 'postgres', LIVE, 'low'],
  ['acmepay_key', 'q8Zt5kQw9xLp2mVb8R4n', CODE, 'medium'],
  ['secret_key', '_5#y2L\\x8aF4Q8z\\n\\xec]/', CODE, 'medium'],
] as const)('takes %s = %s', (name, value, kind, confidence) => {
  expect(judge(name, value, kind)).toBe(confidence);
});

it.each([
  ['password', 'reset-password', CODE],
  ['password', 'Enter your password', SETTINGS],
  ['password', 'Contrase\xc3\xb1a', SETTINGS],
  ['password', 'user@acme-billing.io', SETTINGS],
  ['token', 'createdAtDescending', CODE],
  ['api_key', 'sha512-q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df', CODE],
  ['secret', 'USERS_PREPROD_LEAK_TK01', SETTINGS],
  ['secret_key', 'https://acme-billing.io/q8Zt5kQw9xLp2mVb8R4n', SETTINGS],
  ['access_token', 'access_token', CODE],
  ['password', '\\d{8,20}[a-z]', CODE],
  ['password', 'required|string|min:8|confirmed', CODE],
  ['password', 'prefetch={false}', CODE],
  ['signingkey', '3DCDF30079ADFD3C81FB44EA897693255223A8CB', SETTINGS],
  ['secret', 'Settings-Key', CODE],
] as const)('leaves %s = %s alone', (name, value, kind) => {
  expect(judge(name, value, kind)).toBe('no');
});

it('has a lower confidence in tests', () => {
  expect(judge('api_key', 'q8Zt5kQw9xLp2mVb8R4n', { format: 'code', role: 'test' })).toBe('low');
  expect(judge('password', 'admin123x', { format: 'env', role: 'example' })).toBe('no');
});
