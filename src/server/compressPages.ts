import compression from 'compression';
import type { Handler } from './frontDoor';

/** Compresses pages and their assets, for installations without a proxy that does. */
export function compressPages(handle: Handler): Handler {
  const compress = compression();
  return async (request, response) => {
    await new Promise<void>((next) => compress(request, response, next));
    await handle(request, response);
  };
}
