import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, in URL-safe text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret of ours. A plain digest is enough: the secret has 256 random bits,
 * so there is nothing to guess and nothing to salt.
 */
export function digestSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
