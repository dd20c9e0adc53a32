import ipaddr from 'ipaddr.js';

/** What the front door writes into every request, having thrown away whatever a client put there. */
export const ADDRESS_HEADER = 'x-heimdall-address';
export const FORWARDED_HEADER = 'x-heimdall-forwarded';
export const REQUEST_ID_HEADER = 'x-request-id';

/** The address that a request came from: the socket's, or the one that a trusted proxy named. */
export function clientAddress(headers: Headers): string {
  return headers.get(ADDRESS_HEADER) ?? 'unknown';
}

/**
 * Whether a request was made on this very machine: peer and Host are loopback, and no proxy passed it on.
 * The Host is looked at because of DNS rebinding, by which a foreign page reaches a loopback peer.
 */
export function isFromThisMachine(headers: Headers): boolean {
  const forwarded = headers.has(FORWARDED_HEADER);
  return !forwarded && isLoopback(clientAddress(headers)) && isLoopbackHost(headers.get('host'));
}

function isLoopbackHost(host: string | null): boolean {
  const name =
    host
      ?.replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '')
      .toLowerCase() ?? '';
  return name === 'localhost' || isLoopback(name);
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
