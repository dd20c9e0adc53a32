const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether a text is the seed of a key of NATS. It is base32 (RFC 4648) of two bytes of prefix and 32 of the seed.
 * Their CRC-16 of XMODEM follows, with its low byte first. Source: https://github.com/nats-io/nkeys
 */
export function isNkeySeed(text: string): boolean {
  const bytes = decodeBase32(text);
  if (bytes.length !== 36) return false;
  return crc16(bytes.slice(0, 34)) === (bytes[34] ?? 0) + (bytes[35] ?? 0) * 256;
}

function decodeBase32(text: string): number[] {
  const bytes: number[] = [];
  let value = 0;
  let bits = 0;
  for (const character of text) {
    value = (value << 5) | ALPHABET.indexOf(character);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
    value &= (1 << bits) - 1;
  }
  return bytes;
}

function crc16(bytes: readonly number[]): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & 0x8000 ? (rest << 1) ^ 0x1021 : rest << 1) & 0xffff;
  }
  return rest;
}
