import compression from 'compression';
import type { Handler } from './frontDoor';

/**
 * Compresses pages and their assets, for installations without a proxy that does.
 * Answers of the API are not compressed: exports and event streams must not wait for a full block.
 */
export function compressPages(handle: Handler): Handler {
  const compress = compression();
  return async (request, response) => {
    if (!request.url?.startsWith('/api'))
      await new Promise<void>((next) => compress(request, response, next));
    await handle(request, response);
  };
}
