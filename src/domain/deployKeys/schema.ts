import { z } from 'zod';

export const deployKeyFields = z.object({
  /** As a line of authorized_keys, which Git hosts take. */
  publicKey: z.string(),
  fingerprint: z.string(),
  /** The pinned key of the host, as `ssh-ed25519 AAAA…`; null until it was contacted for the first time. */
  hostKey: z.string().nullable(),
});

/** The pages also show the fingerprint of the host's key, and since when it is pinned. */
export type DeployKey = z.infer<typeof deployKeyFields> & {
  hostKeyFingerprint: string | null;
  pinnedAt: Date | null;
  createdAt: Date;
};
export type PlacedKey = DeployKey & {
  /** The host where Heimdall has added it; null if its user does. */
  addedTo: string | null;
  /** The host where a connection can add it. */
  connectedHost: string | null;
  /** Why an earlier key is still at the host. */
  message: string | null;
};
/** A host's key. */
export type HostKey = { key: string; fingerprint: string };
