import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from './refusal';

const MAX_RETRIES = 2;

/** Makes the cache of one page in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The page does not fetch again what the server has just rendered.
        staleTime: 10_000,
        // Without a network a call fails at once, instead of waiting invisibly.
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (failures, error) => refusalOf(error).reason === undefined && failures < MAX_RETRIES,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
