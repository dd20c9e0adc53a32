import type { Check } from '../rule';

/**
 * Rejects a value without a digit or without a letter: a name, words or a number. A random value of 20 characters or
 * more almost certainly has both.
 */
export const mixedCharacters: Check = ({ secret }) =>
  /\d/.test(secret) && /[A-Za-z]/.test(secret) ? undefined : 'no';
