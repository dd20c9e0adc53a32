import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { lookupIn, pinHost, resolveHost } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';

const LOOKUP_MS = 5_000;

/** Resolves the names of providers for openid-client. Their addresses are checked as those of remotes are. */
export function judgedLookup(policy: RemotePolicy): LookupFunction {
  return (host, options, callback) => {
    pinHost(host, policy, resolveHost, AbortSignal.timeout(LOOKUP_MS)).then(
      (pin) => {
        if (pin.ok) lookupIn(pin.addresses)(host, options, callback);
        else callback(new Error(pin.message), '');
      },
      (error: Error) => callback(error, ''),
    );
  };
}

/** Whether a URL has a refused address in place of a name. Such an address is never looked up. */
export async function isRefusedAddress(url: string, policy: RemotePolicy): Promise<boolean> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(host)) return false;
  return !(await pinHost(host, policy, resolveHost, AbortSignal.timeout(LOOKUP_MS))).ok;
}
