import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createChannel } from './chunks';

const numbers = (most = 3) => createChannel<number>(most, (weight) => weight);

/** Whether a promise is settled once all that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  await turn();
  return settled;
}

it('holds its producer up from its limit until enough is consumed', async () => {
  const channel = numbers();
  const items = channel[Symbol.asyncIterator]();
  expect(await channel.push(1)).toBe(true);
  const full = channel.push(2);
  expect(await isSettled(full)).toBe(false);
  expect(await items.next()).toEqual({ value: 1, done: false });
  expect(await full).toBe(true);
});

it('takes one item that weighs more than its limit, and holds its producer up for it', async () => {
  const channel = numbers();
  const heavy = channel.push(50);
  expect(await isSettled(heavy)).toBe(false);
  expect(await channel[Symbol.asyncIterator]().next()).toEqual({ value: 50, done: false });
  expect(await heavy).toBe(true);
});

it('has its consumer wait for the next item, and gives all of them in their order', async () => {
  const channel = numbers(100);
  const items = channel[Symbol.asyncIterator]();
  const first = items.next();
  expect(await isSettled(first)).toBe(false);
  for (const n of [1, 2, 3]) await channel.push(n);
  channel.end();
  expect(await first).toEqual({ value: 1, done: false });
  expect(await items.next()).toEqual({ value: 2, done: false });
  expect(await items.next()).toEqual({ value: 3, done: false });
  expect(await items.next()).toEqual({ value: undefined, done: true });
});

it('throws the error with which it ended once its items are consumed', async () => {
  const channel = numbers();
  await channel.push(1);
  channel.end(new Error('broken'));
  const items = channel[Symbol.asyncIterator]();
  expect(await items.next()).toEqual({ value: 1, done: false });
  await expect(items.next()).rejects.toThrow('broken');
});

it('wakes a consumer that waits when it ends', async () => {
  const channel = numbers();
  const waiting = channel[Symbol.asyncIterator]().next();
  expect(await isSettled(waiting)).toBe(false);
  channel.end();
  expect(await waiting).toEqual({ value: undefined, done: true });
});

it('reports to its producer that nothing more is wanted, even if the producer waits', async () => {
  const channel = numbers();
  const held = channel.push(3);
  channel.close();
  expect(await held).toBe(false);
  expect(await channel.push(1)).toBe(false);
});
