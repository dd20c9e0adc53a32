import ipaddr from 'ipaddr.js';
import { readEnv } from './env';

/** What the front door writes into every request, having thrown away whatever a client put there. */
export const ADDRESS_HEADER = 'x-heimdall-address';
export const FORWARDED_HEADER = 'x-heimdall-forwarded';
export const REQUEST_ID_HEADER = 'x-request-id';

/** The address that a request came from: the socket's, or the one that a trusted proxy named. */
export function clientAddress(headers: Headers): string {
  return headers.get(ADDRESS_HEADER) ?? 'unknown';
}

/**
 * Whether a request was made on this very machine: peer and Host are loopback, no proxy passed it on, and the
 * installation is not meant to be reached from elsewhere (some proxies pass nothing on, and call us localhost).
 * The Host is looked at because of DNS rebinding, by which a foreign page reaches a loopback peer.
 */
export function isFromThisMachine(headers: Headers): boolean {
  const forwarded = headers.has(FORWARDED_HEADER);
  const local = isLoopback(clientAddress(headers)) && isLoopbackHost(headers.get('host'));
  return local && !forwarded && isLoopbackHost(new URL(readEnv().HEIMDALL_URL).host);
}

/** Whether a Host, with its port or without, names this very machine. */
export function isLoopbackHost(host: string | null): boolean {
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
