import { chosenTheme, THEME_COOKIE, type Theme } from '@/lib/theme';

/** The reader's theme if the server could not write it into the page; unknown during rendering. */
export function rememberedTheme(): Theme | undefined {
  if (typeof document === 'undefined') return undefined;
  return chosenTheme(new RegExp(`\\b${THEME_COOKIE}=(\\w+)`).exec(document.cookie)?.[1]);
}
