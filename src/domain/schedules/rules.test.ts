import { describe, expect, it } from 'vitest';
import { newId } from '../ids';
import { isTimeZone, judgeCron, nextTime, type Timing } from './rules';

const NOW = new Date('2026-11-30T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The first times of a schedule after a moment. */
function timesOf(timing: Partial<Timing>, after: string, count: number): string[] {
  const whole = { repoId: newId(), kind: 'cron', cron: null, timeZone: 'UTC', ...timing } as const;
  const times: Date[] = [];
  for (let last = new Date(after); times.length < count; ) {
    last = nextTime(whole, last);
    times.push(last);
  }
  return times.map((time) => time.toISOString());
}

describe('a time of day that a change of clocks', () => {
  const at = { cron: '30 2 * * *' };

  it('skips is replaced by the next one that exists', () => {
    expect(timesOf({ ...at, timeZone: 'Europe/Berlin' }, '2027-03-27T00:00:00Z', 3)).toEqual([
      '2027-03-27T01:30:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-29T00:30:00.000Z',
    ]);
    expect(timesOf({ ...at, timeZone: 'America/New_York' }, '2027-03-14T00:00:00Z', 2)).toEqual([
      '2027-03-14T07:00:00.000Z',
      '2027-03-15T06:30:00.000Z',
    ]);
  });

  it('skips is not lost from a list of hours', () => {
    const times = timesOf({ cron: '30 2,14 * * *', timeZone: 'Europe/Berlin' }, '2027-03-27T20:00:00Z', 2);
    expect(times).toEqual(['2027-03-28T01:00:00.000Z', '2027-03-28T12:30:00.000Z']);
  });

  it('repeats counts once', () => {
    expect(timesOf({ ...at, timeZone: 'Europe/Berlin' }, '2026-10-24T12:00:00Z', 3)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
      '2026-10-27T01:30:00.000Z',
    ]);
  });

  it('moves keeps its hour in the time zone of the schedule', () => {
    const times = timesOf({ kind: 'daily', timeZone: 'Europe/Berlin' }, '2026-10-20T00:00:00Z', 12);
    const hours = times.map((time) =>
      new Date(time).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }),
    );
    expect(new Set(hours).size).toBe(1);
    expect(new Set(times.map((time) => time.slice(11))).size).toBe(2);
  });
});

describe('the next time', () => {
  const kinds = [
    { kind: 'daily', cron: null, most: 25 * 60 },
    { kind: 'weekly', cron: null, most: 7 * 24 * 60 + 60 },
    { kind: 'cron', cron: '*/15 * * * *', most: 15 },
    { kind: 'cron', cron: '0 5 1 * *', most: 32 * 24 * 60 },
  ] as const;
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kolkata',
  ];

  it('is always in the future, and no later than a period', () => {
    for (let run = 0; run < 400; run++) {
      const after = new Date(NOW.getTime() + Math.random() * 800 * DAY);
      const { most, ...kind } = kinds[run % kinds.length] ?? kinds[0];
      const timing = { repoId: newId(), ...kind, timeZone: zones[run % zones.length] ?? 'UTC' };
      const minutes = (nextTime(timing, after).getTime() - after.getTime()) / MINUTE;
      const what = `${JSON.stringify(timing)} after ${after.toISOString()}`;
      expect(minutes, what).toBeGreaterThan(0);
      expect(minutes, what).toBeLessThanOrEqual(most);
    }
  });

  it('is a day later in a time zone that only another machine knows', () => {
    const timing = { repoId: newId(), kind: 'daily', cron: null, timeZone: 'Mars/Olympus' } as const;
    expect(nextTime(timing, NOW)).toEqual(new Date(NOW.getTime() + DAY));
  });

  it.each([
    ['daily', 24],
    ['weekly', 7 * 24],
  ] as const)('of %s schedules is spread evenly', (kind, hours) => {
    const repos = 40 * hours;
    const counts = new Array<number>(hours).fill(0);
    for (let index = 0; index < repos; index++) {
      const timing = { repoId: newId(), kind, cron: null, timeZone: 'UTC' };
      const hour = Math.floor((nextTime(timing, NOW).getTime() - NOW.getTime() - 1) / (60 * MINUTE));
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
    expect(counts.length).toBe(hours);
    // 40 are expected in each hour. Six standard deviations are 38.
    expect(Math.min(...counts)).toBeGreaterThan(4);
    expect(Math.max(...counts)).toBeLessThan(84);
  });
});

describe('a cron expression', () => {
  it.each([
    ['30 4 * * 1-5'],
    ['*/15 * * * *'],
    ['0,15,30,45 8-18 * * MON-FRI'],
    ['0 0 29 2 *'],
    ['0 3 L * *'],
    ['5  4 1,15 * *'],
    ['0 23,0 * * *'],
  ])('may be %s', (cron) => {
    expect(judgeCron(cron, 'Europe/Berlin', NOW)).toBeUndefined();
  });

  const FIVE = 'must have five fields: minute, hour, day of the month, month and day of the week';
  const INVALID = 'must be a valid cron expression, such as 30 4 * * 1-5';
  const OFTEN = 'must start scans at least 15 minutes apart';
  it.each([
    ['0 4 * *', FIVE],
    ['0 0 4 * * *', FIVE],
    ['@daily', FIVE],
    ['2027-01-01T00:00:00', FIVE],
    ['60 4 * * *', INVALID],
    ['a b c d e', INVALID],
    ['0 0 30 2 *', 'must name a date that exists'],
    ['* * * * *', OFTEN],
    ['*/14 * * * *', OFTEN],
    ['0,10 4 * * *', OFTEN],
    ['50,0 * * * *', OFTEN],
    ['0,50 0,23 * * *', OFTEN],
    ['0,5 4 1 1 *', OFTEN],
  ])('may not be %s', (cron, problem) => {
    expect(judgeCron(cron, 'UTC', NOW)).toBe(problem);
  });
});

it.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Nowhere/City', false],
  ['+02:00', false],
  ['', false],
  ['../etc/passwd', false],
])('knows whether %s is a time zone', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
