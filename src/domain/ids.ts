import { v7, validate } from 'uuid';

/** A new UUIDv7. Its ids sort by creation time, which every keyset list relies on. */
export function newId(): string {
  return v7();
}

/** The lowest id of this moment. What was created later has a higher one. */
export function firstIdAt(moment: Date): string {
  return v7({ msecs: moment.getTime(), seq: 0, random: new Uint8Array(16) });
}

/** Whether a text has the form of an id. Any other text is unknown rather than invalid. */
export function isId(text: string): boolean {
  return validate(text);
}

/** An id in the form in which it is stored. Any other text stays as it is. */
export function canonicalId(text: string): string {
  return isId(text) ? text.toLowerCase() : text;
}

/** Lower and higher than every other id: the bounds of an iteration over ids. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
