import {
  type ApiCall,
  apiOf,
  type HostState,
  type KnownRepository,
  pageOf,
  type Reply,
  reply,
  seenBy,
} from './host';

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
  const found = seenBy(host, token).find((it) => it.fullName === fullName);
  if (!found) return reply(404, { message: 'Not Found', documentation_url: DOCS, status: '404' });
  if (rest === '') return reply(200, repositoryOf(url, found));
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

function repositoryOf(url: URL, it: KnownRepository) {
  return {
    id: it.id,
    full_name: it.fullName,
    clone_url: `${url.origin}/${it.fullName}.git`,
    default_branch: 'main',
    private: it.private,
    archived: false,
    language: it.language ?? null,
    pushed_at: '2026-11-01T10:00:00Z',
  };
}
