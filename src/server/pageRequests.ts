import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';

/** Why a request for a page is not handed to Next. */
export type PageRefusal = { status: 400 | 404; message: string; isAction?: true };

/**
 * Judges what only Next's own scripts send with a request for a page or one of its parts. No page has a server action,
 * so a request for one comes from elsewhere.
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

/** By Next's own parser, as Next answers with a 500 what it can't parse. */
function hasReadableState({ 'next-router-state-tree': state }: IncomingHttpHeaders): boolean {
  try {
    parseAndValidateFlightRouterState(state);
    return true;
  } catch {
    return false;
  }
}

/**
 * A form that is sent before its page's script has run comes as a POST, and gets its page again. As a GET, since Next
 * takes a POST for a server action.
 */
export function asPageView(request: IncomingMessage): void {
  if (request.method === 'POST') request.method = 'GET';
}
