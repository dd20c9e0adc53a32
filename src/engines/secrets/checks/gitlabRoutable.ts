import { crc32 } from 'node:zlib';
import type { Check } from '../rule';

const CHECKSUM_LENGTH = 7;

/**
 * Judges a routable token of GitLab, whose pattern has the groups `payload` and `size`. The size is the payload's
 * length in two digits of base36. The last seven characters are the CRC32 of all others in base36. Source: GitLab's
 * class Authn::TokenField::Generator::RoutableToken. A token that does not fit is reported with low confidence.
 */
export const checkRoutable: Check = ({ secret, groups }) => {
  const { payload = '', size = '' } = groups;
  const isWhole = Number.parseInt(size, 36) === payload.length;
  const checksum = crc32(secret.slice(0, -CHECKSUM_LENGTH)).toString(36).padStart(CHECKSUM_LENGTH, '0');
  return isWhole && secret.endsWith(checksum) ? 'high' : 'low';
};
