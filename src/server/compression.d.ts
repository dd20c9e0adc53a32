/** As much as we use of it: the published types bring those of a whole web framework with them. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

  function compression(options?: { threshold?: number }): Middleware;
  export = compression;
}
