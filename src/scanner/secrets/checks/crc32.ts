import { crc32 } from 'node:zlib';
import type { Check } from '../rule';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/**
 * The CRC32 of a text of ASCII in base62 (digits, capitals, small letters), six characters long with zeros in front.
 * GitHub's tokens end with it, and npm's do as GitHub issues them. Sources:
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
 * Judges a token such as `ghp_…` or `npm_…`, whose last six characters are the checksum of those between the prefix's
 * underscore and them. A wrong one was never issued, or has been altered: it stays a finding, so that somebody looks, but
 * one of low confidence.
 */
export const checkBase62Crc32: Check = ({ secret }) => (hasBase62Crc32(secret) ? 'high' : 'low');

/** Whether a token's last six characters are the base62 CRC32 of those between its first underscore and them. */
export function hasBase62Crc32(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH);
  return body !== '' && base62Crc32(body) === token.slice(-CHECKSUM_LENGTH);
}
