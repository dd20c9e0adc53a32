const CHARACTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/**
 * Whether a text is Bech32 with a correct checksum, in either case. As in age, the limit of 90 characters is ignored.
 * @see https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
 */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  if (separator < 1 || lower.length - separator - 1 < 6) return false;
  const prefix = [...lower.slice(0, separator)].map((character) => character.charCodeAt(0));
  const data = [...lower.slice(separator + 1)].map((character) => CHARACTERS.indexOf(character));
  if (data.includes(-1)) return false;
  return polymod([...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]) === 1;
}

function polymod(values: readonly number[]): number {
  return values.reduce((checksum, value) => {
    const top = checksum >>> 25;
    const shifted = ((checksum & 0x1ffffff) << 5) ^ value;
    return GENERATOR.reduce((sum, term, bit) => ((top >> bit) & 1 ? sum ^ term : sum), shifted);
  }, 1);
}
