import type { Context } from '@/domain/context';
import { type Authenticated, allowAnonymous, authenticateRequest, readUser } from '../auth/guard';
import { makeContext } from '../context';

/** What the procedures of one HTTP request share. A user's batch of calls is authenticated and counted once. */
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
    // Each call counts, as a batch of sign-ins is as many attempts.
    allowAnonymous: () => allowAnonymous(method, headers),
  };
}

/** The context of calls that a page makes while it is rendered. It can neither set a cookie nor answer 429. */
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
