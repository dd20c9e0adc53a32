import { expect, it } from 'vitest';
import { isRefusedAddress } from './judgedLookup';

it.each([
  ['http://10.0.0.1', false, true],
  ['http://[::1]:8080/path', false, true],
  ['http://169.254.169.254', true, true],
  ['http://10.0.0.1', true, false],
  ['https://93.184.216.34', false, false],
  // A name is judged when it is looked up.
  ['https://gitlab.example.com', false, false],
])('%s, where private hosts are allowed: %s', async (url, allowPrivate, refused) => {
  expect(await isRefusedAddress(url, { allowPrivate, allowedHosts: [] })).toBe(refused);
});
