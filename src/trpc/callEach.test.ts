import { TRPCClientError } from '@trpc/client';
import { expect, it } from 'vitest';
import { callEach } from './callEach';

const NAMES = Array.from('abcdefghij');

/** An answer of the server, as the client throws it. */
function refused(reason: string | undefined): Error {
  const shape = { code: -32603, message: 'No', data: { code: 'X', httpStatus: 500, reason } };
  return TRPCClientError.from({ error: shape });
}

/** Calls for ten items, of which some are refused. */
async function calls(refusals: Record<string, Error>) {
  const called: string[] = [];
  const done: string[] = [];
  const messages = new Map<string, string>();
  const left = await callEach(
    NAMES,
    async (name) => {
      called.push(name);
      if (refusals[name]) throw refusals[name];
    },
    { onDone: (name) => done.push(name), onRefused: (name, message) => messages.set(name, message) },
  );
  return { called, done, messages, left };
}

it.each(['not_found', 'no_access', undefined])(
  'what is refused for the reason %s does not stop the others',
  async (reason) => {
    const { called, done, messages, left } = await calls({ a: refused(reason), e: refused(reason) });
    expect(called).toEqual(NAMES);
    expect(done).toEqual([...'bcdfghij']);
    expect([...messages]).toEqual([
      ['a', 'No'],
      ['e', 'No'],
    ]);
    expect(left).toEqual([]);
  },
);

it.each([
  ['without a network', TRPCClientError.from(new TypeError('Failed to fetch'))],
  ['without a session', refused('unauthenticated')],
  ['after too many', refused('rate_limited')],
])('%s no further calls are made, and the others are returned', async (_, error) => {
  const { called, messages, left } = await calls({ b: error });
  expect(messages.size).toBe(1);
  expect(left.length).toBeGreaterThan(5);
  expect([...called, ...left]).toEqual(NAMES);
});
