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

/** The part of Gitea's API that Heimdall asks, below /api/v1. Source: https://docs.gitea.com/api/1.24/. */

export const giteaApi = (host: HostState) =>
  apiOf(host, ({ authorization = '' }) => authorization.split(' ')[1], answer);

function answer(call: ApiCall): Reply {
  const { url, token, host } = call;
  const path = url.pathname.replace('/api/v1', '');
  const docs = `${url.origin}/api/swagger`;
  if (!token) return reply(401, { message: 'invalid username, password or token', url: docs });
  const needed = path === '/user' ? 'read:user' : 'read:repository';
  if (token.scopes && !token.scopes.includes(needed)) {
    const message = `token does not have at least one of required scope(s), required=[${needed}], token scope=${token.scopes}`;
    return reply(403, { message, url: docs });
  }
  if (path === '/user') return reply(200, { id: token.id, login: token.login });
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
  if (!found) return reply(404, { errors: null, message: 'not found', url: docs });
  if (rest === '') return reply(200, repositoryOf(url, found));
  const { slice, headers } = pageOf(url, found.branches);
  return reply(
    200,
    slice.map((name) => ({ name })),
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
    language: it.language ?? '',
    updated_at: '2026-11-01T10:00:00Z',
  };
}
