import type { TableBelowRepo } from '../deletions/rules';

/**
 * What the rule deletes from live repos, in this order. Its conditions in SQL are `isOld` in store.ts.
 * - Findings that are fixed and have not changed since the cut-off.
 * - Scans that have ended, are older than the cut-off, and have no other finding left.
 *
 * A repo keeps its newest scan, its newest completed one, and the one that its next scan builds on.
 * Open findings stay, each with its scan. So do dismissed ones, which would otherwise return as new.
 */
export const DELETED = ['findings', 'scans'] as const satisfies readonly TableBelowRepo[];

/** The limits of a rule, in days. */
export const FEWEST_DAYS = 1;
export const MOST_DAYS = 3650;

/** How often the rule is applied, in hours. */
const EVERY_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

/** The time that was this many days ago. */
export function cutOff(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * HOUR_MS);
}

/** The rule is due if it was last applied before this time. */
export function dueBefore(now: Date): Date {
  return new Date(now.getTime() - EVERY_HOURS * HOUR_MS);
}

/** The name of a run. A run is valid only while the rule has the number of days in its name. */
export function runName(days: number): string {
  return `Scans older than ${days} ${days === 1 ? 'day' : 'days'}`;
}
