import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import type { Connection } from '@/trpc/types';

/** Leads to a Git host, where the user allows a connection, and from there back to the connections page. */
export function useLeave() {
  const trpc = useTRPC();
  return useMutation(
    trpc.connection.startOAuth.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }),
  );
}

/** Connects the account of a connection by OAuth again, for what it was for. The connection keeps its repositories. */
export function useReconnect({ id, kind, state, provider, baseUrl }: Connection) {
  const trpc = useTRPC();
  const { data: hosts } = useSuspenseQuery(trpc.connection.oauthHosts.queryOptions());
  const { mutate, error, isPending, isSuccess } = useLeave();
  const host = hosts.find((one) => one.provider === provider && one.baseUrl === baseUrl);
  return {
    isOffered: kind === 'oauth' && state !== 'ok' && host !== undefined,
    isLeaving: isPending || isSuccess,
    error,
    leave: () => {
      if (host) mutate({ provider: host.provider, again: id });
    },
  };
}
