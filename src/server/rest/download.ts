import { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { authenticateRequest } from '../auth/guard';
import { whileAuthenticated } from '../auth/whileAuthenticated';
import { makeContext, withActor } from '../context';
import { failure } from './envelope';
import { fileBody, inBlocks } from './fileBody';
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
      return new Response(fileBody(first, pieces, doing), { headers });
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
