import { describe, expect, it } from 'vitest';
import { spansOf } from './findingOrder';

describe('spansOf', () => {
  it.each([
    [{}, [[0, 383]]],
    [{ severity: [] }, [[0, 383]]],
    [{ status: ['open'] }, [[0, 191]]],
    [{ status: ['fixed', 'dismissed'] }, [[192, 383]]],
    [
      { status: ['confirmed', 'fixed'], severity: ['low'] },
      [
        [144, 191],
        [336, 383],
      ],
    ],
    [
      { severity: ['critical', 'high'] },
      [
        [0, 95],
        [192, 287],
      ],
    ],
    [
      { severity: ['critical'], confidence: ['high', 'low'], status: ['open'] },
      [
        [0, 15],
        [32, 47],
      ],
    ],
  ] as const)('%j has the priorities %j', (filter, spans) => {
    expect(spansOf(filter as Parameters<typeof spansOf>[0])).toEqual(
      spans.map(([from, to]) => ({ from, to })),
    );
  });
});
