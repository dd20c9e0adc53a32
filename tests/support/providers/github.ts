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
import { CONFIGURED, itemsOf } from './items';

/** The part of GitHub's REST API that Heimdall asks, below /api/v3. Source: https://docs.github.com/en/rest. */

const DOCS = 'https://docs.github.com/rest';

export const githubApi = (host: HostState) =>
  apiOf(host, ({ authorization = '' }) => authorization.split(' ')[1], answer);

export const SECONDARY_LIMIT = {
  documentation_url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
};

function answer(call: ApiCall): Reply {
  const { url, token, host } = call;
  const path = url.pathname.replace('/api/v3', '');
  if (!token) return reply(401, { message: 'Bad credentials', documentation_url: DOCS, status: '401' });
  const scopes = token.scopes && { 'x-oauth-scopes': token.scopes.join(', ') };
  if (path === '/user') {
    const expiry = { 'github-authentication-token-expiration': '2027-01-31 00:00:00 UTC' };
    return reply(
      200,
      { login: token.login, id: token.id, type: 'User' },
      { ...scopes, ...(!scopes && expiry) },
    );
  }
  if (path === '/user/repos') {
    const { slice, headers } = pageOf(url, seenBy(host, token));
    return reply(
      200,
      slice.map((it) => repositoryOf(url, it)),
      headers,
    );
  }
  const [, fullName = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const byId = /^\/repositories\/(\d+)$/.exec(path)?.[1];
  const named = findNamed(call, fullName);
  const found = byId === undefined ? named.found : seenBy(host, token).find((it) => it.id === Number(byId));
  if (named.movedTo) {
    const place = `${url.origin}/api/v3/repositories/${named.movedTo.id}${rest}`;
    return reply(
      301,
      { message: 'Moved Permanently', url: place, documentation_url: DOCS },
      { location: place },
    );
  }
  if (!found) return reply(404, MISSING);
  if (rest.startsWith('/hooks') || rest.startsWith('/keys')) return items(call, found, rest);
  if (rest === '') return reply(200, repositoryOf(url, found));
  if (rest.startsWith('/issues')) return issues(call, fullName, rest);
  if (token.permissions && !token.permissions.includes('contents')) {
    const message = 'Resource not accessible by personal access token';
    return reply(403, { message, status: '403' }, { 'x-accepted-github-permissions': 'contents=read' });
  }
  const { slice, headers } = pageOf(url, found.branches);
  return reply(
    200,
    slice.map((name) => ({ name, commit: { sha: 'a'.repeat(40) }, protected: false })),
    headers,
  );
}

const MISSING = { message: 'Not Found', documentation_url: DOCS, status: '404' };

/** Whom GitHub does not let manage a repository learns of a classic token by 404. */
function items(call: ApiCall, found: KnownRepository, rest: string): Reply {
  if (call.token?.manages === false) return reply(404, MISSING);
  if (call.method === 'POST' && JSON.stringify(call.sent).includes('not-public.example')) {
    const errors = [{ resource: 'Hook', code: 'custom', message: 'url is not supported' }];
    return reply(422, { message: 'Validation Failed', documentation_url: DOCS, errors });
  }
  const words = { ...CONFIGURED, keys: 'keys', edit: 'PATCH', missing: MISSING } as const;
  return itemsOf(call, found, rest, words) ?? reply(404, MISSING);
}

function repositoryOf(url: URL, it: KnownRepository) {
  return {
    id: it.id,
    full_name: it.fullName,
    clone_url: `${url.origin}/${it.fullName}.git`,
    default_branch: 'main',
    private: it.private,
    archived: it.archived ?? false,
    language: it.language ?? null,
    pushed_at: '2026-11-01T10:00:00Z',
  };
}

/** Source: https://docs.github.com/en/rest/issues. */
function issues(call: ApiCall, fullName: string, rest: string): Reply {
  const { url, host, method, sent } = call;
  if (host.withoutIssues.has(fullName)) {
    return reply(410, { message: 'Issues are disabled for this repo', documentation_url: DOCS });
  }
  if (rest === '/issues' && method === 'POST') {
    const labels = sent.labels as string[];
    return reply(201, issueOf(url, makeIssue(call, fullName, { body: sent.body, labels })));
  }
  if (rest === '/issues') {
    const { slice, headers } = pageOf(url, issuesBy(host, fullName, url.searchParams.get('creator')));
    const listed = slice.map((it) => issueOf(url, it));
    // GitHub lists pull requests as issues, too.
    const pull = { ...listed[0], pull_request: {}, number: 0 };
    return reply(200, listed.length > 0 ? [pull, ...listed] : [], headers);
  }
  const [, number, comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(rest) ?? [];
  const found = host.issues.find((it) => it.number === Number(number));
  if (!found) return reply(404, { message: 'Not Found', documentation_url: DOCS });
  if (comments) {
    found.comments.push(String(sent.body));
    return reply(201, { id: 1, body: sent.body });
  }
  changeIssue(found, sent);
  return reply(200, issueOf(url, found));
}

function issueOf(url: URL, { number, repository, title, body, state, reason }: KnownIssue) {
  const page = `${url.origin}/${repository}/issues/${number}`;
  return { number, html_url: page, title, body, state, state_reason: reason };
}
