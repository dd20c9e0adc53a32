/** Encrypts the secrets that Heimdall has to read again, such as those of webhooks. All others it only hashes. */
export type Vault = {
  /** @param context what the secret is, and whose. It is not in the envelope, but needed to open it. */
  seal(text: string, context: string): string;
  /** @returns undefined if it was sealed with another key or context, or changed since */
  open(envelope: string, context: string): string | undefined;
};

/** Encrypts a secret anew for another key. @returns undefined if it can't be opened */
export type Reseal = (envelope: string, context: string) => string | undefined;
