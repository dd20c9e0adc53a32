import { expect, it } from 'vitest';
import { createFactsLog } from './factsLog';

const noted = (log: ReturnType<typeof createFactsLog>) => log.of('e').map((text) => JSON.parse(text).path);

it('forgets the facts of the largest files where all together are too many', () => {
  const log = createFactsLog(20_000);
  log.add({ path: 'large', allowedBy: [1] }, { e: 'x'.repeat(9_000) });
  for (let n = 0; n < 20; n++) log.add({ path: `small-${n}`, allowedBy: [] }, { e: n });
  expect(log.forgottenBy('e').size).toBe(0);
  log.add({ path: 'larger', allowedBy: [] }, { e: 'x'.repeat(12_000) });
  expect([...log.forgottenBy('e')]).toEqual(['larger']);
  expect(noted(log)).toEqual(['large', ...Array.from({ length: 20 }, (_, n) => `small-${n}`)]);
  expect([...log.forgottenBy('other')]).toEqual([]);
});

it('takes a bounded amount of memory, however many files a repository has', () => {
  const log = createFactsLog(1_000_000);
  let most = 0;
  for (let n = 0; n < 20_000; n++) {
    log.add({ path: `${n}/package-lock.json`, allowedBy: [] }, { e: 'x'.repeat(1_000) });
    const characters = log.of('e').reduce((sum, text) => sum + text.length, 0);
    most = Math.max(most, characters);
    if (n > 1_000) n += 500;
  }
  expect(most).toBeLessThan(1_000_000);
  expect(log.forgottenBy('e').size).toBeGreaterThan(0);
});
