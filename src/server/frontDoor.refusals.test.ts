import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFrontDoor, type Handler } from './frontDoor';

let server: Server;
let url: string;
let handle: Handler;
let faults: { error: unknown; requestId: string }[];
let foreignActions: string[];

beforeAll(async () => {
  server = createFrontDoor({
    trustedProxies: 0,
    handle: (request, response) => handle(request, response),
    onFault: (error, requestId) => faults.push({ error, requestId }),
    onForeignAction: (requestId) => foreignActions.push(requestId),
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  faults = [];
  foreignActions = [];
  handle = async (_request, response) => void response.end('handled');
});

afterAll(() => void server.close());

/** Sends raw bytes and returns the whole answer. */
async function send(raw: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(raw, 'latin1');
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function parse(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = new Headers(fields.map((field) => field.split(/: (.*)/).slice(0, 2) as [string, string]));
  return { status: Number(line.split(' ')[1]), headers, body };
}

/** Checks that an answer is a failure envelope, and returns its headers. */
function expectEnvelope(answer: string, code: number, message: string): Headers {
  const { status, headers, body } = parse(answer);
  expect({ status, body }).toEqual({ status: code, body: JSON.stringify({ success: false, code, message }) });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
  return headers;
}

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

describe('requests that are not for Heimdall are answered in the envelope', () => {
  it.each(['FROB /api/repos', 'get /api/repos', 'POSTS /api', 'CONNECT localhost:443'])(
    '%s: 405',
    async (line) => {
      const answer = await send(`${line} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      const headers = expectEnvelope(answer, 405, 'This method is not allowed here');
      expect(headers.get('allow')).toBe('GET, HEAD, POST, PUT, PATCH, DELETE');
    },
  );

  it.each(['CONNECT localhost:443', 'FROB /'])(
    'a client that never closes its half after %s does not keep the server from closing',
    async (line) => {
      const other = createFrontDoor({ trustedProxies: 0, handle, onFault: () => undefined });
      await once(other.listen(0, '127.0.0.1'), 'listening');
      const { port } = other.address() as AddressInfo;
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined);
      socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      await once(socket.resume(), 'end');
      const closed = once(other, 'close');
      other.close();
      await closed;
      socket.destroy();
    },
  );

  it.each([
    ['one header', `X-Long: ${'x'.repeat(20_000)}\r\n`],
    ['many headers', 'X-Many: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n'.repeat(500)],
  ])('more than 16 KiB of %s: 431', async (_what, headers) => {
    const answer = await send(`GET / HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`);
    expectEnvelope(answer, 431, 'The request headers are too large');
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['the beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a version that does not exist', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n'],
    ['a raw byte in the path', 'GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a line that is no header', 'GET / HTTP/1.1\r\nHost: localhost\r\nno header\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
  ])('%s: 400', async (_what, raw) => {
    expectEnvelope(await send(raw), 400, 'The request is not valid HTTP');
  });

  it('no Host: 400', async () => {
    const { status, body } = parse(await send('GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n'));
    expect([status, JSON.parse(body || 'null')]).toEqual([
      400,
      expect.objectContaining({ success: false, code: 400 }),
    ]);
  });

  it.each([
    ['localhost', 'evil.example'],
    ['localhost', 'localhost'],
    ['', 'localhost'],
  ])('the Hosts %j and %j: 400, whichever comes first', async (first, second) => {
    const raw = `GET /api/health HTTP/1.1\r\nHost: ${first}\r\nhOST: ${second}\r\nConnection: close\r\n\r\n`;
    expectEnvelope(await send(raw), 400, 'The request has more than one Host header');
  });

  it('an expectation that can not be met: 417', async () => {
    const raw =
      'POST /api/repos HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
    const { status, body } = parse(await send(raw));
    expect([status, JSON.parse(body || 'null')]).toEqual([
      417,
      expect.objectContaining({ success: false, code: 417 }),
    ]);
  });

  it('an upgrade that is not offered is an ordinary request', async () => {
    const upgrade = GET.replace('Connection: close', 'Connection: upgrade, close\r\nUpgrade: websocket');
    expect(parse(await send(upgrade))).toMatchObject({ status: 200, body: 'handled' });
  });
});

describe('headers that only the scripts of Next send', () => {
  const ask = (line: string, headers: string[], body = '') =>
    send(
      [
        ...[`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers],
        ...[`Content-Length: ${body.length}`, '', body],
      ].join('\r\n'),
    );
  const MULTIPART = '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n';

  it.each([
    ['POST /', 'Content-Type: text/plain', '[]'],
    ['POST /login', 'Content-Type: multipart/form-data; boundary=x', MULTIPART],
    ['POST /login', 'Content-Type: multipart/form-data', 'junk'],
    ['POST /nowhere', 'Content-Type: application/x-www-form-urlencoded', 'a=b'],
    ['POST /_next/static/a.js', 'Content-Type: text/plain', ''],
    ['GET /login', 'X-Other: x', ''],
  ])('%s with a Next-Action and %s: 404, and it is reported once', async (line, header, body) => {
    const answer = await ask(line, ['Next-Action: 0123456789abcdef', header], body);
    const headers = expectEnvelope(answer, 404, 'There is no such server action');
    expect(foreignActions).toEqual([headers.get('x-request-id')]);
  });

  it.each(['%%%', '[]', '{}', '%5B%22%22%5D', 'x'.repeat(9_000)])(
    'the router state %s: 400',
    async (state) => {
      const answer = await ask('GET /login', ['RSC: 1', `Next-Router-State-Tree: ${state}`]);
      expectEnvelope(answer, 400, 'The header Next-Router-State-Tree is not valid');
    },
  );

  it('two router states: 400', async () => {
    const state = `Next-Router-State-Tree: ${encodeURIComponent('["",{}]')}`;
    expectEnvelope(
      await ask('GET /login', [state, state]),
      400,
      'The header Next-Router-State-Tree is not valid',
    );
  });

  it('is passed on where Next can read it, and ignored on the API', async () => {
    handle = async ({ method, headers }, response) =>
      void response.end(`${method} ${headers['next-router-state-tree']} ${headers['next-action']}`);
    const state = encodeURIComponent('["",{"children":["login",{}]}]');
    const page = await ask('GET /login', ['RSC: 1', `Next-Router-State-Tree: ${state}`]);
    expect(parse(page)).toMatchObject({ status: 200, body: `GET ${state} undefined` });
    const api = await ask('POST /api/repos', ['Next-Action: x', 'Next-Router-State-Tree: %%%']);
    expect(parse(api)).toMatchObject({ status: 200, body: 'POST undefined undefined' });
  });

  it('a form that is sent to a page gets the page, whatever it contains', async () => {
    handle = async ({ method }, response) => void response.end(method);
    const type = 'Content-Type: multipart/form-data; boundary=x';
    expect(parse(await ask('POST /login', [type], MULTIPART))).toMatchObject({ status: 200, body: 'GET' });
  });
});

describe('a handler that throws', () => {
  const error = new Error('password hunter2 at /srv/heimdall/db.ts');
  const envelope = { success: false, code: 500, message: 'Failed to answer request: internal error' };

  it('is answered with 500 and nothing of the error, which is logged under the id of the answer', async () => {
    handle = () => Promise.reject(error);
    const answer = await fetch(url);
    expect([answer.status, await answer.json()]).toEqual([500, envelope]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.stringify([...answer.headers])).not.toMatch(/hunter2|db\.ts/);
    expect(faults).toEqual([{ error, requestId: answer.headers.get('x-request-id') }]);
  });

  it('is answered in full, regardless of the headers that the handler had set', async () => {
    handle = async (_request, response) => {
      response.setHeader('content-length', '2').setHeader('content-encoding', 'gzip');
      throw error;
    };
    const answer = await fetch(url);
    expect(await answer.text().catch(String)).toBe(JSON.stringify(envelope));
  });

  it('in the middle of an answer, aborts it, so that it does not seem complete', async () => {
    handle = async (_request, response) => {
      await new Promise((resolve) => response.write('half', resolve));
      throw error;
    };
    const answer = await send(GET);
    expect([answer.includes('half'), answer.includes('hunter2')]).toEqual([true, false]);
    expect(answer.endsWith('0\r\n\r\n')).toBe(false);
    expect(faults).toHaveLength(1);
  });

  it('does not keep the next request from being served', async () => {
    handle = () => Promise.reject(error);
    await fetch(url);
    handle = async (_request, response) => void response.end('handled');
    expect(await (await fetch(url)).text()).toBe('handled');
  });
});
