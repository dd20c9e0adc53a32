import { expect, it } from 'vitest';
import { affectedEvents } from './rustRanges';

/** As RustSec's own export writes them. */
it.each([
  [[], ['0.0.0-0']],
  [['>= 1.2.3'], ['0.0.0-0', '<1.2.3']],
  [
    ['< 0.12', '>= 0.12.3, < 0.13.0', '>= 0.13.1'],
    ['0.12.0', '<0.12.3', '0.13.0', '<0.13.1'],
  ],
  [['> 0.22.0'], ['0.0.0-0', '<0.22.1-0']],
  [
    ['<= 0.3.0', '>= 0.6.1'],
    ['0.3.1-0', '<0.6.1'],
  ],
  [
    ['< 0.3', '^0.7.1', '>= 0.8.1'],
    ['0.3.0', '<0.7.1', '0.8.0-0', '<0.8.1'],
  ],
  [['=1.4.0'], ['0.0.0-0', '<1.4.0', '1.4.1-0']],
  [['1.4'], ['0.0.0-0', '<1.4.0', '2.0.0-0']],
  [['~1.4.2'], ['0.0.0-0', '<1.4.2', '1.5.0-0']],
  [['^0.0.3'], ['0.0.0-0', '<0.0.3', '0.0.4-0']],
  [['>= 1.0.0-rc.2'], ['0.0.0-0', '<1.0.0-rc.2']],
  [['< 2.0.0', '>= 1.0.0'], []],
  [['>= 2.0.0, < 1.0.0'], ['0.0.0-0']],
])('all but %j are affected', (unaffected, expected) => {
  const words = affectedEvents(unaffected).map((event) =>
    'introduced' in event ? event.introduced : `<${event.fixed}`,
  );
  expect(words).toEqual(expected);
});

it.each(['', '>= x', '1.2.3.4', '>= 1.0 || < 2'])('refuses %j', (requirement) => {
  expect(() => affectedEvents([requirement])).toThrow('is no requirement of versions');
});
