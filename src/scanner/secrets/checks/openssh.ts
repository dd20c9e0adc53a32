const MAGIC = 'openssh-key-v1\0';

/**
 * Reads what an OpenSSH private key says of itself, after PROTOCOL.key in OpenSSH's sources: the magic, then the
 * cipher's name as a string behind its length.
 * @param bytes the decoded body, as characters 0 to 255
 * @returns whether it is encrypted, or undefined where it is no such key
 */
export function readOpenSshKey(bytes: string): { encrypted: boolean } | undefined {
  if (!bytes.startsWith(MAGIC)) return undefined;
  const length = bytes.charCodeAt(MAGIC.length + 3);
  const cipher = bytes.slice(MAGIC.length + 4, MAGIC.length + 4 + length);
  if (!/^[a-z0-9@.-]{3,60}$/.test(cipher)) return undefined;
  return { encrypted: cipher !== 'none' };
}
