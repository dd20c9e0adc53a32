import { lookup } from 'node:dns/promises';
import { isIPv6, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { judgeAddress, type RemotePolicy } from './remoteUrl';

/** Resolves a host name to all its addresses. Rejects with a `code` such as ENOTFOUND. */
export type Resolve = (host: string) => Promise<string[]>;

export type Pin =
  | { ok: true; addresses: string[] }
  /** `isDown` if names can't be resolved at the moment. */
  | { ok: false; message: string; isDown?: boolean };

export async function resolveHost(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/**
 * Resolves a host name and checks its addresses against the policy. Every address must be allowed, since a connection
 * may use any of them. A name that is both public and private is an attack.
 * @param signal ends the resolution; its reason is then thrown
 * @returns the addresses to pin the connection to, so that the name can't resolve differently later
 */
export async function pinHost(
  host: string,
  policy: RemotePolicy,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Pin> {
  let addresses: string[];
  try {
    addresses = ipaddr.isValid(host)
      ? [ipaddr.process(host).toString()]
      : await untilAborted(resolve(host), signal);
  } catch (error) {
    signal.throwIfAborted();
    const isDown = error instanceof Error && 'code' in error && error.code === 'EAI_AGAIN';
    return { ok: false, message: `The host ${host} could not be found. Check the address.`, isDown };
  }
  const refused = addresses
    .map((address) => judgeAddress(address, policy, host))
    .find((reason) => reason !== undefined);
  if (addresses.length === 0 || refused) {
    return {
      ok: false,
      message: `The host ${host} leads to an address that Heimdall does not connect to. ${HOW_TO_ALLOW}`,
    };
  }
  return { ok: true, addresses };
}

/** Resolves any name to these addresses, for connections of Node. */
export function lookupIn(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all) callback(null, found);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error('no address'), '');
  };
}

/** A DNS query can't be interrupted, so its result is ignored once the signal aborts. */
function untilAborted<T>(found: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    found.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const HOW_TO_ALLOW = 'An operator can allow private hosts with HEIMDALL_GIT_ALLOWED_HOSTS.';
