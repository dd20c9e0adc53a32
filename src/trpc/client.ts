import { createTRPCClient, httpBatchLink, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

export type ApiClient = ReturnType<typeof createApiClient>;

/** Calls that one request may carry, as the server has it. */
const MAX_BATCH_SIZE = 20;

/**
 * The typed client of the tRPC edge, for pages and for scripts.
 * @param baseUrl where Heimdall is reached; empty on Heimdall's own pages
 * @param headers such as an Authorization header, where there is no cookie
 * @param before what each call goes through on its way out, and its answer on its way in
 */
export function createApiClient(
  baseUrl: string,
  headers: () => Record<string, string> = () => ({}),
  before: TRPCLink<AppRouter>[] = [],
) {
  const send = httpBatchLink({ url: `${baseUrl}/api/trpc`, headers, maxItems: MAX_BATCH_SIZE });
  return createTRPCClient<AppRouter>({ links: [...before, send] });
}
