/** A rule says how long something is kept, in days. Ten years is as good as for ever. */
export const FEWEST_DAYS = 1;
export const MOST_DAYS = 3650;

/** How often the rule is applied, in hours. */
const EVERY_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

/** What is older than this many days at a time. */
export function cutOff(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * HOUR_MS);
}

/** Where the rule was last applied before this, it is applied again. */
export function dueBefore(now: Date): Date {
  return new Date(now.getTime() - EVERY_HOURS * HOUR_MS);
}

/** What a run is called, which says for how long it goes by the rule: while that is of as many days. */
export function runName(days: number): string {
  return `Scans older than ${days} ${days === 1 ? 'day' : 'days'}`;
}
