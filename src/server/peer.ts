import ipaddr from 'ipaddr.js';
import { readEnv } from './env';

/** Headers that the front door sets on every request, after it has removed the client's own. */
export const ADDRESS_HEADER = 'x-heimdall-address';
export const FORWARDED_HEADER = 'x-heimdall-forwarded';
export const REQUEST_ID_HEADER = 'x-request-id';

/** The address that a request came from: the socket's, or the one that a trusted proxy reports. */
export function clientAddress(headers: Headers): string {
  return headers.get(ADDRESS_HEADER) ?? 'unknown';
}

/** The keys by which limits count a client, however many addresses it has. */
export type ClientNetwork = {
  /** An IPv4 address, or the /64 of an IPv6 address, within which a client may choose its address. */
  network: string;
  /** The /48 of an IPv6 address, which one customer often gets; undefined for IPv4. */
  site: string | undefined;
};

/** Returns the network that a request came from. An unknown address counts as one network. */
export function clientNetwork(headers: Headers): ClientNetwork {
  const text = clientAddress(headers);
  if (!ipaddr.isValid(text)) return { network: text, site: undefined };
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return { network: address.toString(), site: undefined };
  const [embedded, bytes] = [CARRIES_IPV4.has(address.range()), address.toByteArray()];
  if (embedded) return { network: bytes.slice(-4).join('.'), site: undefined };
  return { network: prefix(bytes, 64), site: prefix(bytes, 48) };
}

/** IPv6 ranges in which a translator maps all IPv4 clients, with the IPv4 address in the last four bytes. */
const CARRIES_IPV4: ReadonlySet<string> = new Set(['rfc6052', 'rfc6145']);

function prefix(bytes: readonly number[], bits: number): string {
  const kept = bytes.map((byte, index) => (index < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(kept)}/${bits}`;
}

/**
 * Whether a request was made on this machine: peer and Host are loopback, and no proxy forwarded it.
 * The installation must also have no other address, as some proxies add no headers and call us localhost.
 * The Host is checked because of DNS rebinding, by which a foreign page reaches a loopback peer.
 */
export function isFromThisMachine(headers: Headers): boolean {
  const forwarded = headers.has(FORWARDED_HEADER);
  const local = isLoopback(clientAddress(headers)) && isLoopbackHost(headers.get('host'));
  return local && !forwarded && isLoopbackHost(new URL(readEnv().HEIMDALL_URL).host);
}

/** Whether a Host, with or without a port, is a loopback name. */
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
