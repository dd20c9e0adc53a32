import type { Revocation } from '@/domain/connections/rules';

const HINTS: Record<Revocation, (host: string) => string> = {
  revoked: (host) => `${host} has revoked the token.`,
  waiting: () => 'The token is kept until what Heimdall has made there is removed.',
  unsupported: (host) => `Heimdall can’t revoke its access: do so in your settings on ${host}.`,
  unconfirmed: (host) => `${host} has not confirmed that the token is revoked: look in your settings there.`,
};

/** What a user reads of a connection that is deleted. @param revocation null for a pasted token */
export function disconnectedText(host: string, revocation: Revocation | null): string {
  const hint = revocation
    ? HINTS[revocation](host)
    : `The token is still valid until you delete it on ${host}.`;
  return `Disconnected. ${hint}`;
}
