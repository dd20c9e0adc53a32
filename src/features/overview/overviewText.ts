import { countOf, formatCount } from '@/lib/format';
import type { Overview } from '@/trpc/types';

/** What the numbers mean: findings need work, none is open, or too little is known to say so. */
export type Verdict = {
  state: 'work' | 'minor' | 'clear' | 'unknown';
  message: string;
  /** What the sentence rests on. */
  basis: string;
};

type Facts = Pick<
  Overview,
  | 'open'
  | 'repoCount'
  | 'neverScanned'
  | 'partial'
  | 'failed'
  | 'unreachable'
  | 'unchecked'
  | 'scanning'
  | 'scannedSince'
>;

const repositories = (count: number) => countOf(count, 'repository', 'repositories');
const findings = (count: number) => (count === 1 ? 'finding' : 'findings');

/** One sentence that answers whether the repositories are safe. Only complete scans of all of them say so. */
export function verdictOf(facts: Facts, now: Date): Verdict {
  const basis = `${basisOf(facts)}.`;
  const { open, repoCount, scannedSince } = facts;
  const [urgent, minor] = [open.critical + open.high, open.medium + open.low];
  if (urgent > 0) {
    const need = `${findings(urgent)} ${urgent === 1 ? 'needs' : 'need'} you.`;
    return { state: 'work', message: `${listed(open, ['critical', 'high'])} ${need}`, basis };
  }
  if (minor > 0) {
    const are = `${findings(minor)} ${minor === 1 ? 'is' : 'are'} open, none critical or high.`;
    return { state: 'minor', message: `${listed(open, ['medium', 'low'])} ${are}`, basis };
  }
  if (isUnscanned(facts)) {
    return { state: 'unknown', message: unscannedMessage(facts), basis };
  }
  if (isKnown(facts) && scannedSince !== null) {
    const all = repoCount === 1 ? '1 repository, scanned' : `${repositories(repoCount)}, all scanned`;
    return {
      state: 'clear',
      message: 'All clear.',
      basis: `${all} completely ${within(scannedSince, now)}.`,
    };
  }
  const gap = areFilesKnown(facts)
    ? 'packages were not checked for known vulnerabilities'
    : 'not everything was scanned';
  return { state: 'unknown', message: `No finding is open, but ${gap}.`, basis };
}

function unscannedMessage({ scanning, failed, repoCount }: Facts): string {
  if (scanning > 0) return 'The first scan is not finished yet.';
  if (failed < repoCount) return 'Nothing has been scanned yet.';
  return repoCount === 1 ? 'The first scan failed.' : 'All first scans failed.';
}

/** Whether no scan has completed, so that there are no numbers yet: none of them is 0. */
export function isUnscanned({ neverScanned, repoCount }: Facts): boolean {
  return neverScanned === repoCount;
}

/** Whether all repositories were scanned completely, their remotes can be reached, and their packages were checked. */
export function isKnown(facts: Facts): boolean {
  return areFilesKnown(facts) && facts.unchecked === 0;
}

function areFilesKnown({ neverScanned, partial, failed, unreachable }: Facts): boolean {
  return neverScanned + partial + failed + unreachable === 0;
}

/** `2 critical and 5 high`, without those of which there are none. */
function listed(open: Overview['open'], severities: readonly (keyof Overview['open'])[]): string {
  return severities
    .filter((severity) => open[severity] > 0)
    .map((severity) => `${formatCount(open[severity])} ${severity}`)
    .join(' and ');
}

const HOUR_MS = 60 * 60 * 1000;

function within(since: string, now: Date): string {
  const hours = (now.getTime() - new Date(since).getTime()) / HOUR_MS;
  return hours <= 24 ? 'within 24 hours' : `within ${Math.ceil(hours / 24)} days`;
}

/** What the numbers rest on: `12 repositories, 2 being scanned`. */
function basisOf({ repoCount, scanning }: Facts): string {
  const all = repositories(repoCount);
  return scanning > 0 ? `${all}, ${formatCount(scanning)} being scanned` : all;
}

/** Days in words: `2 days`, `under a day`; a dash where nothing is known. */
export function daysText(days: number | null): string {
  if (days === null) return '–';
  return days < 1 ? 'under a day' : countOf(days, 'day');
}

/** How many findings an age group has; a dash where it is not known. */
export function ageText(count: number | null, isMore: boolean): string {
  if (count === null) return '–';
  return isMore && count > 0 ? `${formatCount(count)}+` : formatCount(count);
}

export type Week = { from: string; opened: number; fixed: number };
const WEEKS = 12;

/** How many findings were opened and fixed in each of the last twelve weeks. The last week ends today. */
export function weeksOf(series: Overview['series']): Week[] {
  const days = series.slice(-7 * WEEKS);
  const weeks: Week[] = [];
  for (let at = 0; at < days.length; at += 7) {
    const week = days.slice(at, at + 7);
    const sum = (part: 'opened' | 'fixed') => week.reduce((total, day) => total + day[part], 0);
    weeks.push({ from: week[0]?.date ?? '', opened: sum('opened'), fixed: sum('fixed') });
  }
  return weeks;
}

const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A day of a chart: `14 Mar`. */
export function shortDay(date: string): string {
  return SHORT_DAY.format(new Date(date));
}
