import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/**
 * For a whole answer: far more bytes than any with tokens has. A renewal of tokens is claimed for longer than this, so
 * that no other process begins one meanwhile.
 */
const LIMITS = { bytes: 1024 * 1024, ms: 20_000 };

/** An agent for one request of openid-client, which itself reads all that a host sends, however slowly. */
export function limitedAgent(protocol: string, limits = LIMITS): http.Agent {
  const agent = protocol === 'https:' ? new https.Agent() : new http.Agent();
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket) limit(socket as Socket, limits);
    return socket;
  };
  return agent;
}

function limit(socket: Socket, limits: typeof LIMITS): void {
  let bytes = 0;
  const timer = setTimeout(() => socket.destroy(), limits.ms);
  socket.on('close', () => clearTimeout(timer));
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.bytes) socket.destroy();
  });
}
