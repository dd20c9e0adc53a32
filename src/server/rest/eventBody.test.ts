import { describe, expect, it } from 'vitest';
import { eventBody } from './eventBody';

/** A body of numbered events, with how many of them have been taken, and whether their source has ended. */
function numbered(most = Number.POSITIVE_INFINITY) {
  const state = { taken: 0, hasEnded: false };
  async function* events() {
    try {
      while (state.taken < most) {
        state.taken += 1;
        yield state.taken;
      }
    } finally {
      state.hasEnded = true;
    }
  }
  const source = events();
  const gone = new AbortController();
  const write = (event: number) => `${event} `;
  const body = async () =>
    eventBody({ first: await source.next(), source, write, gone, doing: 'count to a number' });
  return { state, gone, body };
}

/** Lets everything run that waits for nothing but its turn. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

describe('a body of events', () => {
  it('has each event once, in order, and ends with the last', async () => {
    expect(await new Response(await numbered(4).body()).text()).toBe('1 2 3 4 ');
    expect(await new Response(await numbered(0).body()).text()).toBe('');
  });

  it('takes events only as they are read, so that a slow reader fills no memory', async () => {
    const { state, body } = numbered(10_000);
    const reader = (await body()).getReader();
    await turns();
    const before = state.taken;
    expect(before).toBeLessThan(5);
    for (let read = 0; read < 10; read += 1) await reader.read();
    await turns();
    expect(state.taken).toBe(before + 10);
  });

  it('ends its source when the reader leaves', async () => {
    const { state, gone, body } = numbered(10_000);
    const left = await body();
    await turns();
    await left.cancel();
    await turns();
    expect(gone.signal.aborted).toBe(true);
    expect(state.hasEnded).toBe(true);
  });
});
