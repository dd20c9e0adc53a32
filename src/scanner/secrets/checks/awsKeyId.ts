const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LARGEST_ACCOUNT = 999_999_999_999;

/**
 * The AWS account that an access key id was made for: ids made since 2019 carry its number.
 * @param keyId 20 characters, prefix and all
 * @returns 12 digits; `null` where the id is of the older form, which carries none; `undefined` where there can be no such id
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function accountOf(keyId: string): string | null | undefined {
  const body = keyId.slice(4);
  if (!/^[A-Z2-7]{16}$/.test(body)) return undefined;
  // The first ten characters hold 50 bits: one that is set in the newer form, 40 of the account's number, nine others.
  const bits = [...body.slice(0, 10)].reduce((sum, character) => sum * 32 + BASE32.indexOf(character), 0);
  if (bits < 2 ** 49) return null;
  const account = Math.floor((bits - 2 ** 49) / 2 ** 9);
  return account > LARGEST_ACCOUNT ? undefined : account.toString().padStart(12, '0');
}
