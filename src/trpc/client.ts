import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

export type ApiClient = ReturnType<typeof createApiClient>;

/** Calls that one request may carry, as the server has it. */
const MAX_BATCH_SIZE = 20;

/**
 * The typed client of the tRPC edge, for pages and for scripts.
 * @param baseUrl where Heimdall is reached; empty on Heimdall's own pages
 * @param headers such as an Authorization header, where there is no cookie
 */
export function createApiClient(baseUrl: string, headers: () => Record<string, string> = () => ({})) {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${baseUrl}/api/trpc`, headers, maxItems: MAX_BATCH_SIZE })],
  });
}
