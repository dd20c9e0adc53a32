/** The replacement of a hidden text. Its length is constant, so that it does not reveal the text's length. */
export const MASK = '••••••••';

const MOST_SHOWN = 4;
const MOST_SHARE = 1 / 4;

/** The first line of a key in PEM or PGP; LAST_LINE is its last. */
const FIRST_LINE = /^-----BEGIN [A-Z0-9 ]{1,60}-----/;
const LAST_LINE = /-----END [A-Z0-9 ]{1,60}-----$/;
const LINE_MAX = 80;

/**
 * Masks a secret, or its part on one line. Only a documented beginning, a keyword of its rule, stays visible.
 * Of that at most 4 characters are shown, and at most a quarter of the secret. The BEGIN and END lines of a key in PEM
 * stay visible.
 * @param keywords those of the rule, in lower case; empty where this is not the secret's beginning
 */
export function mask(secret: string, keywords: readonly string[]): string {
  const first = FIRST_LINE.exec(secret.slice(0, LINE_MAX))?.[0] ?? '';
  const last = LAST_LINE.exec(secret.slice(-LINE_MAX))?.[0] ?? '';
  if (first === '' && last === '') return shownOf(secret, keywords) + MASK;
  return first + (secret.length > first.length + last.length ? MASK : '') + last;
}

function shownOf(secret: string, keywords: readonly string[]): string {
  const most = Math.min(MOST_SHOWN, Math.floor(secret.length * MOST_SHARE));
  const start = secret.slice(0, 64).toLowerCase();
  const lengths = keywords.filter((keyword) => start.startsWith(keyword)).map(({ length }) => length);
  return secret.slice(0, Math.min(most, Math.max(0, ...lengths)));
}
