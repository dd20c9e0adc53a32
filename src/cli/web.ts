/** The web process: Next behind the front door. `npm run start:web` runs it alone against a DATABASE_URL. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import next from 'next';
import { compressPages } from '@/server/compressPages';
import { getDb } from '@/server/db';
import { makeDrain } from '@/server/drain';
import { createFrontDoor, type Handler } from '@/server/frontDoor';
import { openHighlighter } from '@/server/highlight/highlighter';
import { schemaFaultOf } from '@/server/installation';
import { loadSecretKey } from '@/server/keys';
import { log } from '@/server/log';
import { withPageStatus } from '@/server/pageStatus';
import { enterOrRefuse } from './admission';
import { readEnvOrRefuse } from './environment';
import { onStop, refuseToStart, released, sendToParent } from './parent';
import { setUpLine } from './setUpToken';

/** How long running requests may take to finish after a signal to stop, in milliseconds. */
const DRAIN_MS = 10_000;
const ASK_AGAIN_MS = 5_000;
/** How often the schema is checked against this version, in milliseconds. */
const SCHEMA_MS = 5_000;

const env = readEnvOrRefuse();
if (!env.DATABASE_URL) refuseToStart('DATABASE_URL is not set; only `npm start` brings its own database.');

const dev = env.NODE_ENV === 'development';
const passToNext: Handler = (request, response) => handle(request, response);
const server = createFrontDoor({
  handle: passToNext,
  handlePage: withPageStatus(compressPages(passToNext)),
  trustedProxies: env.TRUST_PROXY,
  dev,
  onFault: (error, requestId) => log().error({ err: error, requestId }, 'a request could not be answered'),
  onForeignAction: (requestId) => log().warn({ requestId }, 'an unknown server action was requested'),
});
const drain = makeDrain(server);
openHighlighter(new URL(`highlightThread${path.extname(import.meta.url)}`, import.meta.url));
const app = next({
  dev,
  dir: path.resolve(import.meta.dirname, '../..'),
  hostname: env.HOST,
  port: env.PORT,
  // Next handles upgrades on the server that it gets; it needs them only in development.
  httpServer: dev ? server : createServer(),
});
await app.prepare();
await released();
await enterOrRefuse(env, env.HEIMDALL_URL);
const secretKey = loadSecretKey(env);
const setUp = process.send && (await setUpLine(getDb(), secretKey));
const handle = app.getRequestHandler();
server.on('error', (error: NodeJS.ErrnoException) => refuseToStart(listenMessage(error)));
server.listen(env.PORT, env.HOST);
await once(server, 'listening');
const url = addressOf(server.address() as AddressInfo);
const refuse = onStop(() => drain({ graceMs: env.HEIMDALL_DRAIN_GRACE_SECONDS * 1000, finishMs: DRAIN_MS }));
void watchSchema(refuse);
sendToParent({ ready: true, url, setUp });
if (!process.send) void welcome();

/** Prints what a launcher would print. Retries while the database is down. */
async function welcome(): Promise<void> {
  console.log(`Heimdall is ready at ${url}`);
  for (;;) {
    try {
      const line = await setUpLine(getDb(), secretKey);
      if (line) console.log(line);
      return;
    } catch (error) {
      log().warn({ err: error }, 'could not check yet whether there is an account');
      await pause(ASK_AGAIN_MS, undefined, { ref: false });
    }
  }
}

/** Calls `refuse` with a message as soon as another version has changed the schema. */
async function watchSchema(refuse: (message: string) => void): Promise<void> {
  for (;;) {
    await pause(SCHEMA_MS, undefined, { ref: false });
    try {
      const fault = await schemaFaultOf(getDb());
      if (!fault) continue;
      log().error(fault.message);
      return refuse(fault.message);
    } catch (error) {
      // The requests that fail for the same reason are logged as errors.
      log().debug({ err: error }, 'could not check the schema');
    }
  }
}

function listenMessage(error: NodeJS.ErrnoException): string {
  const place = `${env.HOST}:${env.PORT}`;
  if (error.code === 'EADDRINUSE')
    return `Port ${env.PORT} is in use; stop what runs there, or choose another PORT.`;
  if (error.code === 'EACCES')
    return `Port ${env.PORT} may not be used by this user; choose a PORT of 1024 or more.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${env.HOST} is not an address of this machine.`;
  return `Can't listen on ${place}: ${error.message}.`;
}

/** An address that a browser can open, as it can't open a wildcard address. */
function addressOf({ address, family, port }: AddressInfo): string {
  const wildcard = address === '0.0.0.0' || address === '::';
  const loopback = address === '127.0.0.1' || address === '::1';
  if (wildcard || loopback) return `http://localhost:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
