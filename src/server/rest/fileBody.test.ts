import { expect, it } from 'vitest';
import { DomainError } from '@/domain/errors';
import { fileBody, inBlocks } from './fileBody';

/** A body of pieces of a kilobyte, with how many have been made, and whether their source has ended. */
function kilobytes(most: number, fault?: DomainError) {
  const state = { made: 0, hasEnded: false };
  async function* pieces() {
    try {
      while (state.made < most) {
        state.made += 1;
        yield 'x'.repeat(1_024);
      }
      if (fault) throw fault;
    } finally {
      state.hasEnded = true;
    }
  }
  const blocks = inBlocks(pieces());
  return { state, body: async () => fileBody(await blocks.next(), blocks, 'count to a number') };
}

/** Lets everything run that waits for nothing but its turn. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

it('has all pieces, in a few blocks', async () => {
  expect(await new Response(await kilobytes(1_000).body()).text()).toHaveLength(1_024_000);
  expect(await new Response(await kilobytes(0).body()).text()).toBe('');
  const reader = (await kilobytes(1_000).body()).getReader();
  expect((await reader.read()).value).toHaveLength(65_536);
});

it('makes pieces only as they are read, so that a slow reader fills no memory', async () => {
  const { state, body } = kilobytes(100_000);
  const reader = (await body()).getReader();
  await turns();
  expect(state.made).toBeLessThanOrEqual(3 * 64);
  for (let read = 0; read < 10; read += 1) await reader.read();
  await turns();
  expect(state.made).toBeLessThanOrEqual(13 * 64);
});

it('ends its source when the reader leaves', async () => {
  const { state, body } = kilobytes(100_000);
  const left = await body();
  await turns();
  await left.cancel();
  await turns();
  expect(state.hasEnded).toBe(true);
  expect(state.made).toBeLessThanOrEqual(3 * 64);
});

it('breaks where its source fails, instead of ending', async () => {
  const { body } = kilobytes(1_000, new DomainError('not_found', 'the repository is gone'));
  await expect(new Response(await body()).text()).rejects.toThrow('the repository is gone');
});
