/** A whole number as people read it. */
export function decimal(value: number): string {
  return value.toLocaleString('en');
}

/** A size in MB of a million bytes, or kB where it is small. */
export function megabytes(bytes: number): string {
  const isSmall = bytes < 100_000;
  const value = (bytes / (isSmall ? 1e3 : 1e6)).toLocaleString('en', { maximumFractionDigits: 1 });
  return `${value} ${isSmall ? 'kB' : 'MB'}`;
}

/** A number with the word that fits it. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${decimal(value)} ${value === 1 ? one : several}`;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text from a repository as it may stand on a terminal: what would move its cursor, change its colours or turn its
 * writing direction is written as an escape.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
