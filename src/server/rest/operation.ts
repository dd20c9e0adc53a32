import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { ActorContext, Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { IdempotentRequest } from '@/domain/idempotency/service';
import { sessionCookie } from '../auth/cookie';
import { allowAnonymous, authenticateRequest } from '../auth/guard';
import { makeContext, withActor } from '../context';
import { writeInTurn } from '../turns';
import { readBody } from './body';
import { failure, success } from './envelope';
import { camelKeys, presenter } from './names';
import { type ApiPath, readParams, type WithParams } from './params';

/** What a use case may need from the request beside its input. */
export type RequestFacts = { headers: Headers; once: IdempotentRequest | undefined };

/** A function of the domain. An edge only names it. */
type UseCase<Ctx, Input, Result> = (ctx: Ctx, input: Input, request: RequestFacts) => Promise<Result>;

/** What an answer's headers contain beside its data. */
export type Reply = {
  location?: string;
  htmxRedirect?: string;
  sessionToken?: string | null;
  /** Instead of the operation's status, if it is not yet done. */
  status?: 202;
};

type Common<Input extends z.ZodType, Output extends z.ZodType> = {
  summary: string;
  /** Verb and noun of "Failed to create repo". */
  doing: string;
  /** The body or query, and the parameters of the path, which a body can't replace. */
  input?: Input;
  output: Output;
  status?: 200 | 201 | 202;
  /** Whether a reply may have the status 202 instead. */
  mayTakeLonger?: boolean;
  /** Accepts an Idempotency-Key. */
  idempotent?: boolean;
  reply?: (result: z.input<Output>) => Reply;
};

type OfUser<Input extends z.ZodType, Output extends z.ZodType> = Common<Input, Output> & {
  who: 'user';
  run: UseCase<ActorContext, z.output<Input>, z.input<Output>>;
};

type OfAnyone<Input extends z.ZodType, Output extends z.ZodType> = Common<Input, Output> & {
  who: 'anyone';
  run: UseCase<Context, z.output<Input>, z.input<Output>>;
};

/** One call of the REST API: its documentation, and the function that answers it. */
export type Operation<P extends ApiPath = ApiPath> = {
  readonly path: P;
  readonly summary: string;
  readonly who: 'user' | 'anyone';
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType;
  readonly status: number;
  readonly mayTakeLonger: boolean;
  readonly idempotent: boolean;
  /** The media types of a body that is a file; undefined for a body of fields. */
  readonly upload?: readonly string[];
  /** The media type of a success. */
  readonly media: 'application/json' | 'text/event-stream';
  /** The media types of a success that is a file, without an envelope. */
  readonly download?: readonly string[];
  readonly answer: (request: Request) => Promise<Response>;
};

/**
 * Makes an operation. Every call of the API takes the same steps:
 * authentication → path, body or query → one call of the domain → answer.
 * @param path the pattern, whose `{names}` are fields of the input
 */
export function operation<const P extends ApiPath, Input extends z.ZodType, Output extends z.ZodType>(
  path: P,
  definition: (OfUser<Input, Output> | OfAnyone<Input, Output>) & WithParams<P, Input>,
): Operation<P> {
  const { summary, doing, who, output, status = 200 } = definition;
  const { idempotent = false, mayTakeLonger = false } = definition;
  const input: Input | undefined = definition.input;
  const present = presenter(output);

  async function answer(request: Request): Promise<Response> {
    try {
      const ctx = makeContext();
      const { headers, method } = request;
      const admitted =
        who === 'user'
          ? await authenticateRequest(ctx, method, headers)
          : await allowAnonymous(method, headers);
      const parsed = (
        input ? input.parse(await readInput(request, path, input)) : undefined
      ) as z.output<Input>;
      const facts = { headers, once: idempotent ? readOnce(request, parsed, status) : undefined };
      const run = () =>
        definition.who === 'user' && admitted
          ? definition.run(withActor(ctx, admitted.actor), parsed, facts)
          : (definition as OfAnyone<Input, Output>).run(ctx, parsed, facts);
      const result =
        admitted && !isRead(method) ? await writeInTurn(admitted.actor.userId, run) : await run();
      const reply = definition.reply?.(result) ?? {};
      return success(
        reply.status ?? status,
        present(result),
        replyHeaders(reply, headers, admitted?.renewed),
      );
    } catch (error) {
      return failure(error, doing, request);
    }
  }

  const described = { path, summary, who, input, output, status, mayTakeLonger, idempotent };
  return { ...described, media: 'application/json', answer };
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The fields of the path, and of the query or body. */
export async function readInput(request: Request, path: ApiPath, input: z.ZodType): Promise<object> {
  const bodyless = isRead(request.method) || request.method === 'DELETE';
  const sent = bodyless
    ? camelKeys(readQuery(new URL(request.url).searchParams))
    : await readBody(request, input);
  return { ...sent, ...readParams(path, request.url) };
}

/** A repeated parameter is a list; an empty one is absent. */
function readQuery(query: URLSearchParams): Record<string, unknown> {
  const values = new Map<string, string[]>();
  for (const [name, value] of query) {
    if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length > 1 ? list : list[0]]));
}

/** The request's idempotency key. @param input what must be the same in a repeated request */
export function readOnce(request: Request, input: unknown, status: number): IdempotentRequest | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new DomainError('invalid_input', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
  }
  const asked = JSON.stringify([request.method, new URL(request.url).pathname, input]);
  return { key, digest: createHash('sha256').update(asked).digest('hex'), status };
}

/** @param renewed the session's token, if its cookie is to be sent again */
export function replyHeaders(
  reply: Reply,
  request: Headers,
  renewed: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {};
  if (reply.location) headers.location = reply.location;
  if (reply.htmxRedirect && request.has('hx-request')) headers['hx-redirect'] = reply.htmxRedirect;
  const token = reply.sessionToken === undefined ? renewed : reply.sessionToken;
  if (token !== undefined) headers['set-cookie'] = sessionCookie(token);
  return headers;
}
