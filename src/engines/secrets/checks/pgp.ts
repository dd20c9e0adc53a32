/** The count of numbers in the public part of a key, by its algorithm (RFC 4880, sections 5.5.2 and 9.1). */
const PUBLIC_NUMBERS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 };
/** Algorithms whose public part is a curve and a point (RFC 6637 and RFC 9580). */
const CURVES = [18, 19, 22];

/**
 * Reads whether the first packet of an OpenPGP message is a secret key (RFC 4880, section 5.5.3).
 * @param bytes the decoded armour, as characters 0 to 255
 * @returns whether the key has a passphrase, `unknown` for unsupported versions, or undefined for other packets
 */
export function readPgpSecretKey(bytes: string): 'encrypted' | 'plain' | 'unknown' | undefined {
  const first = bytes.charCodeAt(0);
  const newFormat = (first & 0xc0) === 0xc0;
  const tag = newFormat ? first & 0x3f : (first & 0x3c) >> 2;
  if (!(first >= 0x80) || (tag !== 5 && tag !== 7)) return undefined;
  const body = bytes.slice(1 + lengthOfLength(bytes, newFormat));
  if (body.charCodeAt(0) !== 4) return 'unknown';
  const at = endOfPublicPart(body);
  if (!(at < body.length)) return 'unknown';
  return body.charCodeAt(at) === 0 ? 'plain' : 'encrypted';
}

function lengthOfLength(bytes: string, newFormat: boolean): number {
  if (!newFormat) return [1, 2, 4, 0][bytes.charCodeAt(0) & 3] ?? 0;
  const second = bytes.charCodeAt(1);
  if (second < 192) return 1;
  return second < 224 ? 2 : 5;
}

/** Version, time and algorithm take 6 bytes. The numbers follow, each after its length in bits. */
function endOfPublicPart(body: string): number {
  const algorithm = body.charCodeAt(5);
  let at = 6;
  if (CURVES.includes(algorithm)) at += 1 + body.charCodeAt(at);
  const numbers = CURVES.includes(algorithm) ? 1 : (PUBLIC_NUMBERS[algorithm] ?? Number.NaN);
  for (let read = 0; read < numbers; read++) {
    const bits = body.charCodeAt(at) * 256 + body.charCodeAt(at + 1);
    at += 2 + Math.ceil(bits / 8);
  }
  if (algorithm === 18) at += 1 + body.charCodeAt(at);
  return Number.isNaN(numbers) ? Number.NaN : at;
}
