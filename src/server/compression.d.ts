/** The part of the module that is used. The published types would add those of Express. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

  function compression(options?: { threshold?: number }): Middleware;
  export = compression;
}
