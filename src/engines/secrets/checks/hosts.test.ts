import { expect, it } from 'vitest';
import { isMadeUpHost, isNearHost } from './hosts';

it('recognizes placeholders of a host', () => {
  expect(
    ['example.com', 'db.example.org', 'hostname', 'your-server.net', 'host1', 'a.test'].every(isMadeUpHost),
  ).toBe(true);
  expect(['acme-billing.io', 'db.acme-billing.io', '10.4.0.12', 'exampleshop.com'].some(isMadeUpHost)).toBe(
    false,
  );
});

it('recognizes hosts that are are the machine itself', () => {
  expect(['localhost', '127.0.0.1', 'host.docker.internal', '[::1]'].every(isNearHost)).toBe(true);
  expect(
    ['10.4.0.12', 'db.acme-billing.io', 'postgres', 'db.internal', 'cache.svc.cluster.local'].some(
      isNearHost,
    ),
  ).toBe(false);
});
