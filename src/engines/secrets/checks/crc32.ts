import { crc32 } from 'node:zlib';
import type { Check } from '../rule';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/**
 * Returns the CRC32 of an ASCII text in base62 (digits, capitals, small letters), six characters with leading zeros.
 * Tokens of GitHub and npm end with it. Sources:
 * https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ and
 * https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
 */
export function base62Crc32(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (rest > 0) {
    digits = BASE62.charAt(rest % BASE62.length) + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits.padStart(CHECKSUM_LENGTH, '0');
}

/**
 * Judges a token such as `ghp_…` or `npm_…`. Its last six characters are the checksum of the others after the prefix's
 * underscore. A token with a wrong checksum was never issued, or was altered. It is still reported, with low
 * confidence.
 */
export const checkBase62Crc32: Check = ({ secret }) => (hasBase62Crc32(secret) ? 'high' : 'low');

/** The evidence of checks that report a wrong checksum with low confidence. */
export const CHECKSUM = {
  high: 'Its checksum is right.',
  low: 'Its checksum is wrong, so it was altered or never issued.',
} as const;

/** Whether a token's last six characters are the base62 CRC32 of the others after its first underscore. */
export function hasBase62Crc32(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH);
  return body !== '' && base62Crc32(body) === token.slice(-CHECKSUM_LENGTH);
}
