import { errorOf, nextPageOf, notTheApi, orLacking, orUndefined } from './answers';
import { type Answer, type Ask, encoded, PER_PAGE, type Sent } from './giteaAsk';
import { giteaIssues } from './giteaIssues';
import { giteaItems } from './giteaItems';
import { filteredPage } from './listing';
import { asError, type FetchOptions, fetchWithin } from './pinnedFetch';
import {
  type Host,
  type HostAccount,
  type HostClient,
  type HostCredential,
  type HostPage,
  type HostRepository,
  MOST_BRANCHES,
} from './provider';

/** The API of Gitea and Forgejo, which no kept library speaks. Source: https://docs.gitea.com/api/1.24/. */

type Repository = {
  id: number;
  full_name: string;
  clone_url: string;
  default_branch?: string;
  private: boolean;
  archived?: boolean;
  language?: string;
  updated_at?: string;
};

export function connectGitea(
  host: Host,
  credential: HostCredential | undefined,
  options: FetchOptions,
): HostClient {
  const ask = asker(host, credential, options);
  return {
    whoAmI: () => whoAmI(host, ask),
    listRepositories: (query) => filteredPage(query, (page) => readPage(ask, page)),
    getRepository: async (fullName) => {
      const found = await orUndefined(ask<Repository>(`/repos/${encoded(fullName)}`));
      return found && repositoryOf(found.data);
    },
    getRepositoryById: async (id) => {
      const found = await orUndefined(ask<Repository>(`/repositories/${encodeURIComponent(id)}`));
      return found && repositoryOf(found.data);
    },
    listBranches: ({ fullName }) => listBranches(ask, fullName),
    ...giteaIssues(ask, host.name),
    ...giteaItems(ask, host.name),
  };
}

const NO_CONTENT = 204;

function asker(host: Host, credential: HostCredential | undefined, options: FetchOptions): Ask {
  const fetch = fetchWithin(new URL(host.baseUrl).origin, options);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (credential) headers.authorization = `token ${credential.token}`;
  return async <T>(path: string, query: Record<string, string | number> = {}, sent?: Sent) => {
    const url = new URL(`${host.baseUrl}/api/v1${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url.href, sent ? written(headers, sent) : { headers });
    if (!response.ok) {
      await response.body?.cancel();
      throw errorOf({ status: response.status, headers: Object.fromEntries(response.headers) }, host.name);
    }
    if (response.status === NO_CONTENT) return { data: {} as T, link: null };
    const data = await response.json().catch((error: Error) => {
      throw error instanceof SyntaxError ? notTheApi(host.name) : asError(error, host.name);
    });
    if (typeof data !== 'object' || data === null) throw notTheApi(host.name);
    return { data: data as T, link: response.headers.get('link') };
  };
}

function written(headers: Record<string, string>, { method, body }: Sent) {
  if (body === undefined) return { method, headers };
  const all = { ...headers, 'content-type': 'application/json' };
  return { method, headers: all, body: JSON.stringify(body) };
}

/** The scopes of a token can't be read. They show by what it may do. */
async function whoAmI(host: Host, ask: Ask): Promise<HostAccount> {
  const user = await orLacking(ask<{ id: number; login: string }>('/user'));
  if (user && typeof user.data.login !== 'string') throw notTheApi(host.name);
  const list = await orLacking(ask('/user/repos', { limit: 1 }));
  const scopes = [...(user ? ['read:user'] : []), ...(list ? ['read:repository'] : [])];
  const lacks = ['read:user', 'read:repository'].filter((scope) => !scopes.includes(scope));
  return { id: String(user?.data.id ?? ''), name: user?.data.login ?? '', scopes, lacks, expiresAt: null };
}

/** The list of a user's repositories is sorted by name. A search by the user's id finds the same ones in any order. */
async function readPage(ask: Ask, page: number): Promise<HostPage> {
  const user = await ask<{ id: number }>('/user');
  const which = { uid: user.data.id, sort: 'updated', order: 'desc', limit: PER_PAGE, page };
  const { data, link } = await ask<{ data: Repository[] }>('/repos/search', which);
  return { items: data.data.map(repositoryOf), nextPage: nextPageOf(link, page) };
}

async function listBranches(ask: Ask, fullName: string): Promise<string[]> {
  const names: string[] = [];
  for (let page: number | null = 1; page !== null && names.length < MOST_BRANCHES; ) {
    const path = `/repos/${encoded(fullName)}/branches`;
    const found: Answer<{ name: string }[]> | undefined = await orUndefined(
      ask(path, { limit: PER_PAGE, page }),
    );
    names.push(...(found?.data ?? []).map(({ name }) => name));
    page = nextPageOf(found?.link, page);
  }
  return names.slice(0, MOST_BRANCHES);
}

function repositoryOf(row: Repository): HostRepository {
  return {
    externalId: String(row.id),
    fullName: row.full_name,
    cloneUrl: row.clone_url,
    defaultBranch: row.default_branch || null,
    private: row.private,
    archived: row.archived ?? false,
    language: row.language || null,
    pushedAt: row.updated_at ? new Date(row.updated_at) : null,
  };
}
