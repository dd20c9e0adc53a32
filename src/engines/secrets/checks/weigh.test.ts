import { expect, it } from 'vitest';
import type { FileRole } from '../../engine';
import { weigh } from './weigh';

const weighAs = (role: FileRole) =>
  ['changeme', 'kermit', 'Tr0ub4dor&3', 'q8Zt5kQw9xLp2mVb'].map((value) =>
    weigh(value, { format: 'ini', role }),
  );

it('has a higher confidence the less a value looks like a word', () => {
  expect(weighAs('product')).toEqual(['no', 'low', 'medium', 'high']);
});

it.each(['test', 'example', 'docs', 'vendored'] as const)(
  'thinks little of what stands in %s files',
  (role) => {
    expect(weighAs(role)).toEqual(['no', 'no', 'low', 'low']);
  },
);
