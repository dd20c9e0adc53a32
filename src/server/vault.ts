import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Vault } from '@/domain/vault';
import { deriveBytes } from './keys';

/** AES-256-GCM, as in NIST SP 800-38D. An envelope is `v1.<key id>.<iv>.<data>` in base64url; its data ends in the tag. */

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const KEY_ID_BYTES = 6;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param secretKey the installation's. The id of the derived key says nothing about either. */
export function makeVault(secretKey: string): Vault {
  const key = deriveBytes(secretKey, 'vault', KEY_BYTES);
  const keyId = deriveBytes(secretKey, 'vault key id', KEY_ID_BYTES).toString('base64url');
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, keyId, iv.toString('base64url'), data.toString('base64url')].join('.');
    },
    open(envelope, context) {
      const [version, sealedBy, iv, data, ...more] = envelope.split('.');
      if (version !== VERSION || sealedBy !== keyId || !iv || !data || more.length > 0) return undefined;
      return decrypt(key, Buffer.from(iv, 'base64url'), Buffer.from(data, 'base64url'), context);
    },
  };
}

function decrypt(key: Buffer, iv: Buffer, data: Buffer, context: string): string | undefined {
  if (iv.length !== IV_BYTES || data.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  const text = decipher.update(data.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
