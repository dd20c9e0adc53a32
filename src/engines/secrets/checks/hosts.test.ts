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

it('recognizes hosts that are only reachable locally', () => {
  expect(['localhost', '127.0.0.1', 'postgres', 'db.internal', '[::1]'].every(isNearHost)).toBe(true);
  expect(['10.4.0.12', 'db.acme-billing.io', '1.2.3.4'].some(isNearHost)).toBe(false);
});
