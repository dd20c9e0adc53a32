import { once } from 'node:events';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrontDoor } from './frontDoor';

type Seen = { headers: IncomingHttpHeaders };

/** Front doors that trust no, one and two proxies. They answer with what the handler got. */
const servers: Server[] = [];
const ports: number[] = [];

beforeAll(async () => {
  for (const trustedProxies of [0, 1, 2]) {
    const server = createFrontDoor({
      trustedProxies,
      handle: async ({ headers }, response) => void response.end(JSON.stringify({ headers })),
      onFault: (error) => {
        throw error;
      },
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ports.push((server.address() as AddressInfo).port);
  }
});

afterAll(() => servers.forEach((server) => void server.close()));

/** The headers that the handler gets for these raw headers, and the head of the answer. */
async function send(headers: string[], trusted = 0): Promise<Seen & { head: string }> {
  const socket = connect(ports[trusted] ?? 0, '127.0.0.1');
  socket.write(
    `${['GET / HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`,
  );
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece);
  const [head = '', body = ''] = Buffer.concat(pieces).toString().split('\r\n\r\n');
  return { ...(JSON.parse(body) as Seen), head };
}

describe('what a client claims about itself', () => {
  const CLAIMS = [
    ...['X-Forwarded-For: 1.1.1.1', 'x-forwarded-host: evil.example', 'X-FORWARDED-PROTO: https'],
    ...['Forwarded: for=1.1.1.1', 'X-Real-IP: 1.1.1.1', 'X-Forwarded-Anything: x'],
  ];
  const INTERNAL = [
    ...['X-Heimdall-Address: 1.1.1.1', 'x-heimdall-forwarded: 0', 'X-Heimdall-Anything: x'],
    ...[
      'x-middleware-subrequest: src/middleware',
      'X-Middleware-Rewrite: /',
      'x-nextjs-data: 1',
      'x-invoke-path: /',
    ],
  ];
  const KEPT = [
    'Authorization: Bearer x',
    'Cookie: session=x',
    'HX-Request: true',
    'X-Other: x',
    'Idempotency-Key: x',
  ];

  it.each([0, 1, 2])(
    'passes on neither forwarding nor internal headers, with %i proxies',
    async (trusted) => {
      const { headers } = await send([...CLAIMS, ...INTERNAL, ...KEPT], trusted);
      expect(Object.keys(headers).sort()).toEqual([
        ...['authorization', 'connection', 'content-security-policy', 'cookie', 'host', 'hx-request'],
        'idempotency-key',
        ...['x-heimdall-address', 'x-heimdall-forwarded', 'x-other', 'x-request-id'],
      ]);
      expect(headers).toMatchObject({
        'x-heimdall-forwarded': '1',
        authorization: 'Bearer x',
        host: 'localhost',
      });
    },
  );

  it.each([...CLAIMS, 'Via: 1.1 proxy'])('%s marks a request as forwarded by a proxy', async (claim) => {
    expect((await send([claim])).headers['x-heimdall-forwarded']).toBe('1');
  });

  it('a direct request has no such mark, whatever it claims', async () => {
    const { headers } = await send(INTERNAL);
    expect([headers['x-heimdall-forwarded'], headers['x-heimdall-address']]).toEqual([
      undefined,
      '127.0.0.1',
    ]);
  });
});

describe('the address', () => {
  it.each([
    [0, ['1.1.1.1'], '127.0.0.1'],
    [1, [], '127.0.0.1'],
    [1, ['1.1.1.1'], '1.1.1.1'],
    [1, ['9.9.9.9, 1.1.1.1'], '1.1.1.1'],
    [1, ['9.9.9.9', '1.1.1.1'], '1.1.1.1'],
    [1, [' ,, 2001:db8::1 , '], '2001:db8::1'],
    [1, [', ,'], '127.0.0.1'],
    [2, ['1.1.1.1, 2.2.2.2'], '1.1.1.1'],
    [2, ['9.9.9.9, 1.1.1.1, 2.2.2.2'], '1.1.1.1'],
    [2, ['9.9.9.9, 1.1.1.1', '2.2.2.2'], '1.1.1.1'],
    [2, ['1.1.1.1'], '1.1.1.1'],
  ] as [number, string[], string][])(
    'with %i proxies and X-Forwarded-For %j it is %s',
    async (trusted, lines, address) => {
      const headers = lines.map((line) => `X-Forwarded-For: ${line}`);
      expect((await send(headers, trusted)).headers['x-heimdall-address']).toBe(address);
    },
  );
});

describe('the request id', () => {
  const idOf = async (given: string[], trusted: number) => {
    const { headers, head } = await send(given, trusted);
    expect(/^x-request-id: (.*)$/im.exec(head)?.[1]).toBe(headers['x-request-id']);
    return headers['x-request-id'];
  };
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

  it('is new for each request, and the same for the handler and in the answer', async () => {
    const ids = [
      await idOf([], 0),
      await idOf([], 0),
      await idOf(['X-Request-Id: mine'], 0),
      await idOf([], 1),
    ];
    expect(ids).toEqual(Array(4).fill(expect.stringMatching(UUID)));
    expect(new Set(ids).size).toBe(4);
  });

  it('is that of a trusted proxy, if it is safe to log', async () => {
    expect(await idOf(['X-Request-Id: 0af7651916cd-43_A'], 1)).toBe('0af7651916cd-43_A');
    for (const unfit of ['a b', 'a;b', 'x'.repeat(65), '', 'ä', '<b>']) {
      expect(await idOf([`X-Request-Id: ${unfit}`], 1)).toMatch(UUID);
    }
  });
});
