/** An escape of one character in the languages that people write values in, and the whole number of its character. */
const ESCAPE =
  /\\x(?<hex>[0-9a-f]{2})|\\u(?<unit>[0-9a-f]{4})|\\u\{(?<point>[0-9a-f]{1,6})\}|\\(?<octal>[01][0-7]{2})|&#x(?<entity>[0-9a-f]{1,5});|&#(?<decimal>\d{1,6});|&(?<named>amp|lt|gt|quot|apos);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** At least four escaped characters in a row, so that a password with a percent sign stays as it is. */
const PERCENT = /(?:%[0-9a-f]{2}){4,2000}/gi;
const HAS_ESCAPE = /\\[xu01]|&[#a-z]|%[0-9a-f]{2}/i;

/**
 * Returns a value as programs read it. Escapes in hexadecimal, octal and Unicode, entities of HTML, and longer runs
 * of percent escapes are decoded. Bytes that are no printable ASCII stay as they are written.
 */
export function unescaped(value: string): string {
  if (!HAS_ESCAPE.test(value)) return value;
  const plain = value.replace(ESCAPE, (written: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const { hex, unit, point, octal, entity, decimal, named } = groups;
    if (named !== undefined) return NAMED[named.toLowerCase()] ?? written;
    const hexadecimal = hex ?? unit ?? point ?? entity;
    const code =
      hexadecimal === undefined
        ? Number.parseInt(octal ?? decimal ?? '', octal === undefined ? 10 : 8)
        : Number.parseInt(hexadecimal, 16);
    return printable(code) ?? written;
  });
  return plain.replace(PERCENT, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    return bytes.every((byte) => printable(byte) !== undefined) ? bytes.toString('latin1') : run;
  });
}

function printable(code: number): string | undefined {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : undefined;
}
