import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { refusalOf } from './refusal';
import { setSessionOver } from './sessionOver';

const MAX_RETRIES = 2;

/** The cache of one page in the browser, or of one request on the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteSessionOver }),
    mutationCache: new MutationCache({ onError: noteSessionOver }),
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
      dehydrate: { serializeData: asJson },
    },
  });
}

function noteSessionOver(error: unknown): void {
  if (refusalOf(error).reason === 'unauthenticated') setSessionOver(true);
}

/** A page gets the same from the server's first rendering as from a call: times are text. */
function asJson(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}
