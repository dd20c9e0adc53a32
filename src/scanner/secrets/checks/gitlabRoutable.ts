import { crc32 } from 'node:zlib';
import type { Check } from '../rule';

const CHECKSUM_LENGTH = 7;

/**
 * Judges a routable token of GitLab, of which the pattern has the groups `payload` and `size`: the size is the payload's
 * length in two digits of base36, and the last seven characters are the CRC32 of all before them in base36, as GitLab's
 * class Authn::TokenField::Generator::RoutableToken writes it. A token that does not fit stays a finding of low confidence.
 */
export const checkRoutable: Check = ({ secret, groups }) => {
  const { payload = '', size = '' } = groups;
  const isWhole = Number.parseInt(size, 36) === payload.length;
  const checksum = crc32(secret.slice(0, -CHECKSUM_LENGTH)).toString(36).padStart(CHECKSUM_LENGTH, '0');
  return isWhole && secret.endsWith(checksum) ? 'high' : 'low';
};
