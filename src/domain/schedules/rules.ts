import { Cron } from 'croner';
import type { ScheduleKind } from './schema';

/** When a repo is scanned by itself. Without a schedule it never is. */
export type Timing = {
  readonly repoId: string;
  readonly kind: Exclude<ScheduleKind, 'off'>;
  /** Of the kind `cron` alone. */
  readonly cron: string | null;
  readonly timeZone: string;
};

export const DEFAULT_TIME_ZONE = 'UTC';

/** Starts are at least so many minutes apart. A push is the means to scan sooner. */
export const MINUTES_APART = 15;

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const DAY_MS = DAY_MINUTES * 60_000;

/** A day has fewer starts that are far enough apart. So the step over midnight is among these. */
const JUDGED_STARTS = 100;

/**
 * The first time of a schedule after a moment.
 * A time of day that a change of clocks skips is replaced by the next that exists. One that occurs twice counts once.
 * @returns a day later if there is none: the time zone may be unknown to this machine alone
 */
export function nextTime(timing: Timing, after: Date): Date {
  return (
    startsAfter(expressionOf(timing), timing.timeZone, after, 1)?.[0] ?? new Date(after.getTime() + DAY_MS)
  );
}

/** What is wrong with a cron expression in an existing time zone, following the word "cron"; undefined if nothing is. */
export function judgeCron(cron: string, timeZone: string, now: Date): string | undefined {
  if (cron.split(/\s+/).length !== 5) {
    return 'must have five fields: minute, hour, day of the month, month and day of the week';
  }
  const starts = startsAfter(cron, timeZone, now, JUDGED_STARTS);
  if (starts === undefined) return 'must be a valid cron expression, such as 30 4 * * 1-5';
  if (starts.length === 0) return 'must name a date that exists';
  const isTooOften = starts.some((start, at) => isSoonAfter(start, starts[at + 1]));
  return isTooOften ? `must start scans at least ${MINUTES_APART} minutes apart` : undefined;
}

function isSoonAfter(start: Date, next: Date | undefined): boolean {
  return next !== undefined && next.getTime() - start.getTime() < MINUTES_APART * 60_000;
}

/** Whether it is a name of the IANA's database. An offset such as +02:00 knows no change of clocks. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** As a cron expression. Repos are spread over the day or the week, so that a thousand do not start at once. */
function expressionOf({ repoId, kind, cron }: Timing): string {
  if (kind === 'cron') return cron ?? '';
  const minute = shareOf(repoId) % (kind === 'daily' ? DAY_MINUTES : WEEK_MINUTES);
  const day = kind === 'daily' ? '*' : Math.floor(minute / DAY_MINUTES);
  return `${minute % 60} ${Math.floor(minute / 60) % 24} * * ${day}`;
}

/** A number of 32 bits that is as good as random for each repo. The last ones of a UUIDv7 are. */
function shareOf(repoId: string): number {
  return Number.parseInt(repoId.slice(-8), 16);
}

/** @returns undefined if the expression is not valid, or the time zone not known */
function startsAfter(cron: string, timezone: string, after: Date, count: number): Date[] | undefined {
  try {
    // Of a list of hours too, none is skipped when clocks change.
    return new Cron(cron, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' }).nextRuns(count, after);
  } catch {
    return undefined;
  }
}
