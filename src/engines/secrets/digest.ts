import { createHmac } from 'node:crypto';

/** Computes a keyed digest of a rule's id and a secret. The caller keeps the key. */
export type Digest = (ruleId: string, secret: string) => string;

/** Creates the digest that identifies a secret. It is keyed, since a plain digest would let weak secrets be guessed. */
export function digestWith(key: string): Digest {
  return (ruleId, secret) =>
    createHmac('sha256', key).update(`${ruleId}\0${secret}`, 'latin1').digest('base64url');
}
