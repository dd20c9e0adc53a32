import { createHmac } from 'node:crypto';
import type { Digest } from './result';

/** The digest by which a secret is known from then on: keyed, as weak secrets could be guessed from a plain one. */
export function digestWith(key: string): Digest {
  return (ruleId, secret) =>
    createHmac('sha256', key).update(`${ruleId}\0${secret}`, 'latin1').digest('base64url');
}
