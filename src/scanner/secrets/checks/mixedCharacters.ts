import type { Check } from '../rule';

/**
 * Says no to a value that has no digit or no letter: a name, words or a number, where a random value of 20 characters
 * or more has both with near certainty.
 */
export const mixedCharacters: Check = ({ secret }) =>
  /\d/.test(secret) && /[A-Za-z]/.test(secret) ? undefined : 'no';
