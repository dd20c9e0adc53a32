import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { refuseLargeBody } from '../rest/body';
import { failure } from '../rest/envelope';
import { createRequestContext } from './context';
import { appRouter } from './root';

/** The most calls in one request: more than a page needs, fewer than an attack would use. */
const MAX_BATCH_SIZE = 20;

/** Answers /api/trpc in tRPC's own format. */
export async function answerTrpc(req: Request): Promise<Response> {
  try {
    refuseLargeBody(req);
  } catch (error) {
    return failure(error, 'call a procedure', req);
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req,
    router: appRouter,
    maxBatchSize: MAX_BATCH_SIZE,
    responseMeta: () => ({ headers: new Headers({ 'cache-control': 'no-store' }) }),
    createContext: ({ resHeaders }) => createRequestContext(req, resHeaders),
  });
}
