import { createTRPCClient, httpBatchLink, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

export type ApiClient = ReturnType<typeof createApiClient>;

/** The most calls that one request may carry; the same as on the server. */
const MAX_BATCH_SIZE = 20;

/**
 * Makes the typed client of the tRPC API, for pages and scripts.
 * @param baseUrl the address of Heimdall; empty on its own pages
 * @param headers such as an Authorization header, if there is no cookie
 * @param before a link that each call and its answer pass through
 */
export function createApiClient(
  baseUrl: string,
  headers: () => Record<string, string> = () => ({}),
  before: TRPCLink<AppRouter>[] = [],
) {
  const send = httpBatchLink({ url: `${baseUrl}/api/trpc`, headers, maxItems: MAX_BATCH_SIZE });
  return createTRPCClient<AppRouter>({ links: [...before, send] });
}
