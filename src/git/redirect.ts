import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIPv6 } from 'node:net';

const TIMEOUT_MS = 10_000;
const REFS_PATH = '/info/refs';

/**
 * Asks a remote where it redirects git to. git itself only says that it was redirected, and is told not to follow.
 * @param addresses what the host may be connected to, judged before
 * @returns the repository's URL behind the redirect, or undefined where there is none to be had
 */
export async function findRedirect(
  repositoryUrl: string,
  addresses: readonly string[],
): Promise<string | undefined> {
  const asked = `${repositoryUrl.replace(/\/$/, '')}${REFS_PATH}?service=git-upload-pack`;
  const location = await askLocation(new URL(asked), addresses);
  if (location === undefined || !URL.canParse(location, asked)) return undefined;
  const target = new URL(location, asked);
  if (!target.pathname.endsWith(REFS_PATH)) return undefined;
  target.pathname = target.pathname.slice(0, -REFS_PATH.length);
  target.search = '';
  return target.href;
}

function askLocation(url: URL, addresses: readonly string[]): Promise<string | undefined> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asking = request(
      url,
      { lookup: pinned(addresses), timeout: TIMEOUT_MS, agent: false },
      (response) => {
        resolve(response.headers.location);
        response.destroy();
      },
    );
    // Whatever goes wrong here, the redirect can't be followed, and that is what will be said.
    asking.on('error', () => resolve(undefined));
    asking.on('timeout', () => asking.destroy(new Error('timed out')));
    asking.end();
  });
}

function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all) callback(null, found);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error('no address'), '');
  };
}
