import type { Suspect } from '../rule';

/** A few lines of a configuration file or of code, in bytes. */
const DISTANCE = 240;

/**
 * Whether a name stands in the few lines round a suspect, or in it: tokens whose prefix several providers use are told apart by it.
 * @param name without the flag `g`, which would make its answer depend on the one before
 */
export function isNear({ text, start, end }: Suspect, name: RegExp): boolean {
  return name.test(text.slice(Math.max(0, start - DISTANCE), end + DISTANCE));
}
