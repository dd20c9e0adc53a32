import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes and one lane.
 * Source: OWASP Password Storage Cheat Sheet, first recommended configuration for Argon2id.
 */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of a random password that nobody knows, made with OPTIONS. */
let nobodysHash: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/**
 * Whether a password is the one of a hash. Where there is no hash, the same work is done for nothing,
 * so that the time taken does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  // Waited for in either case, as making it takes as long as a verification.
  nobodysHash ??= hashPassword(crypto.randomUUID());
  const nobodys = await nobodysHash;
  const matches = await verify(passwordHash ?? nobodys, password);
  return matches && passwordHash !== null;
}
