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

/** The part of Gitea's API that Heimdall asks, below /api/v1. Source: https://docs.gitea.com/api/1.24/. */

export const giteaApi = (host: HostState) =>
  apiOf(host, ({ authorization = '' }) => authorization.split(' ')[1], answer);

function answer(call: ApiCall): Reply {
  const { url, token } = call;
  const path = url.pathname.replace('/api/v1', '');
  const docs = `${url.origin}/api/swagger`;
  if (!token) return reply(401, { message: 'invalid username, password or token', url: docs });
  const isItem = /^\/repos\/[^/]+\/[^/]+\/(?:hooks|keys)/.test(path) && call.method !== 'GET';
  const isIssue = /^\/repos\/[^/]+\/[^/]+\/(?:issues|labels)/.test(path);
  const needed = isItem
    ? 'write:repository'
    : isIssue
      ? 'write:issue'
      : path === '/user'
        ? 'read:user'
        : 'read:repository';
  // To write is also to read.
  if (token.scopes && !token.scopes.some((it) => it === needed || it === needed.replace('read:', 'write:'))) {
    const message = `token does not have at least one of required scope(s), required=[${needed}], token scope=${token.scopes}`;
    return reply(403, { message, url: docs });
  }
  if (path === '/user') return reply(200, { id: token.id, login: token.login });
  if (path === '/user/repos') return reply(200, ...mine(call, false));
  if (path === '/repos/search') return search(call, token.id);
  return repository(call, path, docs);
}

/** A page of what a token's user may see. The list is sorted by name. */
function mine({ url, token, host }: ApiCall, byChange: boolean): [object[], Record<string, string>] {
  const seen = seenBy(host, token);
  const sorted = byChange ? seen : seen.toSorted((a, b) => (a.fullName < b.fullName ? -1 : 1));
  const { slice, headers } = pageOf(url, sorted);
  return [slice.map((it) => repositoryOf(url, it)), headers];
}

/** Without the user's id it would find what is public as well. */
function search(call: ApiCall, userId: number): Reply {
  const { searchParams: asked } = call.url;
  if (asked.get('uid') !== String(userId)) return reply(422, { ok: false, error: 'another user' });
  const [data, headers] = mine(call, asked.get('sort') === 'updated' && asked.get('order') === 'desc');
  return reply(200, { ok: true, data }, headers);
}

function repository(call: ApiCall, path: string, docs: string): Reply {
  const { url, token, host } = call;
  const [, fullName = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const byId = /^\/repositories\/(\d+)$/.exec(path)?.[1];
  const named = findNamed(call, fullName);
  const found = byId === undefined ? named.found : seenBy(host, token).find((it) => it.id === Number(byId));
  if (named.movedTo) {
    return reply(307, {}, { location: `/api/v1/repos/${named.movedTo.fullName}${rest}${url.search}` });
  }
  const missing = { errors: null, message: 'not found', url: docs };
  if (!found) return reply(404, missing);
  if (rest.startsWith('/hooks') || rest.startsWith('/keys')) {
    if (token?.manages === false) return reply(403, { message: 'user should be an owner', url: docs });
    const words = { ...CONFIGURED, keys: 'keys', edit: 'PATCH', missing, keepsSecret: true } as const;
    return itemsOf(call, found, rest, words) ?? reply(404, missing);
  }
  if (rest === '') return reply(200, repositoryOf(url, found));
  if (rest === '/labels') return labels(call);
  if (rest.startsWith('/issues')) return issues(call, fullName, rest);
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
    archived: it.archived ?? false,
    language: it.language ?? '',
    updated_at: '2026-11-01T10:00:00Z',
  };
}

const LABEL_ID = 7;

function labels({ host, method, sent }: ApiCall): Reply {
  if (method === 'POST') return reply(201, { id: LABEL_ID, name: sent.name });
  return reply(200, host.issues.length > 0 ? [{ id: LABEL_ID, name: 'heimdall' }] : []);
}

/** Source: https://docs.gitea.com/api/1.24/#tag/issue. */
function issues(call: ApiCall, fullName: string, rest: string): Reply {
  const { url, host, method, sent } = call;
  if (host.withoutIssues.has(fullName)) return reply(404, { message: 'not found' });
  if (rest === '/issues' && method === 'POST') {
    const known = (sent.labels as number[]).map((id) => (id === LABEL_ID ? 'heimdall' : 'unknown'));
    return reply(201, issueOf(url, makeIssue(call, fullName, { body: sent.body, labels: known })));
  }
  if (rest === '/issues') {
    const { slice, headers } = pageOf(url, issuesBy(host, fullName, url.searchParams.get('created_by')));
    return reply(
      200,
      slice.map((it) => issueOf(url, it)),
      headers,
    );
  }
  const [, number, comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(rest) ?? [];
  const found = host.issues.find((it) => it.number === Number(number));
  if (!found) return reply(404, { message: 'not found' });
  if (comments) {
    found.comments.push(String(sent.body));
    return reply(201, { id: 1, body: sent.body });
  }
  changeIssue(found, sent);
  return reply(201, issueOf(url, found));
}

function issueOf(url: URL, { number, repository, title, body, state }: KnownIssue) {
  return { number, html_url: `${url.origin}/${repository}/issues/${number}`, title, body, state };
}
