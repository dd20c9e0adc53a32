import { describe, expect, it } from 'vitest';
import { createBatchParser } from './batchParser';

const ids = ['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(40));
const contents = ['hello\n', '', `${ids[0]} blob 3\nxyz\n`, 'z'.repeat(10_000)];
const OUTPUT = Buffer.from(
  `${contents.map((text, n) => `${ids[n]} blob ${text.length}\n${text}\n`).join('')}${ids[4]} missing\n${ids[0]} tree 3\nabc\n${ids[1]} blob 0\n\n`,
);

function parse(chunkBytes: number, maxBytes: number) {
  const parser = createBatchParser(maxBytes);
  const chunks = Array.from({ length: Math.ceil(OUTPUT.length / chunkBytes) }, (_, n) =>
    OUTPUT.subarray(n * chunkBytes, (n + 1) * chunkBytes),
  );
  return chunks
    .flatMap((chunk) => [...parser(chunk)])
    .map((blob) => [
      blob.kind,
      blob.id[0],
      blob.kind === 'whole'
        ? blob.content.toString()
        : blob.kind === 'head'
          ? [blob.size, blob.head.length]
          : null,
    ]);
}

describe('the output of git cat-file --batch', () => {
  it('is parsed to the same result for every size of chunks', () => {
    for (const chunkBytes of [1, 2, 3, 7, 41, 46, 47, 48, 64, 1000, 8192, 65_536]) {
      expect(parse(chunkBytes, 10_000), `in chunks of ${chunkBytes}`).toEqual([
        ['whole', 'a', contents[0]],
        ['whole', 'b', ''],
        ['whole', 'c', contents[2]],
        ['whole', 'd', contents[3]],
        ['missing', 'e', null],
        ['missing', 'a', null],
        ['whole', 'b', ''],
      ]);
      expect(parse(chunkBytes, 9999)[3]).toEqual(['head', 'd', [10_000, 8192]]);
    }
  });

  it('that is malformed throws', () => {
    expect(() => [...createBatchParser(10)(Buffer.from('fatal: nothing of this\n'))]).toThrow(
      'unexpected output',
    );
  });
});
