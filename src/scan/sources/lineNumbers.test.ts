import { expect, it } from 'vitest';
import { withFileLines } from './lineNumbers';

const match = (line: number, lineEnd = line) => ({
  ...({
    ruleId: 'r',
    severity: 'high',
    confidence: 'high',
    identity: 'd',
    ...{ title: null, evidence: [], group: 'd', anchors: [] },
    snippet: '',
    allowed: null,
  } as const),
  ...{ line, lineEnd, snippetLine: line },
});

it('sets the line numbers of matches in added lines to those of the file', () => {
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

it('keeps the distance of a snippet that begins before the match', () => {
  const added = Buffer.from('a\nb\nc');
  const [found] = withFileLines([{ ...match(3), snippetLine: 1 }], {
    added,
    lines: [{ offset: 0, line: 10 }],
  });
  expect(found).toMatchObject({ line: 12, snippetLine: 10 });
});

it('is fast for many matches among millions of runs', () => {
  const lines = Array.from({ length: 2_000_000 }, (_, n) => ({ offset: 2 * n, line: 2 * n + 1 }));
  const matches = Array.from({ length: 1_000 }, (_, n) => match(n + 1));
  const before = process.cpuUsage();
  const found = withFileLines(matches, { added: Buffer.alloc(4_000_000, 'a\n'), lines });
  const { user, system } = process.cpuUsage(before);
  expect(found[999]?.line).toBe(1_999);
  // A linear search would take half a minute.
  expect((user + system) / 1e6).toBeLessThan(4);
});
