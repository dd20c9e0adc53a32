import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { newRepo, newUser, until } from '@tests/support/api';
import { listenTo } from '@tests/support/events';
import type { RunningProcess } from '@tests/support/process';
import { requestScan } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

let server: TestServer;
let web: RunningProcess;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  web = await server.startPart('web', { HEIMDALL_DRAIN_GRACE_SECONDS: '2' });
});
afterAll(() => server?.stop());

type Seen = { status: number | undefined; connection: string | undefined };

/** A client that keeps its connection as long as the server allows. */
function keepAliveClient(path: string): { ask: () => Promise<Seen>; end: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<Seen>((resolve, reject) => {
      const sent = request(web.url + path, { agent }, (answer) => {
        const { statusCode: status, headers } = answer;
        answer.resume().once('end', () => resolve({ status, connection: headers.connection }));
      });
      sent.once('error', reject).end();
    });
  return { ask, end: () => agent.destroy() };
}

/** Resolves with all that a connection has sent, once the server has ended it. */
function received(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    socket.on('data', (piece) => pieces.push(piece));
    socket.once('error', reject).once('end', () => resolve(Buffer.concat(pieces).toString()));
  });
}

it('many clients that send requests during the stop are all answered, and asked to close', async () => {
  const paths = ['/api/health', '/api/auth/me', '/_next/nothing', '/api/nothing'];
  const clients = Array.from({ length: 80 }, (_, n) => keepAliveClient(paths[n % 4] ?? '/'));
  const before = await Promise.all(clients.map(({ ask }) => ask()));
  expect(new Set(before.map(({ connection }) => connection))).toEqual(new Set(['keep-alive']));
  const stopped = web.stop();
  const after = await Promise.all(clients.map(({ ask }) => untilClosed(ask)));
  expect(after.map(({ connection }) => connection)).toEqual(clients.map(() => 'close'));
  expect(after[0]?.status).toBe(503);
  for (const { end } of clients) end();
  await stopped;
  expect(web.child.exitCode).toBe(0);
  await expect(keepAliveClient('/api/health').ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

/** Keeps asking, over two connections in turn that the server announces to close. Returns the last answer. */
async function untilClosed(ask: () => Promise<Seen>): Promise<Seen | Record<string, never>> {
  let last: Seen | undefined;
  for (let closed = 0; closed < 2; ) {
    try {
      last = await ask();
    } catch (error) {
      // On a slow machine the grace may end before the second connection is made.
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      break;
    }
    if (last.connection === 'close') closed += 1;
  }
  return last ?? {};
}

it('a request that is half sent when the stop begins is answered, after the grace too', async () => {
  const { hostname, port } = new URL(web.url);
  const socket = connect(Number(port), hostname);
  const answer = received(socket);
  const body = JSON.stringify({ email: 'a@example.com', password: 'wrong' });
  const head = ['POST /api/auth/login HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
  socket.write(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
  await expect.poll(() => socket.bytesWritten).toBeGreaterThan(100);
  const stopped = web.stop();
  const refused = () =>
    keepAliveClient('/api/health')
      .ask()
      .then(
        () => undefined,
        ({ code }: NodeJS.ErrnoException) => code,
      );
  await until(refused, (code) => code === 'ECONNREFUSED');
  socket.write(body.slice(5));
  expect(await answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*\r\nconnection: close\r\n/i);
  socket.end();
  await stopped;
});

it('streams of events end with the stop', async () => {
  const user = await newUser(server.url);
  const { id } = await requestScan(user, (await newRepo(user)).id);
  const cookie = { cookie: `session=${user.token}` };
  const stream = await listenTo(`${web.url}/api/scans/${id}/progress/stream`, cookie);
  await stream.received('state');
  const stopped = web.stop();
  await stream.ended();
  await stopped;
  expect(web.child.exitCode).toBe(0);
});
