import { connect } from 'node:net';
import { caller, newUser, type TestUser, until } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiDocument } from '@/lib/openapi';
import { ENDPOINTS } from '@/server/rest/endpoints';

let server: KeptServer;
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  user = await newUser(server.url);
});

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Sends a request line unchanged, without a client library. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

function request(line: string, headers = ''): Promise<string> {
  return sendRaw(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`);
}

describe('the envelope', () => {
  it.each(Object.entries(ENDPOINTS))(
    '%s: 405 with Allow for every other method',
    async (path, operations) => {
      const known = Object.keys(operations);
      for (const method of METHODS.filter((name) => !known.includes(name))) {
        const answer = await caller(server.url).ask(method, path.replace(/\{\w+\}/g, 'x'));
        expect(answer.status, method).toBe(405);
        expect(answer.body).toMatchObject({ success: false, code: 405 });
        for (const name of known) expect(answer.headers.get('allow')).toContain(name);
      }
    },
  );

  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/repos/x/y/z',
    '/api/auth',
    '/api/auth/nothing',
    '/api/Repos',
  ])('%s: 404', async (path) => {
    const answer = await user.ask('POST', path);
    expect(answer.status).toBe(404);
    expect(Object.keys(answer.body)).toEqual(['success', 'code', 'message']);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it.each(['TRACE', 'PROPFIND', 'MKCOL', 'QUERY', 'FROB'])('%s is a wrong method', async (method) => {
    const answer = await request(`${method} /api/repos`);
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
    expect(answer).toMatch(/\r\nallow: /i);
    expect(answer).toContain('{"success":false,"code":405,');
  });

  it.each(['/api/repos/%ff', '/api/repos/%', '/api/repos/%E0%A4', '//api///repos//x', '/api/repos/x/'])(
    '%s names an unknown repo: 401 for an anonymous client, 404 for a user',
    async (path) => {
      expect(await request(`DELETE ${path}`)).toContain(
        '{"success":false,"code":401,"message":"Authentication required"}',
      );
      const answer = await request(`DELETE ${path}`, `Cookie: session=${user.token}\r\n`);
      expect(answer).toMatch(/"code":404,"message":"Repo '.+' not found"/);
    },
  );

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    [
      'headers of a megabyte',
      `GET /api/repos HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(2 ** 20)}\r\n\r\n`,
      431,
    ],
    [
      'two lengths',
      'POST /api/repos HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
  ])('%s', async (_what, text, status) => {
    const answer = await sendRaw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`{"success":false,"code":${status},`);
  });
});

describe("what only Next's own scripts send", () => {
  const form = 'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 4\r\n';

  it('a bogus Next-Action is answered with a 404, in one line of the log', async () => {
    const before = server.web.output().split('\n').length;
    const answer = await request('POST /login', `Next-Action: abc\r\n${form}\r\njunk`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    const linesSince = async () => server.web.output().split('\n').length - before;
    expect(await until(linesSince, (lines) => lines > 0)).toBe(1);
    const id = /x-request-id: (\S+)/i.exec(answer)?.[1];
    expect(server.web.output()).toContain(`"requestId":"${id}"`);
  });

  it.each([
    ['GET /login', 'RSC: x'],
    ['GET /login?_rsc=x', 'RSC: 1\r\nNext-Router-State-Tree: %%%'],
    ['GET /login?_rsc=x', 'RSC: 1\r\nNext-Router-Prefetch: 1\r\nNext-Router-Segment-Prefetch: /../%ff'],
    ['GET /login?_rsc=x', 'RSC: 1\r\nNext-Url: %%%//[['],
    ['GET /login', 'Next-Hmr-Refresh: 1\r\nNext-Resume: 1\r\nX-Action-Forwarded: 1'],
    ['GET /login', 'x-middleware-subrequest: src/middleware:src/middleware'],
    ['GET /login', 'x-nextjs-data: 1\r\nx-matched-path: /repos/[id]\r\nx-invoke-path: /%ff'],
    ['GET /login', 'Cookie: __prerender_bypass=x; __next_preview_data=y'],
    ['GET /_next/data/x/login.json', 'x-nextjs-data: 1'],
    ['GET /_next/image?url=%2Flogin&w=64&q=75', 'Accept: image/webp'],
    ['POST /login', `${form}\r\njunk`],
    ['GET /api/auth/signin?callbackUrl=http://[', 'Accept: text/html'],
    ['GET /api/auth/signin', 'Cookie: next-auth.callback-url=http%3A%2F%2F%5B'],
    ['POST /api/auth/signout', 'Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{'],
  ])('%s with %j is no fault of the server', async (line, headers) => {
    const answer = await request(line, `${headers}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 [234]/);
  });
});

it.each(['/api/auth/signout', '/api/auth/verify-request'])(
  "next-auth's page %s may run no script but our own, and is framed by nobody",
  async (path) => {
    const answer = await fetch(server.url + path);
    expect(answer.headers.get('content-type')).toContain('text/html');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await answer.text()).not.toContain('<script');
  },
);

it("next-auth's errors are shown by our own page", async () => {
  const answer = await fetch(`${server.url}/api/auth/error?error=Configuration`, { redirect: 'manual' });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '', server.url);
  expect([answer.status, pathname, search]).toEqual([302, '/login', '?error=Configuration']);
});

it('next-auth redirects nobody to another site', async () => {
  const csrf = await fetch(`${server.url}/api/auth/csrf`);
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  for (const callbackUrl of ['https://evil.example/', '//evil.example', '/\\evil.example', 'http://[', '']) {
    const body = new URLSearchParams({ csrfToken, callbackUrl });
    const init = { method: 'POST', headers: { cookie }, body, redirect: 'manual' } as const;
    const answer = await fetch(`${server.url}/api/auth/signout`, init);
    expect([answer.status, new URL(String(answer.headers.get('location'))).hostname]).toEqual([
      302,
      'localhost',
    ]);
  }
});

describe('the service', () => {
  it('GET /api/health answers without a sign-in', async () => {
    expect((await caller(server.url).ask('GET', '/api/health')).body).toEqual({ status: 'ok' });
  });

  it('each answer has a request id, which an anonymous client does not choose', async () => {
    const headers = { 'x-request-id': 'mine' };
    const [one, two] = await Promise.all([1, 2].map(() => user.ask('GET', '/api/repos', { headers })));
    expect(one?.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(one?.headers.get('x-request-id')).not.toBe(two?.headers.get('x-request-id'));
  });

  it("GET /api/openapi.json describes every operation, in the API's names", async () => {
    const { body } = await caller(server.url).ask('GET', '/api/openapi.json');
    expect(body.openapi).toMatch(/^3\.1\./);
    const paths = body.paths as Record<string, Record<string, unknown>>;
    for (const [path, operations] of Object.entries(ENDPOINTS)) {
      for (const method of Object.keys(operations))
        expect(paths[path], path).toHaveProperty(method.toLowerCase());
    }
    const text = JSON.stringify(body);
    expect(text).toContain('"remote_url"');
    expect(text).not.toMatch(/"(remoteUrl|nextCursor|createdAt|setupToken)"/);
  });

  it('GET /api/openapi.json says which parameters of a query are required', async () => {
    const { body } = await caller(server.url).ask('GET', '/api/openapi.json');
    const required = (path: string) =>
      ((body as ApiDocument).paths[path]?.get?.parameters ?? [])
        .filter((one) => 'required' in one && one.required)
        .map((one) => ('name' in one ? one.name : ''));
    expect(required('/api/retention/preview')).toEqual(['days']);
    expect(required('/api/repos')).toEqual([]);
  });

  it('HEAD answers as GET does, without a body', async () => {
    const answer = await user.ask('HEAD', '/api/repos');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({});
  });
});
