import compression from 'compression';
import type { Handler } from './frontDoor';

/**
 * Compresses pages and what they load, for whoever comes without a proxy that would do it. Answers of the API are left
 * alone: exports and streams of events must not wait for a block to fill.
 */
export function compressPages(handle: Handler): Handler {
  const compress = compression();
  return async (request, response) => {
    if (!request.url?.startsWith('/api'))
      await new Promise<void>((next) => compress(request, response, next));
    await handle(request, response);
  };
}
