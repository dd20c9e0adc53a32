const COUNT = new Intl.NumberFormat('en');
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const EXACT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

const DAY_SECONDS = 86_400;

/** Each unit in seconds, and the smallest duration that is shown in it. */
const UNITS = [
  { unit: 'year', seconds: 365 * DAY_SECONDS, from: 365 * DAY_SECONDS },
  { unit: 'month', seconds: 30 * DAY_SECONDS, from: 60 * DAY_SECONDS },
  { unit: 'day', seconds: DAY_SECONDS, from: DAY_SECONDS },
  { unit: 'hour', seconds: 3_600, from: 3_600 },
  { unit: 'minute', seconds: 60, from: 60 },
] as const;

/** Formats a number with thousands separators. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1 scan`, `12,480 scans`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Formats a moment relative to now: `3 minutes ago`, `now`, `in 90 days`. A future moment is shown in days. */
export function relativeTime(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  if (seconds >= DAY_SECONDS) return RELATIVE.format(Math.ceil(seconds / DAY_SECONDS), 'day');
  const found = UNITS.find(({ from }) => Math.abs(seconds) >= from);
  if (!found) return RELATIVE.format(0, 'second');
  return RELATIVE.format(Math.trunc(seconds / found.seconds), found.unit);
}

/** Formats a moment to the second in UTC, so that it is the same in every time zone. */
export function exactTime(moment: Date): string {
  return `${EXACT.format(moment)} UTC`;
}

/** The day of a moment in UTC: `14 Mar 2026`. */
export function dayOf(moment: Date): string {
  return DAY.format(moment);
}

/** Shortens a commit id to its usual seven digits. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
