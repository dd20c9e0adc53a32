import { describeError } from '../errors';
import { log } from '../log';
import { REQUEST_ID_HEADER } from '../peer';

/**
 * The two envelopes of the contract. Every answer of the API uses one of them, except the documented
 * exceptions.
 */

const BASE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function success(status: number, data: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ success: true, data }), { status, headers: { ...BASE, ...headers } });
}

/** An answer that is a whole document, without an envelope. */
export function document(content: unknown, status: number): Response {
  return new Response(JSON.stringify(content), { status, headers: BASE });
}

export function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ success: false, code: status, message });
  return new Response(body, { status, headers: { ...BASE, ...headers } });
}

/** The answer to a thrown error. An unexpected error is logged in full, and answered with a general message. */
export function failure(error: unknown, doing: string, request: Request): Response {
  const { code, http, message, retryAfter } = describeError(error, doing);
  if (code === undefined)
    log().error({ err: error, doing, requestId: request.headers.get(REQUEST_ID_HEADER) }, message);
  return refusal(http, message, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
}
