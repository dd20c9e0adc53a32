import { caller, newRepo, newUser, PASSWORD, type TestUser, until } from '@tests/support/api';
import { type Listener, listenTo } from '@tests/support/events';
import { requestScan } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let user: TestUser;
let repoId: string;
/** The streams of both edges, which have begun before. */
let streams: Listener[];

beforeAll(async () => {
  server = await startServer();
  user = await newUser(server.url);
  repoId = (await newRepo(user)).id;
  const { id } = await requestScan(user, repoId);
  const input = encodeURIComponent(JSON.stringify({ id }));
  const paths = [`/api/scans/${id}/progress/stream`, `/api/trpc/scan.watch?input=${input}`];
  const credential = { authorization: `Bearer ${user.token}` };
  streams = await Promise.all(paths.map((path) => listenTo(server.url + path, credential)));
  for (const { text } of streams)
    await until(
      async () => text(),
      (sent) => sent.includes('queued'),
    );
  await server.database.takeAway();
});
afterAll(() => server?.stop());

it.each([
  ['POST', '/api/repos', 'Failed to create repo: database connection error'],
  ['GET', '/api/repos', 'Failed to list repos: database connection error'],
  ['GET', '/api/repos/{id}', 'Failed to get repo: database connection error'],
  ['PATCH', '/api/repos/{id}', 'Failed to update repo: database connection error'],
  ['DELETE', '/api/repos/{id}', 'Failed to delete repo: database connection error'],
  ['POST', '/api/auth/login', 'Failed to sign in: database connection error'],
  ['GET', '/api/auth/me', 'Failed to get account: database connection error'],
  ['POST', '/api/auth/register', 'Failed to register account: database connection error'],
  ['GET', '/api/tokens', 'Failed to list tokens: database connection error'],
])('%s %s: 500 in the documented words, and not a word more', async (method, path, message) => {
  const body =
    method === 'GET' || method === 'DELETE'
      ? undefined
      : { email: 'a@example.com', password: PASSWORD, name: 'x', source_type: 'github' };
  const answer = await user.ask(method, path.replace('{id}', repoId), { body });
  expect(answer.body).toEqual({ success: false, code: 500, message });
  expect(answer.status).toBe(500);
});

it('says the same over tRPC', async () => {
  const call = user.trpc.repo.delete.mutate({ id: repoId });
  await expect(call).rejects.toMatchObject({
    message: 'Failed to delete repo: database connection error',
    data: { httpStatus: 500 },
  });
});

it('ends streams of both edges in these words, and logs why', async () => {
  const message = 'Failed to watch scan: database connection error';
  for (const { ended, text } of streams) {
    await ended();
    const last = text().trim().split('\n\n').at(-1) ?? '';
    expect(JSON.parse(/^data: (.*)$/m.exec(last)?.[1] ?? '').message).toBe(message);
    expect(last).not.toMatch(/prisma|terminated|ECONN/i);
  }
  const logged = server.web.output().split(message).length - 1;
  expect(logged).toBe(streams.length);
});

it('is unavailable, as health reports', async () => {
  const answer = await caller(server.url).ask('GET', '/api/health');
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({ status: 'unavailable' });
});

it('still refuses anonymous requests before it queries the database', async () => {
  expect((await caller(server.url).ask('POST', '/api/repos')).status).toBe(401);
});

it('logs each fault with its request id, and no secret with it', async () => {
  const { headers } = await user.ask('GET', '/api/repos');
  const id = String(headers.get('x-request-id'));
  // The output of a process may arrive later than its answers.
  const output = await until(
    async () => server.web.output(),
    (printed) => printed.includes(id),
  );
  expect(output).not.toContain(user.token);
  expect(output).not.toContain(PASSWORD);
});
