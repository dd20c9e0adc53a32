import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, in URL-safe text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The stored form of a secret made by newSecret. A plain digest without salt is enough.
 * The secret has 256 random bits, so it can't be guessed.
 */
export function digestSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
