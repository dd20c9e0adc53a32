const ALPHABET = /^[A-Za-z0-9+/_-]{1,}={0,2}$/;

/**
 * Decodes base64, of the usual or the URL's alphabet, with or without padding.
 * @returns the bytes as characters 0 to 255; undefined for text that is not base64 or has an impossible length
 */
export function decodeBase64(text: string): string | undefined {
  if (!ALPHABET.test(text)) return undefined;
  if (text.replace(/=/g, '').length % 4 === 1) return undefined;
  return Buffer.from(text, 'base64').toString('latin1');
}

/** Whether bytes are readable ASCII: decoded texts are, decoded random characters are not. */
export function isPlainText(bytes: string): boolean {
  return bytes.length > 0 && /^[\t\n\r\x20-\x7e]{1,}$/.test(bytes);
}
