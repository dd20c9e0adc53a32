import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { lookupIn, pinHost, type Resolve } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import { ProviderError } from './provider';

export type FetchOptions = { readonly policy: RemotePolicy; readonly resolve: Resolve };
/** The fetch of a client. It rejects with ProviderError if there is no answer. */
export type HostFetch = (url: string, init?: RequestInit) => Promise<Response>;

const CONNECT_MS = 5_000;
/** For a whole request, redirects included. */
const REQUEST_MS = 15_000;
/** For all requests of a client, which a user waits for. */
const CLIENT_MS = 30_000;
const MAX_BYTES = 16 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 307, 308]);

/**
 * A fetch that reaches one origin only. Its host's addresses are checked as those of remotes are, and pinned.
 * It follows redirects within the origin, as of a renamed repository, so that no other host gets the token.
 */
export function fetchWithin(origin: string, options: FetchOptions): HostFetch {
  let whole: AbortSignal | undefined;
  return async (url, init = {}) => {
    whole ??= AbortSignal.timeout(CLIENT_MS);
    const over = AbortSignal.any([whole, AbortSignal.timeout(REQUEST_MS)]);
    const signal = init.signal ? AbortSignal.any([init.signal, over]) : over;
    const { host } = new URL(origin);
    try {
      const dispatcher = await pinnedTo(new URL(origin), options, signal);
      let target: URL | undefined = new URL(url);
      for (let redirects = 0; target?.origin === origin && redirects <= MOST_REDIRECTS; redirects++) {
        const response: Response = await fetch(target, { ...init, signal, dispatcher, redirect: 'manual' });
        const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
        if (location === null) return response;
        await response.body?.cancel();
        target = redirected(init, target, location);
      }
    } catch (error) {
      throw asError(error, host);
    }
    throw unavailable(`The host ${host} redirects to another place. Check its address.`);
  };
}

/** Only what reads may be sent again to another address. */
function redirected({ method = 'GET' }: RequestInit, from: URL, location: string): URL | undefined {
  return method === 'GET' && URL.canParse(location, from) ? new URL(location, from) : undefined;
}

/** Connects to the checked addresses of an origin's host. */
async function pinnedTo({ hostname }: URL, options: FetchOptions, signal: AbortSignal): Promise<Agent> {
  const name = hostname.replace(/^\[|\]$/g, '');
  const pin = await pinHost(name, options.policy, options.resolve, signal);
  if (!pin.ok) throw unavailable(pin.message);
  return new Agent({
    connect: { lookup: lookupIn(pin.addresses), timeout: CONNECT_MS },
    maxResponseSize: MAX_BYTES,
    // Its connections end with their answers, as nothing else uses this agent.
    pipelining: 0,
  });
}

/** What fetch throws, and its cause, in words for users. */
export function asError(error: unknown, host: string): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  const isLate =
    name === 'TimeoutError' || name === 'AbortError' || /TIMEOUT/.test(cause?.code ?? code ?? '');
  if (isLate) return unavailable(`The host ${host} did not answer in time. Try again later.`);
  return unavailable(`The host ${host} can't be reached. Check its address, or try again later.`);
}

function unavailable(message: string): ProviderError {
  return new ProviderError('unavailable', message);
}
