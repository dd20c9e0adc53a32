export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A cookie rather than browser storage, so that the server renders the theme and the page does not flash. */
export const THEME_COOKIE = 'theme';

/** Returns the value for <html data-theme>; undefined follows the system. */
export function chosenTheme(cookie: string | undefined): 'light' | 'dark' | undefined {
  return cookie === 'light' || cookie === 'dark' ? cookie : undefined;
}
