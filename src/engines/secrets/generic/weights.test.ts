import { expect, it } from 'vitest';
import { confidenceOf, sentencesOf, WEIGHTS } from './weights';

it('adds up the weights of facts', () => {
  expect(confidenceOf(['namesSecret', 'random'])).toBe('medium');
  expect(confidenceOf(['namesOwnersKey', 'random'])).toBe('low');
  expect(confidenceOf(['namesOwnersKey', 'randomThroughout'])).toBe('medium');
  expect(confidenceOf(['namesSecret', 'word', 'live'])).toBe('medium');
  expect(confidenceOf(['namesSecret', 'word', 'settings'])).toBe('low');
  expect(confidenceOf(['namesSecret', 'word'])).toBe('no');
});

it('has a sentence of its own for every kind of weak value', () => {
  expect(sentencesOf(['weak', 'word', 'standard']).every((it) => it.includes('weak, too'))).toBe(true);
  const all = Object.values(WEIGHTS).flatMap((weight) => ('says' in weight ? [weight.says] : []));
  expect(all.every((says) => says.endsWith('.'))).toBe(true);
});
