import { crc32 } from 'node:zlib';
import type { Check } from '../rule';

const CHECKSUM_LENGTH = 8;
const CLOUD_PREFIX = 'glc_';

/** Fields that distinguish a key's JSON from other JSON. */
const API_KEY_FIELDS = ['id', 'k', 'n'];
const CLOUD_TOKEN_FIELDS = ['k', 'n', 'o'];

/**
 * Judges `glsa_<secret>_<checksum>`. Grafana's package satokengen ends a token with the CRC32 of all before the last
 * underscore, in little-endian hexadecimal. A token that does not fit is reported with low confidence.
 */
export const checkServiceAccountToken: Check = ({ secret }) => {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(secret.slice(0, -CHECKSUM_LENGTH - 1)));
  return secret.endsWith(checksum.toString('hex')) ? 'high' : 'low';
};

/** Judges an API key from before service accounts: the key, its name and its organization's id as JSON in base64. */
export const checkApiKey: Check = ({ secret }) => (hasFields(secret, API_KEY_FIELDS) ? 'high' : 'no');

/** Judges `glc_…`: the organization, the token's name and its key as JSON in base64. */
export const checkCloudToken: Check = ({ secret }) =>
  hasFields(secret.slice(CLOUD_PREFIX.length), CLOUD_TOKEN_FIELDS) ? 'high' : 'no';

/** Whether base64 decodes to a JSON object that has the fields, among others. */
function hasFields(base64: string, fields: readonly string[]): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && fields.every((field) => field in value);
  } catch {
    // Text that is not JSON is not a key.
    return false;
  }
}
