/**
 * Returns the Shannon entropy of a text in bits for each character; 0 for an empty one.
 * @param text bytes as characters 0 to 255
 */
export function entropyOf(text: string): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < text.length; at += 1) (counts[text.charCodeAt(at) & 0xff] as number) += 1;
  let bits = 0;
  for (let code = 0; code < 256; code += 1) {
    const share = (counts[code] as number) / text.length;
    if (share > 0) bits -= share * Math.log2(share);
  }
  return bits;
}
