import { describeError } from '../errors';
import { log } from '../log';

/** How many characters are sent at once, as each block costs some time. */
const BLOCK = 65_536;

/** Joins pieces to blocks. */
export async function* inBlocks(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** The body of an answer of any size. Each block is made when the client has read those before. */
export function fileBody(
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
        if (describeError(error, doing).http >= 500)
          log().error({ err: error, doing }, 'a download broke off');
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}
