import { expect, it } from 'vitest';
import { withFileLines } from './lineNumbers';

const match = (line: number, lineEnd = line) => ({
  ...({
    ruleId: 'r',
    severity: 'high',
    confidence: 'high',
    digest: 'd',
    snippet: '',
    allowed: null,
  } as const),
  ...{ line, lineEnd, snippetLine: line },
});

it('gives matches in added lines the numbers that the lines have in the file', () => {
  const added = Buffer.from('one\ntwo\nfifty\nfifty-one\nninety');
  const lines = [
    { offset: 0, line: 1 },
    { offset: 8, line: 50 },
    { offset: 24, line: 90 },
  ];
  const found = withFileLines([match(2), match(3, 4), match(5)], { added, lines });
  expect(found.map(({ line, lineEnd }) => [line, lineEnd])).toEqual([
    [2, 2],
    [50, 51],
    [90, 90],
  ]);
});

it('lets a snippet that begins before the match keep its distance', () => {
  const added = Buffer.from('a\nb\nc');
  const [found] = withFileLines([{ ...match(3), snippetLine: 1 }], {
    added,
    lines: [{ offset: 0, line: 10 }],
  });
  expect(found).toMatchObject({ line: 12, snippetLine: 10 });
});
