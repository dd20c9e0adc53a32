import type { Context } from '@/domain/context';
import { type Authenticated, allowAnonymous, authenticateRequest, readUser } from '../auth/guard';
import { makeContext } from '../context';

/** What every procedure of one HTTP request shares; a user's batch of calls is admitted, and counted, once. */
export type RequestContext = {
  ctx: Context;
  headers: Headers;
  /** Headers of the answer, for cookies. */
  responseHeaders: Headers;
  authenticateRequest: () => Promise<Authenticated>;
  allowAnonymous: () => Promise<void>;
};

export function createRequestContext(request: Request, responseHeaders: Headers): RequestContext {
  const ctx = makeContext();
  const { headers, method } = request;
  return {
    ctx,
    headers,
    responseHeaders,
    authenticateRequest: once(() => authenticateRequest(ctx, method, headers)),
    // Each call counts: a batch of sign-ins is as many tries.
    allowAnonymous: () => allowAnonymous(method, headers),
  };
}

/** What the calls share that a page makes while it is rendered, which can neither set a cookie nor refuse with a 429. */
export function createPageContext(headers: Headers): RequestContext {
  const ctx = makeContext();
  return {
    ctx,
    headers,
    responseHeaders: new Headers(),
    authenticateRequest: once(() => readUser(ctx, headers)),
    allowAnonymous: async () => undefined,
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
