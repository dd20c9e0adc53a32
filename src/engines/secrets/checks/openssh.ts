const MAGIC = 'openssh-key-v1\0';

/**
 * Reads the header of an OpenSSH private key: the magic bytes, then the length and the name of the cipher.
 * Source: PROTOCOL.key in OpenSSH's sources.
 * @param bytes the decoded body, as characters 0 to 255
 * @returns whether it is encrypted; undefined where it is not such a key
 */
export function readOpenSshKey(bytes: string): { encrypted: boolean } | undefined {
  if (!bytes.startsWith(MAGIC)) return undefined;
  const length = bytes.charCodeAt(MAGIC.length + 3);
  const cipher = bytes.slice(MAGIC.length + 4, MAGIC.length + 4 + length);
  if (!/^[a-z0-9@.-]{3,60}$/.test(cipher)) return undefined;
  return { encrypted: cipher !== 'none' };
}
