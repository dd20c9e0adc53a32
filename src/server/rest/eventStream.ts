import type { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { authenticateRequest } from '../auth/guard';
import { whileAuthenticated } from '../auth/whileAuthenticated';
import { makeContext, withActor } from '../context';
import { describeError } from '../errors';
import { log } from '../log';
import { failure } from './envelope';
import { presenter } from './names';
import type { Operation } from './operation';
import { type ApiPath, type Params, readParams } from './params';

/** A server-sent event. Source: WHATWG HTML, "Server-sent events". */
export type ServerSentEvent = { id: string; event: string; data: unknown };

type Definition<P extends ApiPath> = {
  summary: string;
  /** Verb and noun of "Failed to watch scan". */
  doing: string;
  /** The data of each event, by the event's name. */
  events: Readonly<Record<string, z.ZodType>>;
  /** The data of all events together, for the API's description. */
  output: z.ZodType;
  run: (
    ctx: ActorContext,
    params: Params<P>,
    watch: {
      /** The newest event that the client got before it reconnected. */
      lastEventId: string | undefined;
      signal: AbortSignal;
    },
  ) => AsyncGenerator<ServerSentEvent>;
};

/** Proxies close silent connections, so a comment is sent this often. In milliseconds. */
const COMMENT_EVERY_MS = 15_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // nginx would hold back events until its buffer is full.
  'x-accel-buffering': 'no',
};

/**
 * Makes an operation that answers with events as they happen. Errors before the first event get the usual
 * answer.
 */
export function eventStream<const P extends ApiPath>(
  path: P,
  { summary, doing, events, output, run }: Definition<P>,
): Operation<P> {
  const present = Object.fromEntries(Object.entries(events).map(([name, data]) => [name, presenter(data)]));
  const write = ({ id, event, data }: ServerSentEvent) =>
    `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(present[event]?.(data) ?? null)}\n\n`;

  async function answer(request: Request): Promise<Response> {
    try {
      const ctx = makeContext();
      const { actor } = await authenticateRequest(ctx, request.method, request.headers);
      const lastEventId = request.headers.get('last-event-id') ?? undefined;
      const params = readParams(path, request.url);
      const gone = new AbortController();
      const user = withActor(ctx, actor);
      const source = whileAuthenticated(user, gone.signal, (signal) =>
        run(user, params, { lastEventId, signal }),
      );
      // Awaited before the answer begins, so that an unknown id is answered with a 404.
      const first = await source.next();
      return new Response(bodyOf(first, source, write, gone, doing), { headers: HEADERS });
    } catch (error) {
      return failure(error, doing, request);
    }
  }
  const shape = {
    summary,
    who: 'user',
    input: undefined,
    output,
    status: 200,
    mayTakeLonger: false,
    idempotent: false,
  } as const;
  return { path, ...shape, media: 'text/event-stream', answer };
}

function bodyOf(
  first: IteratorResult<ServerSentEvent>,
  source: AsyncGenerator<ServerSentEvent>,
  write: (event: ServerSentEvent) => string,
  gone: AbortController,
  doing: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let comments: NodeJS.Timeout;
  return new ReadableStream({
    start: (controller) => {
      // After the client has disconnected, the stream accepts no further chunks.
      const send = (text: string) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      comments = setInterval(() => send(': still here\n\n'), COMMENT_EVERY_MS);
      const pump = async () => {
        for (let next = first; !next.done; next = await source.next()) send(write(next.value));
      };
      pump()
        .catch((error: unknown) => {
          const { http, message } = describeError(error, doing);
          if (http >= 500) log().error({ err: error, doing }, message);
          send(`event: error\ndata: ${JSON.stringify({ message })}\n\n`);
        })
        .finally(() => {
          clearInterval(comments);
          if (!gone.signal.aborted) controller.close();
        });
    },
    cancel: () => {
      clearInterval(comments);
      gone.abort();
    },
  });
}
