import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate as afterPoll, setTimeout as pause } from 'node:timers/promises';
import { beginStopping, isStopping } from './stopping';

/** How often idle connections are closed, in milliseconds. */
const CLOSE_IDLE_MS = 200;

/**
 * How long no connection may have arrived before the listener closes, in milliseconds. The system resets
 * connections that still wait to be accepted then.
 */
const QUIET_MS = 20;
/** How often that pause is awaited at most. */
const MOST_WAITS = 50;

export type Patience = {
  /** How long new connections are still accepted, in milliseconds, so that a proxy can react. */
  graceMs: number;
  /** How long running requests may take after that, in milliseconds. */
  finishMs: number;
};

/**
 * Tracks a server's requests, so that it can stop without cutting off a client.
 * @returns stops the server; every answer from then on announces that its connection closes
 */
export function makeDrain(server: Server): (patience: Patience) => Promise<void> {
  const open = new Set<ServerResponse>();
  const follow = (_request: IncomingMessage, response: ServerResponse) => {
    if (isStopping()) response.shouldKeepAlive = false;
    open.add(response);
    response.once('close', () => open.delete(response));
  };
  let accepted = 0;
  server.on('connection', () => {
    accepted += 1;
  });
  server.prependListener('request', follow);
  server.prependListener('checkExpectation', follow);

  return async ({ graceMs, finishMs }) => {
    beginStopping();
    // Has no effect on an answer whose headers are sent. Its connection closes with the next one.
    for (const response of open) response.shouldKeepAlive = false;
    await pause(graceMs);
    for (let waits = 0, before = -1; waits < MOST_WAITS && before !== accepted; waits++) {
      before = accepted;
      await pause(QUIET_MS);
      await afterPoll();
    }
    const closed = once(server, 'close');
    server.close();
    // Later, once pending bytes have been read: a connection with a waiting request is not idle.
    const idle = setInterval(() => setImmediate(() => server.closeIdleConnections()), CLOSE_IDLE_MS);
    const impatience = setTimeout(() => server.closeAllConnections(), finishMs);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
  };
}
