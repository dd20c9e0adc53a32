import { expect, it } from 'vitest';
import { isDueForRenewal, SESSION_DAYS, sessionExpiry } from './rules';

const DAY = 24 * 60 * 60 * 1000;
const after = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

it.each([
  ['2026-01-02T03:04:05.678Z', '2026-01-09T03:04:05.678Z'],
  ['2024-02-26T00:00:00.000Z', '2024-03-04T00:00:00.000Z'],
  ['2026-03-28T12:00:00.000Z', '2026-04-04T12:00:00.000Z'],
  ['2026-12-30T23:59:59.999Z', '2027-01-06T23:59:59.999Z'],
])('a session opened at %s ends seven days later, at %s', (now, end) => {
  expect([sessionExpiry(new Date(now)).toISOString(), SESSION_DAYS]).toEqual([end, 7]);
});

it.each([
  [0, false],
  [DAY - 1, false],
  [DAY, false],
  [DAY + 1, true],
  [6 * DAY, true],
  [7 * DAY - 1, true],
])('%i ms after it was opened or renewed, a renewal is due: %s', (age, due) => {
  const opened = new Date('2026-01-02T03:04:05.678Z');
  expect(isDueForRenewal(sessionExpiry(opened), after(opened, age))).toBe(due);
});

it('a session that is used every day never expires, and is renewed at most once a day', () => {
  let now = new Date('2026-01-01T00:00:00Z');
  let end = sessionExpiry(now);
  let renewals = 0;
  for (let hour = 0; hour < 30 * 24; hour++) {
    now = after(now, DAY / 24);
    expect(end.getTime()).toBeGreaterThan(now.getTime());
    if (!isDueForRenewal(end, now)) continue;
    end = sessionExpiry(now);
    renewals += 1;
  }
  expect(renewals).toBeGreaterThan(20);
  expect(renewals).toBeLessThanOrEqual(30);
});
