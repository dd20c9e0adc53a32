import { afterEach, expect, it } from 'vitest';
import { createHighlighter, type Highlighter } from './highlighter';
import { plainLines } from './tokens';

let highlighter: Highlighter | undefined;
afterEach(() => highlighter?.stop());

/** A thread that answers with the code as a keyword, and does what the code says. */
const THREAD = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ code }) => {
  while (code === 'hang');
  if (code === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  if (code === 'fail') throw new Error('it failed');
  parentPort.postMessage({ lines: [[{ text: code, kind: 'keyword' }]] });
});`;

const start = (thread: number, page = 60_000) => {
  highlighter = createHighlighter(new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`), {
    thread,
    page,
  });
  return (code: string) => highlighter?.highlight({ code, path: 'a.ts' });
};
const KEYWORD = (text: string) => [[{ text, kind: 'keyword' }]];

it('code that takes too long, or ends the thread, is plain; the next code is highlighted again', async () => {
  const highlight = start(1_000);
  expect(await highlight('one')).toEqual(KEYWORD('one'));
  expect(await highlight('hang')).toEqual(plainLines('hang'));
  expect(await highlight('two')).toEqual(KEYWORD('two'));
  expect(await highlight('fail')).toEqual(plainLines('fail'));
  expect(await highlight('three')).toEqual(KEYWORD('three'));
});

it('code that took too long is not tried again', async () => {
  const highlight = start(1_000);
  await highlight('hang');
  const since = performance.now();
  expect(await highlight('hang')).toEqual(plainLines('hang'));
  expect(performance.now() - since).toBeLessThan(500);
});

it('code is plain at once where much is waiting, and highlighted later', async () => {
  const highlight = start(10_000);
  const codes = Array.from({ length: 10 }, (_, n) => `code ${n}`);
  const results = await Promise.all(codes.map(highlight));
  expect(results.map((lines) => lines?.[0]?.[0]?.kind)).toEqual([
    ...Array(4).fill('keyword'),
    ...Array(6).fill('plain'),
  ]);
  expect(await highlight('code 9')).toEqual(KEYWORD('code 9'));
});

it('a page does not wait for slow code, which is highlighted for a later one', async () => {
  const highlight = start(10_000, 50);
  expect(await highlight('slow')).toEqual(plainLines('slow'));
  await expect.poll(() => highlight('slow'), { timeout: 10_000 }).toEqual(KEYWORD('slow'));
});
