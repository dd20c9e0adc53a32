import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError, ERROR_CODES } from '@/domain/errors';
import { STATUS_OF } from '@/server/errors';
import { operation } from '@/server/rest/operation';
import { createRequestContext } from '@/server/trpc/context';
import { publicProcedure, router } from '@/server/trpc/init';

// No request here reaches the database; the edges only need one to be set.
process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none';
process.env.HEIMDALL_SECRET_KEY = 'a secret key of more than 32 characters';
process.env.HEIMDALL_LOG_LEVEL = 'silent';

/** The same error thrown in a REST operation and in a tRPC procedure. */
async function throughBothEdges(error: unknown) {
  const output = z.object({});
  const throwing = () => Promise.reject(error);
  const rest = operation('/api/x', {
    ...{ summary: '', doing: 'create repo', output },
    who: 'anyone',
    run: throwing,
  });
  const restAnswer = await rest.answer(new Request('http://localhost/api/x', { method: 'POST' }));

  const api = router({ x: publicProcedure.meta({ doing: 'create repo' }).mutation(throwing) });
  const trpcAnswer = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: new Request('http://localhost/api/trpc/x', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    }),
    router: api,
    createContext: ({ req, resHeaders }) => createRequestContext(req, resHeaders),
  });
  return {
    rest: restAnswer,
    restBody: await restAnswer.json(),
    trpc: trpcAnswer,
    trpcBody: await trpcAnswer.json(),
  };
}

describe('an error through both edges', () => {
  it.each(ERROR_CODES)('%s: one status, one message, one code', async (code) => {
    const { rest, restBody, trpc, trpcBody } = await throughBothEdges(
      new DomainError(code, 'A message', 'remoteUrl', 7),
    );
    const status = STATUS_OF[code].http;
    expect(restBody).toEqual({ success: false, code: status, message: 'A message' });
    expect([rest.status, trpc.status]).toEqual([status, status]);
    expect(trpcBody.error).toMatchObject({
      message: 'A message',
      data: { httpStatus: status, code: STATUS_OF[code].trpc, reason: code, field: 'remoteUrl' },
    });
    expect([rest, trpc].map(({ headers }) => headers.get('retry-after'))).toEqual(['7', '7']);
  });

  const lost = Object.assign(new Error('connect ECONNREFUSED secret-host:5432'), { code: 'ECONNREFUSED' });
  const bug = new TypeError("can't read password of undefined");
  it.each([
    ['a lost database', lost, 'Failed to create repo: database connection error'],
    ['a bug', bug, 'Failed to create repo: internal error'],
    ['a thrown text', 'password', 'Failed to create repo: internal error'],
  ])('%s: 500, and nothing of what was thrown', async (_what, error, message) => {
    const { rest, restBody, trpc, trpcBody } = await throughBothEdges(error);
    expect(restBody).toEqual({ success: false, code: 500, message });
    expect([rest.status, trpc.status]).toEqual([500, 500]);
    expect(trpcBody.error).toMatchObject({
      message,
      data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 },
    });
    expect(JSON.stringify(trpcBody)).not.toMatch(/secret-host|password|stack/);
  });
});
