import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { DomainError } from '@/domain/errors';
import { sessionCookie } from '../auth/cookie';
import { withActor } from '../context';
import { describeError, refusalOf } from '../errors';
import { log } from '../log';
import { REQUEST_ID_HEADER } from '../peer';
import { writeInTurn } from '../turns';
import type { RequestContext } from './context';

/** Verb and noun of "Failed to create repo", as on the REST edge. */
type Meta = { doing: string };

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    // A dead connection is noticed by its missing pings.
    sse: { ping: { enabled: true, intervalMs: 15_000 } },
    errorFormatter: ({ shape, error }) => {
      const { code, field } = error.cause instanceof DomainError ? error.cause : {};
      // No stack trace, in development neither: what is shown there must be what users see.
      const { stack, ...data } = shape.data;
      return { ...shape, data: { ...data, reason: code, field } };
    },
  });

export const router = t.router;

/** Reports errors as the REST edge does, with the same message and status. */
const procedure = t.procedure.use(async ({ next, meta, path, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const thrown = result.error.cause;
  // tRPC's own errors, such as for input that is not JSON, have a message already.
  if (result.error.code !== 'INTERNAL_SERVER_ERROR' && !(thrown instanceof ZodError)) return result;
  throw reported(thrown, meta?.doing ?? `call ${path}`, ctx);
});

/** What a client gets for an error. A fault is logged. Subscriptions call it themselves once they have begun. */
export function reported(thrown: unknown, doing: string, ctx: RequestContext): TRPCError {
  const report = describeError(thrown, doing);
  if (report.code === undefined) {
    log().error({ err: thrown, doing, requestId: ctx.headers.get(REQUEST_ID_HEADER) }, report.message);
  } else if (report.retryAfter !== undefined) {
    ctx.responseHeaders.set('retry-after', String(report.retryAfter));
  }
  const cause = thrown instanceof ZodError ? refusalOf(thrown) : thrown;
  return new TRPCError({
    code: report.trpc,
    message: report.message,
    cause: report.code === undefined ? undefined : cause,
  });
}

/** A call without authentication, but with limits and the cross-site check. */
export const publicProcedure = procedure.use(async ({ next, ctx }) => {
  await ctx.allowAnonymous();
  return next();
});

/** A call by an authenticated user. */
export const userProcedure = procedure.use(async ({ next, ctx, type }) => {
  const { actor, renewed } = await ctx.authenticateRequest();
  if (renewed !== undefined) ctx.responseHeaders.set('set-cookie', sessionCookie(renewed));
  const call = () => next({ ctx: { ...ctx, user: withActor(ctx.ctx, actor) } });
  return type === 'mutation' ? writeInTurn(actor.userId, call) : call();
});
