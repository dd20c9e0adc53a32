import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from './refusal';

const MAX_RETRIES = 2;

/** The cache of one page in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just rendered is not asked for again by the page that shows it.
        staleTime: 10_000,
        // A call without a network fails at once and says so, instead of waiting out of sight.
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (failures, error) => refusalOf(error).reason === undefined && failures < MAX_RETRIES,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
