import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/root';

type Told = inferRouterOutputs<AppRouter>['scan']['watch'] extends AsyncIterable<infer Item> ? Item : never;

/** What is told of a scan as it happens, as JSON brings it. */
export type ScanNews = Told extends { data: infer News } ? News : never;

export type ScanWatcher = {
  onNews: (news: ScanNews) => void;
  /** Whether the news come as they happen; while they do not, the browser tries to have them again. */
  onConnection: (open: boolean) => void;
};

/**
 * Follows a scan over server-sent events, on from what was told last where the connection breaks. Apart from the other
 * calls, as few pages need what it takes.
 * @returns stops
 */
export function watchScan(id: string, { onNews, onConnection }: ScanWatcher): () => void {
  const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/api/trpc' })] });
  const subscription = client.scan.watch.subscribe(
    { id },
    {
      onData: ({ data }) => onNews(data),
      onConnectionStateChange: ({ state }) => onConnection(state === 'pending'),
      onError: () => onConnection(false),
    },
  );
  return () => subscription.unsubscribe();
}
