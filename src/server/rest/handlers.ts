import { ENDPOINTS, type EndpointPath } from './endpoints';
import { refusal } from './envelope';
import type { Operation } from './operation';

/** Next's own parameters of the path, which only next-auth uses. */
type NextContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Handler = (request: Request, context: NextContext) => Promise<Response>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];
type Handlers = Record<Method, Handler>;

/** Next's route handlers of one documented path: its operations, and a 405 for every other method. */
export function handlersOf(path: EndpointPath): Handlers {
  const operations: Partial<Record<Method, Operation>> = ENDPOINTS[path];
  const known = { ...operations, HEAD: operations.GET };
  const allow = METHODS.filter((method) => known[method]).join(', ');
  return fill((method) => {
    const operation = known[method];
    if (!operation) return notAllowed(allow);
    if (method !== 'HEAD') return operation.answer;
    return async (request) => {
      const answer = await operation.answer(request);
      // A stream of events would go on without a reader.
      await answer.body?.cancel();
      return new Response(null, answer);
    };
  });
}

/** Route handlers of a path that is not served by an operation. */
export function handlersFor(served: Partial<Handlers>): Handlers {
  const allow = METHODS.filter((method) => served[method]).join(', ');
  return fill((method) => served[method] ?? notAllowed(allow));
}

/** Route handlers of every undocumented path under /api. */
export function unknownPath(): Handlers {
  return fill(() => async (request) => refusal(404, `Nothing is served at ${new URL(request.url).pathname}`));
}

function notAllowed(allow: string): Handler {
  return async () => refusal(405, `This method is not allowed here; use ${allow}`, { allow });
}

function fill(make: (method: Method) => Handler): Handlers {
  return Object.fromEntries(METHODS.map((method) => [method, make(method)])) as Handlers;
}
