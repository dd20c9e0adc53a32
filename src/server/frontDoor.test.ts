import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrontDoor, type Handler } from './frontDoor';

let server: Server;

/** A front door that answers with what the handler got. */
beforeAll(async () => {
  server = createFrontDoor({
    trustedProxies: 0,
    handle: async ({ method, url }, response) => void response.end(JSON.stringify({ method, url })),
    onFault: (error) => {
      throw error;
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => void server.close());

/** What the handler gets for a raw request line. */
async function send(line: string): Promise<{ method: string; url: string }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString().split('\r\n\r\n')[1] ?? '');
}

it('passes the API by what pages need', async () => {
  const answers =
    (text: string): Handler =>
    async (_request, response) =>
      void response.end(text);
  const other = createFrontDoor({
    ...{ trustedProxies: 0, handle: answers('API'), handlePage: answers('page'), onFault: () => undefined },
  });
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  const textAt = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  expect(await textAt('/api/repos')).toBe('API');
  expect(await textAt('/repos')).toBe('page');
  other.close();
});

describe('the path', () => {
  it.each([
    ['/api/repos/%ff', '/api/repos/%25ff'],
    ['/api/repos/%', '/api/repos/%25'],
    ['/api/repos/%zz?q=%zz', '/api/repos/%25zz?q=%zz'],
    ['/api/repos/%e4%41', '/api/repos/%25e4%2541'],
    ['/%ff/api/%C3%A4', '/%25ff/api/%C3%A4'],
    ['/api/repos/%C3%A4%2F%00', '/api/repos/%C3%A4%2F%00'],
    ['/api//repos', '/api/repos'],
    ['//api///repos//', '/api/repos'],
    ['/api/repos/?limit=5//', '/api/repos?limit=5//'],
    ['/api?a=b?c/', '/api?a=b?c/'],
    ['/', '/'],
    ['//', '/'],
    ['//evil.example/api', '/evil.example/api'],
    ['/\\evil.example', '/%5Cevil.example'],
    ['http://evil.example/api/repos', '/api/repos'],
    ['HTTPS://evil.example', '/'],
    ['http://evil.example?x=1', '/?x=1'],
    ['*', '/*'],
    ['/_next/static//a.js', '/_next/static//a.js'],
  ])('%s reaches the handler as %s, which can always be routed', async (target, url) => {
    expect((await send(`GET ${target}`)).url).toBe(url);
  });
});

describe('the method', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s reaches the handler', async (method) => {
    expect((await send(`${method} /api`)).method).toBe(method);
  });

  it.each(['TRACE', 'PROPFIND', 'MKCOL', 'REPORT', 'PURGE', 'LINK', 'M-SEARCH', 'SEARCH', 'NOTIFY'])(
    '%s reaches it as OPTIONS, which no endpoint has',
    async (method) => {
      expect((await send(`${method} /api`)).method).toBe('OPTIONS');
    },
  );
});

describe('the answer', () => {
  it.each(['/', '/api/repos'])(
    'to %s forbids browsers to guess its type, frame it or send its address to others',
    async (path) => {
      const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      });
    },
  );
});
