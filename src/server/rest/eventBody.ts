import { describeError } from '../errors';
import { log } from '../log';

/** Proxies close silent connections, so a comment is sent this often. In milliseconds. */
const COMMENT_EVERY_MS = 15_000;

export type EventBodyOptions<Event> = {
  /** The first event, which has been awaited already. */
  readonly first: IteratorResult<Event>;
  /** The events after it. */
  readonly source: AsyncGenerator<Event>;
  readonly write: (event: Event) => string;
  /** Aborts when the client has disconnected. */
  readonly gone: AbortController;
  /** Verb and noun of "Failed to watch scan". */
  readonly doing: string;
};

/** The body of an answer of server-sent events. Each is taken when the client has read those before. */
export function eventBody<Event>({
  first,
  source,
  write,
  gone,
  doing,
}: EventBodyOptions<Event>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = textsOf(first, source, write, doing);
  let comments: NodeJS.Timeout;
  return new ReadableStream({
    start: (controller) => {
      comments = setInterval(() => {
        // While an event waits to be read, the connection is not silent.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'));
      }, COMMENT_EVERY_MS);
    },
    pull: async (controller) => {
      const next = await texts.next();
      // After the client has disconnected, the stream accepts no further chunks.
      if (gone.signal.aborted) return;
      if (!next.done) return controller.enqueue(encoder.encode(next.value));
      clearInterval(comments);
      controller.close();
    },
    cancel: async () => {
      clearInterval(comments);
      gone.abort();
      // While nothing is read, it does not notice the signal.
      await source.return(undefined);
    },
  });
}

/** The texts of all events. The last may report an error. */
async function* textsOf<Event>(
  first: IteratorResult<Event>,
  source: AsyncGenerator<Event>,
  write: (event: Event) => string,
  doing: string,
): AsyncGenerator<string> {
  try {
    for (let next = first; !next.done; next = await source.next()) yield write(next.value);
  } catch (error) {
    const { http, message } = describeError(error, doing);
    if (http >= 500) log().error({ err: error, doing }, message);
    yield `event: error\ndata: ${JSON.stringify({ message })}\n\n`;
  }
}
