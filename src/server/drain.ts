import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate as afterPoll, setTimeout as pause } from 'node:timers/promises';
import { beginStopping, isStopping } from './stopping';

/** How often connections that have become idle are closed, in milliseconds. */
const CLOSE_IDLE_MS = 200;

/**
 * How long no connection may have arrived before the listener closes, in milliseconds.
 * The system resets connections that wait to be accepted at that moment.
 */
const QUIET_MS = 20;
/** How often such a pause is waited for. */
const MOST_WAITS = 50;

export type Patience = {
  /** How long new connections are still accepted, so that a proxy can notice, in milliseconds. */
  graceMs: number;
  /** How long after that requests under way may take, in milliseconds. */
  finishMs: number;
};

/**
 * Follows a server's requests, so that it can stop without cutting off a client.
 * @returns stops it: every answer from then on announces the end of its connection
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
    // Has no effect on an answer that has begun; its connection ends with the next one.
    for (const response of open) response.shouldKeepAlive = false;
    await pause(graceMs);
    for (let waits = 0, before = -1; waits < MOST_WAITS && before !== accepted; waits++) {
      before = accepted;
      await pause(QUIET_MS);
      await afterPoll();
    }
    const closed = once(server, 'close');
    server.close();
    // Only once what has arrived has been read: a connection with a request that waits is not idle.
    const idle = setInterval(() => setImmediate(() => server.closeIdleConnections()), CLOSE_IDLE_MS);
    const impatience = setTimeout(() => server.closeAllConnections(), finishMs);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
  };
}
