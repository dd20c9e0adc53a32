import { connect } from 'node:net';
import { caller, newUser, type TestUser } from '@tests/support/api';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/server/rest/routes';

let server: TestServer;
let user: TestUser;

beforeAll(async () => {
  server = await startServer();
  user = await newUser(server.url);
});
afterAll(() => server?.stop());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Sends a request line as it is, past every client library. */
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
        const answer = await caller(server.url).ask(method, path.replace('{id}', 'x'));
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
    '%s names an unknown repo: 401 for a stranger, 404 for a user',
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

describe('the service', () => {
  it('GET /api/health answers without a sign-in', async () => {
    expect((await caller(server.url).ask('GET', '/api/health')).body).toEqual({ status: 'ok' });
  });

  it('each answer has a request id, which a stranger does not choose', async () => {
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

  it('HEAD answers as GET does, without a body', async () => {
    const answer = await user.ask('HEAD', '/api/repos');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({});
  });
});
