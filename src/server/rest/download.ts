import { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { authenticateRequest } from '../auth/guard';
import { makeContext, withActor } from '../context';
import { log } from '../log';
import { failure } from './envelope';
import type { Operation } from './operation';
import { type ApiPath, type Params, readParams } from './params';

type Definition<P extends ApiPath> = {
  summary: string;
  /** Verb and noun of "Failed to export scan". */
  doing: string;
  media: Exclude<Operation['media'], 'application/json' | 'text/event-stream'>;
  /** The name of the file that a browser saves. */
  fileName: (params: Params<P>) => string;
  /** The document, piece by piece. */
  run: (ctx: ActorContext, params: Params<P>) => AsyncGenerator<string>;
};

/**
 * Makes an operation that answers with a document of any size, without an envelope.
 * Errors before the first piece get the usual answer. A later one breaks the connection, so that no client takes a part for the whole.
 */
export function download<const P extends ApiPath>(
  path: P,
  { summary, doing, media, fileName, run }: Definition<P>,
): Operation<P> {
  async function answer(request: Request): Promise<Response> {
    try {
      const ctx = makeContext();
      const { actor } = await authenticateRequest(ctx, request.method, request.headers);
      const params = readParams(path, request.url);
      const pieces = run(withActor(ctx, actor), params);
      const first = await pieces.next();
      const headers = {
        'content-type': media,
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${fileName(params)}"`,
      };
      return new Response(bodyOf(first, pieces, doing), { headers });
    } catch (error) {
      return failure(error, doing, request);
    }
  }
  const shape = { summary, who: 'user', input: undefined, output: z.object({}), status: 200 } as const;
  return { path, ...shape, mayTakeLonger: false, idempotent: false, media, answer };
}

/** Each piece is made when the client has read those before. */
function bodyOf(
  first: IteratorResult<string>,
  pieces: AsyncGenerator<string>,
  doing: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | undefined = first;
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = next ?? (await pieces.next());
        next = undefined;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log().error({ err: error, doing }, 'a download was broken off');
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}
