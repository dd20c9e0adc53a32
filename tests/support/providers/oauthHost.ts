import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The sign-in of GitHub and of GitLab, as each documents it: the authorisation code flow with PKCE, then the user.
 * Sources: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps,
 * https://docs.gitlab.com/api/oauth2/
 */

export const CLIENT = { id: 'heimdall', secret: 'a secret of the client' };

export type OAuthHost = {
  readonly url: string;
  /** Who signs in there. */
  github: { id: number; login: string; emails: { email: string; primary: boolean; verified: boolean }[] };
  gitlab: { id: number; username: string; email: string; confirmed_at: string | null };
  /** The scopes that were asked for. */
  readonly scopes: (string | null)[];
  readonly stop: () => Promise<void>;
};

type Grant = { challenge: string | null; redirectUri: string | null };

export async function startOAuthHost(): Promise<OAuthHost> {
  const grants = new Map<string, Grant>();
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: OAuthHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    github: { id: 1, login: 'octo', emails: [] },
    gitlab: { id: 1, username: 'tanuki', email: '', confirmed_at: null },
    scopes: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', host.url);
    if (url.pathname.endsWith('/authorize')) return authorize(url, response);
    if (/\/(access_token|token)$/.test(url.pathname)) return grant(await formOf(request), request, response);
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!tokens.has(token)) return json(response, 401, { message: 'Bad credentials' });
    if (url.pathname === '/api/v3/user') {
      const { id, login } = host.github;
      return json(response, 200, { id, login, name: 'Octo Cat', email: null });
    }
    if (url.pathname === '/api/v3/user/emails') return json(response, 200, host.github.emails);
    if (url.pathname === '/api/v4/user') return json(response, 200, { ...host.gitlab, name: 'Tanuki' });
    return json(response, 404, { message: 'Not Found' });
  }

  function authorize({ searchParams }: URL, response: ServerResponse): void {
    host.scopes.push(searchParams.get('scope'));
    const code = randomUUID();
    const redirectUri = searchParams.get('redirect_uri');
    grants.set(code, { challenge: searchParams.get('code_challenge'), redirectUri });
    const back = new URL(redirectUri ?? host.url);
    back.searchParams.set('code', code);
    back.searchParams.set('state', searchParams.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  function grant(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const { authorization = '' } = request.headers;
    const basic = Buffer.from(authorization.split('Basic ')[1] ?? '', 'base64').toString();
    const [id, secret] = basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const code = body.get('code') ?? '';
    const known = grants.get(code);
    // A code is good for one use.
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      known?.challenge === challenge &&
      known.redirectUri === body.get('redirect_uri') &&
      id === CLIENT.id &&
      secret === CLIENT.secret;
    if (!isGood) {
      json(response, 400, { error: 'invalid_grant' });
      return;
    }
    const token = randomUUID();
    tokens.add(token);
    json(response, 200, { access_token: token, token_type: 'bearer' });
  }
  return host;
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await textOf(request));
}
