import type { Suspect } from '../rule';

/** The size of a few lines of configuration or code, in bytes. */
const DISTANCE = 240;

/**
 * Whether a name occurs in a suspect or in the lines around it. It distinguishes tokens of providers with one prefix.
 * @param name without the flag `g`, with which each test would depend on the one before
 */
export function isNear({ text, start, end }: Suspect, name: RegExp): boolean {
  return name.test(text.slice(Math.max(0, start - DISTANCE), end + DISTANCE));
}
