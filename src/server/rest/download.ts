import { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { authenticateRequest } from '../auth/guard';
import { whileAuthenticated } from '../auth/whileAuthenticated';
import { makeContext, withActor } from '../context';
import { log } from '../log';
import { failure } from './envelope';
import { type Operation, readInput } from './operation';
import type { ApiPath, WithParams } from './params';

/** A document of any size, piece by piece. */
export type Download = {
  media: string;
  /** The name of the file that a browser saves, in ASCII. */
  fileName: string;
  pieces: AsyncGenerator<string>;
};

type Definition<Input extends z.ZodType> = {
  summary: string;
  /** Verb and noun of "Failed to export scan". */
  doing: string;
  input: Input;
  /** What the document may be. */
  media: readonly string[];
  run: (ctx: ActorContext, input: z.output<Input>) => Promise<Download>;
};

/**
 * Makes an operation that answers with a document of any size, without an envelope.
 * Errors before the first piece get the usual answer. A later one breaks the connection, so that no client takes a part for the whole.
 */
export function download<const P extends ApiPath, Input extends z.ZodType>(
  path: P,
  { summary, doing, input, media, run }: Definition<Input> & WithParams<P, Input>,
): Operation<P> {
  async function answer(request: Request): Promise<Response> {
    try {
      const ctx = makeContext();
      const { actor } = await authenticateRequest(ctx, request.method, request.headers);
      const user = withActor(ctx, actor);
      const made = await run(user, input.parse(await readInput(request, path, input)) as z.output<Input>);
      const pieces = whileAuthenticated(user, request.signal, () => inBlocks(made.pieces));
      const first = await pieces.next();
      const headers = {
        'content-type': made.media,
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${made.fileName}"`,
      };
      return new Response(bodyOf(first, pieces, doing), { headers });
    } catch (error) {
      return failure(error, doing, request);
    }
  }
  const shape = { summary, who: 'user', input, output: z.object({}), status: 200 } as const;
  return {
    path,
    ...shape,
    mayTakeLonger: false,
    idempotent: false,
    download: media,
    media: 'application/json',
    answer,
  };
}

/** How many characters are sent at once, as each block costs some time. */
const BLOCK = 65_536;

async function* inBlocks(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** Each block is made when the client has read those before. */
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
