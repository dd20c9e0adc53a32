import { connect } from 'node:net';
import { newUser, type TestUser } from '@tests/support/api';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let user: TestUser;
beforeAll(async () => {
  server = await startServer();
  user = await newUser(server.url);
});
afterAll(() => server?.stop());

function send(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

const body = JSON.stringify({ name: 'x', source_type: 'github' });
const odd = [
  '%%%',
  'a b',
  '[::1',
  '\u0001',
  '..',
  '',
  'x'.repeat(4000),
  'user@host',
  '\u00ff\u00fe',
  '/',
  '#',
  '?',
  '"',
  '<>',
  '127.0.0.1:99999',
];

it.each([
  ...odd.map((value) => ['Host', value] as const),
  ...odd.map((value) => ['Cookie', `session=${value}`] as const),
  ...odd.map((value) => ['Authorization', `Bearer ${value}`] as const),
  ...odd.map((value) => ['Origin', value] as const),
  ...odd.map((value) => ['Idempotency-Key', value] as const),
  ...odd.map((value) => ['X-Forwarded-Host', value] as const),
  ...odd.map((value) => ['X-Forwarded-For', value] as const),
  ...odd.map((value) => ['Content-Type', `application/json; charset=${value}`] as const),
  ...[
    'RSC',
    'Next-Action',
    'Next-Router-State-Tree',
    'X-Middleware-Subrequest',
    'X-Nextjs-Data',
    'Upgrade',
    'Expect',
    'If-None-Match',
    'Range',
    'Transfer-Encoding',
  ].map((name) => [name, '1'] as const),
])('a request with %s: %j is answered, and never by a 5xx', async (name, value) => {
  const own = { Host: 'localhost', Cookie: `session=${user.token}`, 'Content-Type': 'application/json' };
  const headers = Object.entries({ ...own, [name]: value }).map(([key, text]) => `${key}: ${text}\r\n`);
  const answer = await send(
    `POST /api/repos HTTP/1.1\r\n${headers.join('')}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  expect(answer.slice(0, 400)).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  expect(answer).toMatch(/\{"success":(true|false),/);
});

it.each([
  '*',
  'http://evil.example/api/repos',
  `/api/repos?${'&'.repeat(3000)}`,
  '/api/repos?limit[]=1',
  '/api/repos/%00%00',
  '/api/repos/..%2f..',
  '/api//repos',
  '/api/repos;x',
  '/api/trpc/%ff',
  '/api/trpc/repo.list,repo.list?batch=1&input=%5B',
  '/api/trpc/__proto__',
  '/api/auth/signin/%ff',
  '/api/auth/callback/x',
  '/api/auth/error?error=%ff',
  '/api/auth/session?x=%ff',
  '/%ff',
  '/set-password?token=%ff',
  '/_next/static/%ff',
  '/_next/image?url=http://127.0.0.1',
])('the path %s is answered, and never by a 5xx', async (path) => {
  for (const method of ['GET', 'POST', 'OPTIONS', 'PATCH']) {
    const answer = await send(
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: session=${user.token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect(answer.slice(0, 300), method).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  }
});

it('none of this was logged as an internal error', () => {
  expect(server.web.output()).not.toMatch(/"level":50|⨯|Error/);
});
