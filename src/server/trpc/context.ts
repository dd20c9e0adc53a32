import type { Context } from '@/domain/context';
import { type Admitted, admitAnyone, admitUser } from '../auth/door';
import { makeContext } from '../context';

/** What every procedure of one HTTP request shares; a user's batch of calls is admitted, and counted, once. */
export type RequestContext = {
  ctx: Context;
  headers: Headers;
  /** Headers of the answer, for cookies. */
  responseHeaders: Headers;
  admitUser: () => Promise<Admitted>;
  admitAnyone: () => Promise<void>;
};

export function createRequestContext(request: Request, responseHeaders: Headers): RequestContext {
  const ctx = makeContext();
  const { headers, method } = request;
  return {
    ctx,
    headers,
    responseHeaders,
    admitUser: once(() => admitUser(ctx, method, headers)),
    // Each call counts: a batch of sign-ins is as many tries.
    admitAnyone: () => admitAnyone(method, headers),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
