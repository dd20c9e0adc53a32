import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes and one lane.
 * Source: OWASP Password Storage Cheat Sheet, first recommended configuration for Argon2id.
 */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a random password, which no input matches. */
let dummyHash: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/**
 * Whether a password matches a hash. Without a hash, a dummy is verified.
 * The time taken thus does not reveal whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  // Awaited in both cases, as making it takes as long as a verification.
  dummyHash ??= hashPassword(crypto.randomUUID());
  const dummy = await dummyHash;
  const matches = await verify(passwordHash ?? dummy, password);
  return matches && passwordHash !== null;
}
