import type autocannon from 'autocannon';

/** Requests that every connection sends in turn, again and again. */
export type Load = { name: string; requests: autocannon.Request[] };

const BODY = JSON.stringify({ name: 'bench', remote_url: 'https://git.example.com/bench.git' });

/** Requests that Next only routes, without a handler's work. Every ratio is to the first of these. */
export function emptyLoads(): [Load, ...Load[]] {
  const headers = { 'content-type': 'application/json' };
  const empty = (method: 'POST' | 'DELETE'): autocannon.Request => ({
    method,
    path: '/api/empty',
    headers,
    body: method === 'POST' ? BODY : undefined,
  });
  return [
    { name: 'empty route handler', requests: [empty('POST'), empty('DELETE')] },
    {
      name: 'a body in and out, nothing else',
      requests: [{ method: 'PUT', path: '/api/empty', headers, body: BODY }],
    },
  ];
}

/** The refusal of an unknown path, which is the usual build's closest match to an empty route handler. */
export const UNSERVED: Load = {
  name: 'a path that is not served',
  requests: [{ method: 'GET', path: '/api/not-served' }],
};

/** The calls that register and delete repositories, with this session cookie. */
export function repoLoads(cookie: string): Record<'who' | 'post' | 'remove' | 'pair', Load> {
  const headers = { cookie, 'content-type': 'application/json' };
  const ids: string[] = [];
  const post: autocannon.Request = {
    method: 'POST',
    path: '/api/repos',
    headers,
    body: BODY,
    onResponse: (status, text) => {
      if (status !== 201) throw new Error(`POST answered ${status}: ${text}`);
      ids.push(JSON.parse(text).data.id);
    },
  };
  const remove: autocannon.Request = {
    method: 'DELETE',
    setupRequest: (request) => ({ ...request, headers: { cookie }, path: `/api/repos/${ids.pop()}` }),
    onResponse: (status, text) => {
      if (status !== 200) throw new Error(`DELETE answered ${status}: ${text}`);
    },
  };
  return {
    who: {
      name: 'GET /api/auth/me (who asks, one row)',
      requests: [{ method: 'GET', path: '/api/auth/me', headers }],
    },
    post: { name: 'POST /api/repos', requests: [post] },
    remove: { name: 'DELETE /api/repos/{id}', requests: [remove] },
    pair: { name: 'POST + DELETE /api/repos', requests: [post, remove] },
  };
}
