/** The web process: Next behind the front door. `npm run start:web` runs it alone against a DATABASE_URL. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import next from 'next';
import { compressPages } from '@/server/compressPages';
import { createFrontDoor } from '@/server/frontDoor';
import { log } from '@/server/log';
import { withPageStatus } from '@/server/pageStatus';
import { beginStopping } from '@/server/stopping';
import { enterOrRefuse } from './admission';
import { readEnvOrRefuse } from './environment';
import { onStop, refuseToStart, tellParent } from './parent';

/** How long requests under way may take to finish when the process is told to stop. */
const DRAIN_MS = 10_000;

const env = readEnvOrRefuse();
if (!env.DATABASE_URL)
  refuseToStart('DATABASE_URL is not set; only `npm start` brings a database of its own.');
await enterOrRefuse(env, env.HEIMDALL_URL);

const dev = env.NODE_ENV === 'development';
const server = createFrontDoor({
  handle: withPageStatus(compressPages((request, response) => handle(request, response))),
  trustedProxies: env.TRUST_PROXY,
  dev,
  onFault: (error, requestId) => log().error({ err: error, requestId }, 'a request could not be answered'),
});
const app = next({
  dev,
  dir: path.resolve(import.meta.dirname, '../..'),
  hostname: env.HOST,
  port: env.PORT,
  // Next takes upgrades of the server that it is given; only in development it needs them.
  httpServer: dev ? server : createServer(),
});
await app.prepare();
const handle = app.getRequestHandler();
server.on('error', (error: NodeJS.ErrnoException) => refuseToStart(listenSentence(error)));
server.listen(env.PORT, env.HOST);
await once(server, 'listening');
tellParent({ ready: true, url: addressOf(server.address() as AddressInfo) });

onStop(async () => {
  beginStopping();
  const closed = once(server, 'close');
  server.close();
  // A connection is kept alive for the next request, also where its last one ended only now.
  const idle = setInterval(() => server.closeIdleConnections(), 200);
  const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(impatience);
});

function listenSentence(error: NodeJS.ErrnoException): string {
  const place = `${env.HOST}:${env.PORT}`;
  if (error.code === 'EADDRINUSE')
    return `Port ${env.PORT} is in use; stop what runs there, or choose another PORT.`;
  if (error.code === 'EACCES')
    return `Port ${env.PORT} may not be used by this user; choose a PORT of 1024 or more.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${env.HOST} is not an address of this machine.`;
  return `Can't listen on ${place}: ${error.message}.`;
}

/** An address that a browser can open: a wildcard is no place to go to. */
function addressOf({ address, family, port }: AddressInfo): string {
  const wildcard = address === '0.0.0.0' || address === '::';
  const loopback = address === '127.0.0.1' || address === '::1';
  if (wildcard || loopback) return `http://localhost:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
