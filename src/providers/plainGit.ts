import { errorOf } from './answers';
import { asError, type FetchOptions, fetchWithin } from './pinnedFetch';
import { type Host, type HostClient, type HostCredential, MOST_BRANCHES, ProviderError } from './provider';

/** Any Git host. It has no API, so only its repositories show whether a token is valid. */
export function connectPlainGit(
  host: Host,
  credential: HostCredential | undefined,
  options: FetchOptions,
): HostClient {
  const listBranches = ({ cloneUrl }: { cloneUrl: string }) =>
    readBranches(host, credential, cloneUrl, options);
  return {
    whoAmI: async () => {
      const name = credential?.username ?? '';
      return { id: name, name, scopes: [], lacks: [], expiresAt: null };
    },
    listRepositories: () => Promise.reject(noList(host)),
    getRepository: () => Promise.reject(noList(host)),
    getRepositoryById: () => Promise.reject(noList(host)),
    listBranches,
    listIssues: () => Promise.reject(noIssues(host)),
    createIssue: () => Promise.reject(noIssues(host)),
    updateIssue: () => Promise.reject(noIssues(host)),
    ensureWebhook: () => Promise.reject(noApi(host)),
    removeWebhook: () => Promise.reject(noApi(host)),
    ensureDeployKey: () => Promise.reject(noApi(host)),
    removeDeployKey: () => Promise.reject(noApi(host)),
  };
}

function noIssues({ name }: Host): ProviderError {
  const message = `The host ${name} is connected as a plain Git host, which has no issues for Heimdall.`;
  return new ProviderError('forbidden', message);
}

function noApi({ name }: Host): ProviderError {
  const message = `The host ${name} is connected as a plain Git host, where Heimdall makes nothing.`;
  return new ProviderError('forbidden', message);
}

function noList({ name }: Host): ProviderError {
  return new ProviderError(
    'forbidden',
    `The host ${name} is connected as a plain Git host, which can't list its repositories. Add them by their URLs.`,
  );
}

/** Git's first request, by which a host lists its refs. Source: http-protocol(5), "Smart Clients". */
async function readBranches(
  host: Host,
  credential: HostCredential | undefined,
  cloneUrl: string,
  options: FetchOptions,
): Promise<string[]> {
  const fetch = fetchWithin(new URL(cloneUrl).origin, options);
  const headers: Record<string, string> = {};
  if (credential) {
    const pair = Buffer.from(`${credential.username ?? ''}:${credential.token}`).toString('base64');
    headers.authorization = `Basic ${pair}`;
  }
  const url = `${cloneUrl.replace(/\/$/, '')}/info/refs?service=git-upload-pack`;
  const response = await fetch(url, { headers });
  if (!response.ok) {
    await response.body?.cancel();
    throw errorOf({ status: response.status, headers: Object.fromEntries(response.headers) }, host.name);
  }
  const text = await response.text().catch((error: unknown) => {
    throw asError(error, host.name);
  });
  return branchesIn(text).slice(0, MOST_BRANCHES);
}

/** Lines are `<4 digits of length><sha> <ref>`, and the first has the host's abilities behind a NUL. */
export function branchesIn(listing: string): string[] {
  return listing
    .split('\n')
    .map((line) => /^(?:0000)?[0-9a-f]{4}[0-9a-f]{40,64} refs\/heads\/([^\0]+)/.exec(line)?.[1])
    .filter((name) => name !== undefined);
}
