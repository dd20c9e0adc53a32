import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compressPages } from './compressPages';

const TEXT = 'watchman '.repeat(1000);

let server: Server;
beforeAll(async () => {
  const handle = compressPages(async (_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(TEXT);
  });
  server = createServer((request, response) => void handle(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void server.close());

const ask = (path: string, encoding: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { 'accept-encoding': encoding },
  });

it('compresses a page for clients that accept it, and for no others', async () => {
  const compressed = await ask('/repos', 'gzip');
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  expect(await compressed.text()).toBe(TEXT);
  expect((await ask('/repos', 'identity')).headers.get('content-encoding')).toBeNull();
});
