const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LARGEST_ACCOUNT = 999_999_999_999;

/**
 * Returns the AWS account of an access key id: ids made since 2019 contain its number.
 * @param keyId 20 characters, prefix included
 * @returns 12 digits; `null` for the older form, which contains none; `undefined` where the id is impossible
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function accountOf(keyId: string): string | null | undefined {
  const body = keyId.slice(4);
  if (!/^[A-Z2-7]{16}$/.test(body)) return undefined;
  // The first ten characters hold 50 bits: one for the newer form, 40 of the account's number, and nine others.
  const bits = [...body.slice(0, 10)].reduce((sum, character) => sum * 32 + BASE32.indexOf(character), 0);
  if (bits < 2 ** 49) return null;
  const account = Math.floor((bits - 2 ** 49) / 2 ** 9);
  return account > LARGEST_ACCOUNT ? undefined : account.toString().padStart(12, '0');
}
