import { advisory, affects, dependency } from '@tests/support/advisories';
import { expect, it } from 'vitest';
import { KnownPackage } from '@/engines/dependencies/known';
import { createPlanner } from '@/engines/dependencies/upgrade';

const CPU_MS = 15_000;

it('an upgrade is found in bounded time among 20,000 advisories of one name', () => {
  const advisories = Array.from({ length: 20_000 }, (_, n) =>
    advisory(`A-${n}`, {
      affected: [
        affects('npm', 'acme', [{ introduced: `${n % 7}.0.0` }, { fixed: `${n % 9}.${n}.1` }]),
        affects('npm', 'acme', n % 3 === 0 ? [{ introduced: '0' }] : []),
      ],
    }),
  );
  const known = new KnownPackage(advisories);
  const start = process.cpuUsage();
  const plan = createPlanner(known)(dependency({ name: 'acme', version: '1.0.0' }));
  const upgrades = known.groups.map(plan);
  const { user, system } = process.cpuUsage(start);
  expect(upgrades.filter((upgrade) => upgrade !== null).length).toBeGreaterThan(10_000);
  expect((user + system) / 1000).toBeLessThan(CPU_MS);
});
