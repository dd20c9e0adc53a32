import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { errorOf, nextPageOf, notTheApi, orLacking, orUndefined } from './answers';
import { type Answer, type Ask, githubApiUrl, type Parameters, PER_PAGE, partsOf } from './githubAsk';
import { githubIssues } from './githubIssues';
import { githubItems } from './githubItems';
import { findKept, keep, keptAs, type Repository } from './githubKept';
import { filteredPage } from './listing';
import { asError, type FetchOptions, fetchWithin } from './pinnedFetch';
import {
  type Host,
  type HostClient,
  type HostCredential,
  type HostPage,
  type HostRepository,
  MOST_BRANCHES,
  ProviderError,
} from './provider';

/** GitHub's REST API. Source: https://docs.github.com/en/rest, version 2022-11-28. */

const Client = Octokit.plugin(retry, throttling);
type Client = InstanceType<typeof Client>;

/** How long a request may wait for a limit to end, in seconds. A user waits for it. */
const PATIENCE_SECONDS = 3;

const NO_CONTENT = 204;

export function connectGithub(
  host: Host,
  credential: HostCredential | undefined,
  options: FetchOptions,
): HostClient {
  const api = makeClient(host, credential, options);
  const ask = async <T>(route: string, parameters: Parameters = {}): Promise<Answer<T>> => {
    const key = keptAs([host.baseUrl, credential?.token ?? ''], route, parameters);
    const kept = findKept(key);
    const headers = kept && { headers: { 'if-none-match': kept.etag } };
    const answer = await askApi<T>(api, host, route, { ...parameters, ...headers });
    if (answer === UNCHANGED) return kept ? (kept.answer as Answer<T>) : Promise.reject(notTheApi(host.name));
    keep(key, answer);
    return answer;
  };
  return {
    whoAmI: () => whoAmI(ask, host, credential?.kind),
    listRepositories: (query) => filteredPage(query, (page) => readPage(ask, page)),
    getRepository: async (fullName) => {
      const found = await orUndefined(ask<Repository>('GET /repos/{owner}/{repo}', partsOf(fullName)));
      return found && repositoryOf(found.data);
    },
    getRepositoryById: async (id) => {
      const found = await orUndefined(ask<Repository>('GET /repositories/{id}', { id }));
      return found && repositoryOf(found.data);
    },
    listBranches: ({ fullName }) => listBranches(ask, fullName),
    ...githubIssues(ask, host.name),
    ...githubItems(ask, host.name),
  };
}

function makeClient(host: Host, credential: HostCredential | undefined, options: FetchOptions): Client {
  const baseUrl = githubApiUrl(host.baseUrl);
  const mayWait = (seconds: number, _request: object, _client: object, retries: number) =>
    retries === 0 && seconds <= PATIENCE_SECONDS;
  const ignore = () => undefined;
  return new Client({
    baseUrl,
    ...(credential && { auth: credential.token }),
    userAgent: 'heimdall',
    request: { fetch: fetchWithin(new URL(baseUrl).origin, options) },
    retry: { retries: 1 },
    throttle: {
      id: `${host.name} ${credential?.userId}`,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
    },
    // Errors are thrown, so nothing is printed.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
}

/** The answer is that which was kept. */
const UNCHANGED = 'unchanged';
const NOT_MODIFIED = 304;

async function askApi<T>(
  api: Client,
  host: Host,
  route: string,
  parameters: Parameters,
): Promise<Answer<T> | typeof UNCHANGED> {
  try {
    const { data, headers, status } = await api.request(route, parameters);
    if ((status !== NO_CONTENT && typeof data !== 'object') || data === null) throw notTheApi(host.name);
    return { data, headers };
  } catch (error) {
    if ((error as { status?: number }).status === NOT_MODIFIED) return UNCHANGED;
    throw reasonOf(error, host);
  }
}

function reasonOf(error: unknown, host: Host): ProviderError {
  const { status, response, cause } = error as {
    status?: number;
    response?: Answer<unknown>;
    cause?: unknown;
  };
  if (error instanceof ProviderError) return error;
  if (response === undefined || status === undefined) return asError(cause ?? error, host.name);
  const { headers, data } = response;
  return errorOf({ status: isSecondaryLimit(status, data) ? TOO_MANY : status, headers }, host.name);
}

const TOO_MANY = 429;

/** GitHub refuses by 403 what it limits for another reason than the number of requests, at times without a wait. */
function isSecondaryLimit(status: number, data: unknown): boolean {
  const message = (data as { message?: unknown } | null)?.message;
  return (
    status === 403 && typeof message === 'string' && message.toLowerCase().includes('secondary rate limit')
  );
}

async function whoAmI(ask: Ask, host: Host, kind: HostCredential['kind'] | undefined) {
  const { data, headers } = await ask<{ id: number; login: string }>('GET /user');
  if (typeof data.login !== 'string') throw notTheApi(host.name);
  // Fine-grained tokens have no such header. Users' tokens of GitHub Apps have it, but permissions in place of scopes.
  const given = headers['x-oauth-scopes'];
  const isFine = given === undefined || (kind === 'oauth' && given === '');
  const scopes = isFine ? undefined : listOf(String(given));
  const lacks = scopes ? (scopes.includes('repo') ? [] : ['repo']) : await lackedPermissions(ask);
  const expiry = Date.parse(String(headers['github-authentication-token-expiration']));
  return {
    id: String(data.id),
    name: data.login,
    scopes: scopes ?? [],
    lacks,
    expiresAt: Number.isNaN(expiry) ? null : new Date(expiry),
  };
}

function listOf(header: string): string[] {
  return header
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
}

/** The permissions of a fine-grained token can't be read. They show by what it may do. */
async function lackedPermissions(ask: Ask): Promise<string[]> {
  const list = await orLacking(ask<Repository[]>('GET /user/repos', { per_page: PER_PAGE }));
  if (list === undefined) return ['Metadata: read-only'];
  const hidden = list.data.find((repository) => repository.private);
  if (!hidden) return [];
  const parts = partsOf(hidden.full_name);
  const read = await orLacking(
    orUndefined(ask('GET /repos/{owner}/{repo}/branches', { ...parts, per_page: 1 })).then(() => true),
  );
  return read ? [] : ['Contents: read-only'];
}

async function readPage(ask: Ask, page: number): Promise<HostPage> {
  const { data, headers } = await ask<Repository[]>('GET /user/repos', {
    sort: 'pushed',
    per_page: PER_PAGE,
    page,
  });
  return { items: data.map(repositoryOf), nextPage: nextPageOf(String(headers.link ?? ''), page) };
}

async function listBranches(ask: Ask, fullName: string): Promise<string[]> {
  const names: string[] = [];
  for (let page: number | null = 1; page !== null && names.length < MOST_BRANCHES; ) {
    const parameters = { ...partsOf(fullName), per_page: PER_PAGE, page };
    const answer = await orUndefined(
      ask<{ name: string }[]>('GET /repos/{owner}/{repo}/branches', parameters),
    );
    names.push(...(answer?.data ?? []).map(({ name }) => name));
    page = nextPageOf(String(answer?.headers.link ?? ''), page);
  }
  return names.slice(0, MOST_BRANCHES);
}

function repositoryOf(row: Repository): HostRepository {
  return {
    externalId: String(row.id),
    fullName: row.full_name,
    cloneUrl: row.clone_url,
    defaultBranch: row.default_branch,
    private: row.private,
    archived: row.archived ?? false,
    language: row.language,
    pushedAt: row.pushed_at === null ? null : new Date(row.pushed_at),
  };
}
