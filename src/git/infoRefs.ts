import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { lookupIn } from './address';

const REFS_PATH = '/info/refs';
/** Source: Git's protocol documentation, http-protocol(5), "Smart Clients". */
const SMART_TYPE = 'application/x-git-upload-pack-advertisement';

/** Facts of a remote's first response that git does not report. */
export type InfoRefs = {
  /** The repository's URL after a redirect, where the redirect leads to another `info/refs`. */
  redirectsTo: string | undefined;
  /** Whether a Git server answered. git reports any other page as an empty repository. */
  isGit: boolean;
};

/**
 * Sends git's first request to a remote and reads only the response headers. Follows no redirect.
 * @param addresses the checked addresses that the host may be connected to
 * @param signal ends the request, which then counts as unanswered
 */
export async function askInfoRefs(
  repositoryUrl: string,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<InfoRefs> {
  const asked = `${repositoryUrl.replace(/\/$/, '')}${REFS_PATH}?service=git-upload-pack`;
  const headers = await askHead(new URL(asked), addresses, signal);
  const redirectsTo = headers.location === undefined ? undefined : repositoryAt(headers.location, asked);
  return { redirectsTo, isGit: headers['content-type'] === SMART_TYPE };
}

function repositoryAt(location: string, asked: string): string | undefined {
  if (!URL.canParse(location, asked)) return undefined;
  const target = new URL(location, asked);
  if (!target.pathname.endsWith(REFS_PATH)) return undefined;
  target.pathname = target.pathname.slice(0, -REFS_PATH.length);
  target.search = '';
  return target.href;
}

function askHead(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<IncomingHttpHeaders> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options = { lookup: lookupIn(addresses), signal, agent: false };
  return new Promise((resolve) => {
    const asking = request(url, options, (response) => {
      resolve(response.headers);
      response.destroy();
    });
    // A host that does not answer redirects nowhere and is not a Git server. git has reported the error itself.
    asking.on('error', () => resolve({}));
    asking.end();
  });
}
