export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A cookie, and not the browser's storage: the server writes the theme into the page, so there is no flash. */
export const THEME_COOKIE = 'theme';

/** The value for <html data-theme>; undefined leaves it to the system. */
export function chosenTheme(cookie: string | undefined): 'light' | 'dark' | undefined {
  return cookie === 'light' || cookie === 'dark' ? cookie : undefined;
}
