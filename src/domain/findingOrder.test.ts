import { describe, expect, it } from 'vitest';
import { spansOf } from './findingOrder';

describe('spansOf', () => {
  it.each([
    [{}, [[0, 95]]],
    [{ severity: [] }, [[0, 95]]],
    [{ status: ['open'] }, [[0, 47]]],
    [{ status: ['fixed', 'dismissed'] }, [[48, 95]]],
    [
      { status: ['confirmed', 'fixed'], severity: ['low'] },
      [
        [36, 47],
        [84, 95],
      ],
    ],
    [
      { severity: ['critical', 'high'] },
      [
        [0, 23],
        [48, 71],
      ],
    ],
    [
      { severity: ['critical'], confidence: ['high', 'low'], status: ['open'] },
      [
        [0, 3],
        [8, 11],
      ],
    ],
  ] as const)('%j has the priorities %j', (filter, spans) => {
    expect(spansOf(filter as Parameters<typeof spansOf>[0])).toEqual(
      spans.map(([from, to]) => ({ from, to })),
    );
  });
});
