/** Stands for what is hidden: always as long, so that it tells nothing of the length. */
export const MASK = '••••••••';

const MOST_SHOWN = 4;
const MOST_SHARE = 1 / 4;

/** The first and the last line of a key in PEM or PGP. */
const FIRST_LINE = /^-----BEGIN [A-Z0-9 ]{1,60}-----/;
const LAST_LINE = /-----END [A-Z0-9 ]{1,60}-----$/;
const LINE_MAX = 80;

/**
 * What may be shown of a secret, or of its part on one line: no more than its documented beginning, as a keyword of
 * its rule tells it, of that at most 4 characters and at most a quarter of the secret. Of a key in PEM, the lines that
 * say that it is one.
 * @param keywords of the rule that found it, in lower case; none where this is not the secret's beginning
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
