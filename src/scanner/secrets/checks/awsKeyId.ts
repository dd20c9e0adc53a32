const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LARGEST_ACCOUNT = 999_999_999_999n;

/**
 * The AWS account that an access key id was made for: ids made since 2019 carry its number.
 * @param keyId 20 characters, prefix and all
 * @returns 12 digits; `null` where the id is of the older form, which carries none; `undefined` where there can be no such id
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function accountOf(keyId: string): string | null | undefined {
  const body = keyId.slice(4);
  if (!/^[A-Z2-7]{16}$/.test(body)) return undefined;
  const value = [...body].reduce((sum, character) => sum * 32n + BigInt(BASE32.indexOf(character)), 0n);
  // Of the 80 bits, the first is set in the newer form, and the 40 behind it are the number.
  if (value >> 79n === 0n) return null;
  const account = (value >> 39n) & 0xff_ffff_ffffn;
  return account > LARGEST_ACCOUNT ? undefined : account.toString().padStart(12, '0');
}
