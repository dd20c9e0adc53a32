import { makeProviders } from '@/providers/connect';
import type { HostClient } from '@/providers/provider';
import type { LocalHostKind, localHosts } from './localHosts';

/** Only the local servers may be reached, though they have private addresses. */
const POLICY = { allowPrivate: false, allowedHosts: ['127.0.0.1'] };

/** Makes the real clients of local servers. Without a token it is the one that they call `good`. */
export function clientsOf(hostOf: ReturnType<typeof localHosts>) {
  return (provider: LocalHostKind, token = 'good', policy = POLICY): HostClient => {
    const { url } = hostOf(provider);
    const host = { provider, name: new URL(url).host, baseUrl: url };
    return makeProviders(policy)(host, { token, kind: 'token', username: null, userId: token });
  };
}

/** The error of a call; `none` if it has none. */
export function refused(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'none',
    (error: unknown) => error,
  );
}
