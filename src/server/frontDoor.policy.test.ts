import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFrontDoor } from './frontDoor';
import { POLICY_HEADER } from './pagePolicy';

let server: Server;

/** A front door that answers with the policy that the handler got. */
beforeAll(async () => {
  server = createFrontDoor({
    trustedProxies: 0,
    handle: async ({ headers }, response) => void response.end(String(headers[POLICY_HEADER])),
    onFault: (error) => {
      throw error;
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => void server.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers,
  });
  return { received: await response.text(), sent: response.headers.get(POLICY_HEADER) };
}

it('sends the page and the browser the same policy, with a new nonce each time', async () => {
  const first = await ask('/repos');
  expect(first.sent).toContain("script-src 'self' 'nonce-");
  expect(first.received).toBe(first.sent);
  expect((await ask('/repos')).sent).not.toBe(first.sent);
});

it('ignores a nonce that a visitor sends', async () => {
  const { received } = await ask('/repos', { [POLICY_HEADER]: "script-src 'nonce-mine'" });
  expect(received).not.toContain('mine');
});

it.each(['/api/repos', '/_next/static/chunks/a.js'])('%s is no page', async (path) => {
  expect((await ask(path)).sent).toBeNull();
});
