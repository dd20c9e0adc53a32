import { v7, validate } from 'uuid';

/** A new UUIDv7: ids of one kind sort by the time they were made, which every keyset list relies on. */
export function newId(): string {
  return v7();
}

/** Whether a text could name anything of ours; what can't is unknown rather than invalid. */
export function isId(text: string): boolean {
  return validate(text);
}

/** Before and behind every id: where a walk over ids begins and ends. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
export const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
