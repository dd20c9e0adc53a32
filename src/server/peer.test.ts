import { describe, expect, it } from 'vitest';
import { clientAddress, clientNetwork, isFromThisMachine } from './peer';

/** A request as it leaves the front door. */
function request(address: string, host: string | undefined, more: Record<string, string> = {}): Headers {
  return new Headers({ 'x-heimdall-address': address, ...(host !== undefined && { host }), ...more });
}

describe('clientAddress', () => {
  it('is the address from the front door, never one that a client could have sent', () => {
    const claims = { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'x-real-ip': '1.2.3.4' };
    expect(clientAddress(request('203.0.113.7', 'localhost', claims))).toBe('203.0.113.7');
    expect(clientAddress(new Headers(claims))).toBe('unknown');
  });
});

describe('clientNetwork', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', undefined],
    ['::ffff:203.0.113.7', '203.0.113.7', undefined],
    ['::ffff:cb00:7107', '203.0.113.7', undefined],
    ['64:ff9b::203.0.113.7', '203.0.113.7', undefined],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:ffff::1', '2001:db8:1:ffff::/64', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
    ['::1', '::/64', '::/48'],
    ['_hidden', '_hidden', undefined],
  ])('%s counts as %s, and in %s', (address, network, site) => {
    expect(clientNetwork(request(address, undefined))).toEqual({ network, site });
  });
});

describe('isFromThisMachine', () => {
  it.each([
    ['127.0.0.1', 'localhost'],
    ['127.0.0.1', 'localhost:3000'],
    ['127.0.0.1', 'LocalHost:3000'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1:3000'],
    ['127.9.8.7', '127.1.2.3:3000'],
    ['::1', '[::1]'],
    ['::1', '[::1]:3000'],
    ['::1', '[0:0:0:0:0:0:0:1]:3000'],
    ['::ffff:127.0.0.1', 'localhost:3000'],
    ['::ffff:7f00:1', '127.0.0.1:3000'],
    ['127.0.0.1', '[::ffff:127.0.0.1]:3000'],
  ])('is true for the peer %s that asked %s', (address, host) => {
    expect(isFromThisMachine(request(address, host))).toBe(true);
  });

  it.each([
    ['192.168.1.5', 'localhost:3000'],
    ['10.0.0.1', '127.0.0.1:3000'],
    ['::ffff:192.168.1.5', 'localhost'],
    ['fe80::1', 'localhost'],
    ['0.0.0.0', 'localhost'],
    ['::', 'localhost'],
    ['128.0.0.1', 'localhost'],
    ['unknown', 'localhost'],
    ['', 'localhost'],
    ['localhost', 'localhost'],
    ['127.0.0.1, 203.0.113.7', 'localhost'],
  ])('is false for the peer %j, which is elsewhere, whatever host it asked', (address, host) => {
    expect(isFromThisMachine(request(address, host))).toBe(false);
  });

  it.each([
    ...[
      'evil.example',
      'evil.example:3000',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'a.localhost',
    ],
    ...[
      'localhost.',
      'localhost.localdomain',
      'xlocalhost',
      '127.0.0.1.',
      '127-0-0-1.sslip.io',
      '0.0.0.0:3000',
    ],
    ...['[::]:3000', '[::1]evil.example', '[::1].evil.example', '[::1', '10.0.0.1', 'evil.example@127.0.0.1'],
    ...['127.0.0.1:3000:evil', 'localhost:evil.example', '', ':3000', 'heimdall.example.com'],
  ])('is false where the host is %j, as it is when a page abuses DNS', (host) => {
    expect(isFromThisMachine(request('127.0.0.1', host))).toBe(false);
  });

  it('is false without a Host', () => {
    expect(isFromThisMachine(request('127.0.0.1', undefined))).toBe(false);
  });

  it('is false for a request that a proxy on this machine forwarded', () => {
    expect(isFromThisMachine(request('127.0.0.1', 'localhost', { 'x-heimdall-forwarded': '1' }))).toBe(false);
  });
});
