/** Formats a whole number with separators. */
export function decimal(value: number): string {
  return value.toLocaleString('en');
}

/** Formats a size in MB of a million bytes, or in kB if it is small. */
export function megabytes(bytes: number): string {
  const isSmall = bytes < 100_000;
  const value = (bytes / (isSmall ? 1e3 : 1e6)).toLocaleString('en', { maximumFractionDigits: 1 });
  return `${value} ${isSmall ? 'kB' : 'MB'}`;
}

/** A number with the fitting form of a noun. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${decimal(value)} ${value === 1 ? one : several}`;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes text from a repository for a terminal: control characters and changes of the writing direction. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
