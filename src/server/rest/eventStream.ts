import type { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { authenticateRequest } from '../auth/guard';
import { whileAuthenticated } from '../auth/whileAuthenticated';
import { makeContext, withActor } from '../context';
import { failure } from './envelope';
import { eventBody } from './eventBody';
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
      return new Response(eventBody({ first, source, write, gone, doing }), { headers: HEADERS });
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
