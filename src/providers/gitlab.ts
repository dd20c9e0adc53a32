import { createRequesterFn, type FormattedResponse } from '@gitbeaker/requester-utils';
import {
  Branches,
  DeployKeys,
  IssueNotes,
  Issues,
  PersonalAccessTokens,
  ProjectHooks,
  type ProjectSchema,
  Projects,
  Users,
} from '@gitbeaker/rest';
import { errorOf, notTheApi, orLacking, orUndefined } from './answers';
import { gitlabIssues } from './gitlabIssues';
import { gitlabItems } from './gitlabItems';
import { withLanguages } from './gitlabLanguages';
import { filteredPage } from './listing';
import { asError, type FetchOptions, fetchWithin, type HostFetch } from './pinnedFetch';
import {
  type Host,
  type HostAccount,
  type HostClient,
  type HostCredential,
  type HostPage,
  type HostQuery,
  type HostRepository,
  MOST_BRANCHES,
} from './provider';

/** GitLab's REST API, version 4. Source: https://docs.gitlab.com/api/rest/. */

const PER_PAGE = 100;
const NO_CONTENT = 204;
const TOKEN_NEEDS = [
  ['read_api', 'api'],
  ['read_repository', 'write_repository', 'api'],
] as const;

export function connectGitlab(
  host: Host,
  credential: HostCredential | undefined,
  fetchOptions: FetchOptions,
): HostClient {
  const fetch = fetchWithin(new URL(host.baseUrl).origin, fetchOptions);
  const options = { host: host.baseUrl, ...authOf(credential), requesterFn: requesterFor(host, fetch) };
  const projects = new Projects(options);
  const tokens = credential?.kind === 'oauth' ? undefined : new PersonalAccessTokens(options);
  return {
    whoAmI: () => whoAmI(host, new Users(options), tokens),
    listRepositories: async (query) => {
      const { items, nextPage } = await listProjects(projects, query);
      return { items: await withLanguages(items, host, credential?.token, fetch), nextPage };
    },
    getRepository: async (fullName) => {
      const project = await orUndefined(projects.show(fullName));
      return project && repositoryOf(project);
    },
    getRepositoryById: async (id) => {
      const project = await orUndefined(projects.show(id));
      return project && repositoryOf(project);
    },
    listBranches: ({ fullName }) => listBranches(new Branches(options), fullName),
    ...gitlabIssues(new Issues(options), new IssueNotes(options), host.name),
    ...gitlabItems(new ProjectHooks(options), new DeployKeys(options), host.name),
  };
}

function authOf(credential: HostCredential | undefined) {
  if (!credential) return {};
  return credential.kind === 'oauth' ? { oauthToken: credential.token } : { token: credential.token };
}

/** The requests of the library, by our fetch. It repeats none, as the library ignores Retry-After. */
function requesterFor(host: Host, fetch: HostFetch) {
  return createRequesterFn(
    async (_, request) => request,
    async (endpoint, { prefixUrl = '', searchParams, method, headers, body, signal } = {}) => {
      // Some of the library's resources have a prefix of their own.
      const base = String(prefixUrl) || `${host.baseUrl}/api/v4`;
      const url = new URL(`${base}${base.endsWith('/') ? '' : '/'}${endpoint}`);
      url.search = String(searchParams ?? '');
      const sent = { method, headers, body, signal } as Parameters<HostFetch>[1];
      const response = await fetch(url.href, sent);
      const answered = Object.fromEntries(response.headers);
      if (!response.ok) {
        await response.body?.cancel();
        throw errorOf({ status: response.status, headers: answered }, host.name);
      }
      if (response.status === NO_CONTENT) {
        return { body: {}, headers: answered, status: response.status };
      }
      const read = await response.json().catch((error: Error) => {
        throw error instanceof SyntaxError ? notTheApi(host.name) : asError(error, host.name);
      });
      if (typeof read !== 'object' || read === null) throw notTheApi(host.name);
      return { body: read as FormattedResponse['body'], headers: answered, status: response.status };
    },
  );
}

async function whoAmI(
  host: Host,
  users: Users,
  tokens: PersonalAccessTokens | undefined,
): Promise<HostAccount> {
  // It knows personal, group and project tokens, but not those of OAuth.
  const token = await orUndefined(orLacking(tokens?.show() ?? Promise.resolve(undefined)));
  const user = await orLacking(users.showCurrentUser());
  if (user && typeof user.username !== 'string') throw notTheApi(host.name);
  const scopes = token?.scopes ?? [];
  const lacked = TOKEN_NEEDS.filter((any) => !any.some((scope) => scopes.includes(scope))).map(
    ([least]) => least,
  );
  return {
    id: String(user?.id ?? token?.user_id ?? ''),
    name: user?.username ?? token?.name ?? '',
    scopes,
    lacks: token ? lacked : user ? [] : ['read_api'],
    expiresAt: token?.expires_at ? new Date(token.expires_at) : null,
  };
}

function listProjects(projects: Projects, { q, owner, page }: HostQuery): Promise<HostPage> {
  return filteredPage({ owner, page }, async (at) => {
    const { data, paginationInfo } = await projects.all({
      membership: true,
      orderBy: 'last_activity_at',
      pagination: 'offset',
      perPage: PER_PAGE,
      page: at,
      showExpanded: true,
      ...(q && { search: q, searchNamespaces: true }),
    });
    return { items: data.map(repositoryOf), nextPage: paginationInfo.next };
  });
}

async function listBranches(branches: Branches, fullName: string): Promise<string[]> {
  const options = { pagination: 'offset', perPage: PER_PAGE, maxPages: MOST_BRANCHES / PER_PAGE } as const;
  const found = await orUndefined(branches.all(fullName, options));
  return (found ?? []).map(({ name }) => name).slice(0, MOST_BRANCHES);
}

function repositoryOf(project: ProjectSchema): HostRepository {
  return {
    externalId: String(project.id),
    fullName: project.path_with_namespace,
    cloneUrl: project.http_url_to_repo,
    defaultBranch: project.default_branch ?? null,
    private: project.visibility !== 'public',
    archived: project.archived ?? false,
    // No answer of the REST API about projects has it.
    language: null,
    // A push is an activity, and so are an issue and a comment. Their last time is all that it says.
    pushedAt: project.last_activity_at ? new Date(project.last_activity_at) : null,
  };
}
