/** A rule says how long something is kept, in days. Ten years is as good as for ever. */
export const FEWEST_DAYS = 1;
export const MOST_DAYS = 3650;

/** How often the rule is applied, in hours. */
export const EVERY_HOURS = 24;

/** What is older than this many days at a time. */
export function cutOff(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}
