import {
  type ApiCall,
  apiOf,
  changeIssue,
  findNamed,
  type HostState,
  issuesBy,
  type KnownIssue,
  type KnownRepository,
  makeIssue,
  pageOf,
  type Reply,
  reply,
  seenBy,
} from './host';
import { CONFIGURED, type ItemWords, itemsOf, type KnownHook } from './items';

/** The part of GitLab's REST API that Heimdall asks, below /api/v4. Source: https://docs.gitlab.com/api/rest/. */

export const gitlabApi = (host: HostState) =>
  apiOf(
    host,
    ({ authorization = '', ...headers }) => String(headers['private-token'] ?? authorization.split(' ')[1]),
    answer,
  );

/** The part of its GraphQL API. Source: https://docs.gitlab.com/api/graphql/reference/#queryprojects. */
export const gitlabGraphql = (host: HostState) =>
  apiOf(host, ({ authorization = '' }) => authorization.split(' ')[1], answerGraphql);

function answerGraphql({ host, token, sent }: ApiCall): Reply {
  if (!token) return reply(401, { message: 'Invalid token' });
  const { ids } = sent.variables as { ids: string[] };
  const named = seenBy(host, token).filter((it) => ids.includes(`gid://gitlab/Project/${it.id}`));
  const nodes = named.map(({ id, language }) => ({
    id: `gid://gitlab/Project/${id}`,
    languages: language
      ? [
          { name: 'Shell', share: 2.5 },
          { name: language, share: 97.5 },
        ]
      : [],
  }));
  return reply(200, { data: { projects: { nodes: nodes.toReversed() } } });
}

function answer(call: ApiCall): Reply {
  const { url, token, host } = call;
  const path = url.pathname.replace('/api/v4', '');
  if (!token) return reply(401, { message: '401 Unauthorized' });
  const { scopes = [] } = token;
  if (path === '/personal_access_tokens/self') {
    return reply(200, {
      id: 3,
      name: 'heimdall',
      scopes,
      user_id: token.id,
      expires_at: '2027-01-31',
      active: true,
    });
  }
  if (!scopes.includes('api') && !scopes.includes('read_api')) {
    const error_description = 'The request requires higher privileges than provided by the access token.';
    return reply(403, { error: 'insufficient_scope', error_description, scope: 'api read_api' });
  }
  if (path === '/user') return reply(200, { id: token.id, username: token.login });
  if (path === '/projects') {
    const search = url.searchParams.get('search') ?? '';
    const { slice, headers, next } = pageOf(
      url,
      seenBy(host, token).filter((it) => it.fullName.includes(search)),
    );
    return reply(
      200,
      slice.map((it) => projectOf(url, it)),
      { ...headers, 'x-next-page': next },
    );
  }
  return project(call, path);
}

function project(call: ApiCall, path: string): Reply {
  const { url, token, host } = call;
  const [, id = '', rest = ''] = /^\/projects\/([^/]+)(.*)$/.exec(path) ?? [];
  const named = findNamed(call, decodeURIComponent(id));
  const found = /^\d+$/.test(id) ? seenBy(host, token).find((it) => it.id === Number(id)) : named.found;
  if (named.movedTo) {
    if (call.method !== 'GET') {
      return reply(405, { message: 'Non GET methods are not allowed for moved projects' });
    }
    return reply(
      302,
      {},
      { location: `${url.origin}/api/v4/projects/${named.movedTo.id}${rest}${url.search}` },
    );
  }
  if (!found) return reply(404, { message: '404 Project Not Found' });
  if (rest.startsWith('/hooks') || rest.startsWith('/deploy_keys')) return items(call, found, rest);
  if (rest === '') return reply(200, projectOf(url, found));
  if (rest.startsWith('/issues')) return issues(call, found.fullName, rest);
  const { slice, headers, next } = pageOf(url, found.branches);
  return reply(
    200,
    slice.map((name) => ({ name })),
    { ...headers, 'x-next-page': next },
  );
}

const MISSING = { message: '404 Not found' };

function items(call: ApiCall, found: KnownRepository, rest: string): Reply {
  const { token } = call;
  if (!token?.scopes?.includes('api')) {
    const error_description = 'The request requires higher privileges than provided by the access token.';
    return reply(403, { error: 'insufficient_scope', error_description, scope: 'api' });
  }
  if (token.manages === false) return reply(403, { message: '403 Forbidden' });
  const words: ItemWords = {
    ...{ ...CONFIGURED, keys: 'deploy_keys', edit: 'PUT', missing: MISSING },
    hookOf: (sent: Record<string, unknown>) => ({
      url: String(sent.url),
      secret: String(sent.token),
      events: { push: sent.push_events, tags: sent.tag_push_events },
    }),
    hookAs: ({ id, url }: KnownHook) => ({ id, url, push_events: true }),
    isReadOnly: (sent: Record<string, unknown>) => String(sent.can_push) === 'false',
  };
  return itemsOf(call, found, rest, words) ?? reply(404, MISSING);
}

function projectOf(url: URL, it: KnownRepository) {
  return {
    id: it.id,
    path_with_namespace: it.fullName,
    http_url_to_repo: `${url.origin}/${it.fullName}.git`,
    default_branch: 'main',
    visibility: it.private ? 'private' : 'public',
    archived: it.archived ?? false,
    last_activity_at: '2026-11-01T10:00:00.000Z',
  };
}

/** Source: https://docs.gitlab.com/api/issues/. */
function issues(call: ApiCall, fullName: string, rest: string): Reply {
  const { url, host, method, sent } = call;
  if (rest === '/issues' && method === 'POST') {
    const given = { body: sent.description, labels: String(sent.labels).split(',') };
    return reply(201, issueOf(url, makeIssue(call, fullName, given)));
  }
  if (rest === '/issues') {
    const author = url.searchParams.get('author_username');
    const { slice, headers, next } = pageOf(url, issuesBy(host, fullName, author));
    return reply(
      200,
      slice.map((it) => issueOf(url, it)),
      { ...headers, 'x-next-page': next },
    );
  }
  const [, number, notes] = /^\/issues\/(\d+)(\/notes)?$/.exec(rest) ?? [];
  const found = host.issues.find((it) => it.number === Number(number));
  if (!found) return reply(404, { message: '404 Not found' });
  if (notes) {
    found.comments.push(String(sent.body));
    return reply(201, { id: 1, body: sent.body });
  }
  const states = { reopen: 'open', close: 'closed' } as const;
  const event = sent.state_event as keyof typeof states | undefined;
  changeIssue(found, { title: sent.title, body: sent.description, state: event && states[event] });
  return reply(200, issueOf(url, found));
}

function issueOf(url: URL, { number, repository, title, body, state }: KnownIssue) {
  const page = `${url.origin}/${repository}/-/issues/${number}`;
  const said = state === 'open' ? 'opened' : 'closed';
  return { iid: number, web_url: page, title, description: body, state: said };
}
