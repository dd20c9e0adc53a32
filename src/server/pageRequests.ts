import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';

/** Why a request for a page is not passed to Next. */
export type PageRefusal = { status: 400 | 404; message: string; isAction?: true };

/**
 * Checks headers that only Next's own scripts send with a request for a page or its parts.
 * No page has a server action, so a request for one is not ours.
 */
export function judgePageRequest({ headers }: IncomingMessage): PageRefusal | undefined {
  if (headers['next-action'] !== undefined)
    return { status: 404, message: 'There is no such server action', isAction: true };
  if (!hasReadableState(headers)) {
    const message = 'The header Next-Router-State-Tree is not valid';
    return { status: 400, message };
  }
  return undefined;
}

/** Checked by Next's own parser, as Next answers 500 if parsing fails. */
function hasReadableState({ 'next-router-state-tree': state }: IncomingHttpHeaders): boolean {
  try {
    parseAndValidateFlightRouterState(state);
    return true;
  } catch {
    return false;
  }
}

/**
 * A form submitted before its page's script has run arrives as a POST. It is answered as a GET, since Next
 * takes a POST for a server action.
 */
export function asPageView(request: IncomingMessage): void {
  if (request.method === 'POST') request.method = 'GET';
}
