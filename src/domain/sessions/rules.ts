const DAY_MS = 24 * 60 * 60 * 1000;
export const SESSION_DAYS = 7;

/** How many sessions the settings page lists. A user with more can end the rest together. */
export const MOST_LISTED = 100;

export function sessionExpiry(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * DAY_MS);
}

/** A session in use is renewed once a day, not with each request. Done by `resumeSession` in lifecycle.ts. */
export function isDueForRenewal(expiresAt: Date, now: Date): boolean {
  return expiresAt.getTime() - now.getTime() < (SESSION_DAYS - 1) * DAY_MS;
}
