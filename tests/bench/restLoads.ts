import type autocannon from 'autocannon';

/** Some requests in turn, which every connection sends over and over. */
export type Load = { name: string; requests: autocannon.Request[] };

const BODY = JSON.stringify({ name: 'bench', remote_url: 'https://git.example.com/bench.git' });

/** What a request costs that Next only routes and nobody works at; every ratio is to the first of these. */
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

/** As close to an empty route handler as the usual build comes: the refusal of a path that is not served. */
export const UNSERVED: Load = {
  name: 'a path that is not served',
  requests: [{ method: 'GET', path: '/api/not-served' }],
};

/** The calls of somebody with this cookie who registers and deletes repositories. */
export function repoLoads(cookie: string): Load[] {
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
  return [
    {
      name: 'GET /api/auth/me (who asks, one row)',
      requests: [{ method: 'GET', path: '/api/auth/me', headers }],
    },
    { name: 'POST /api/repos', requests: [post] },
    { name: 'DELETE /api/repos/{id}', requests: [remove] },
    { name: 'POST + DELETE /api/repos', requests: [post, remove] },
  ];
}
