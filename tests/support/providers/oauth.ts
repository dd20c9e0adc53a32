import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostState, KnownToken } from './host';
import { CLIENT, formOf, json, textOf } from './oauthHost';

/** What a local host does with users who connect Heimdall there. Tests change it while it runs. */
export type OAuthState = {
  /** Who allows it there, and what their tokens may see. Undefined: the user cancels. */
  who: Omit<KnownToken, 'scopes'> | undefined;
  /** Seconds until a token ends. Undefined: it does not, and there is no refresh token. */
  expiresIn: number | undefined;
  /** The queries with which users came. */
  readonly asked: URLSearchParams[];
  /** Whose tokens each refresh token renews. A refresh token is good for one use. */
  readonly refresh: Map<string, { access: string; known: KnownToken }>;
  /** How often tokens were renewed. */
  renewals: number;
  /** The error with which the token endpoint answers. */
  fails: string | undefined;
  /** What the token endpoint waits for before it answers. */
  held: Promise<void>;
};

export function newOAuth(): OAuthState {
  return {
    who: undefined,
    expiresIn: undefined,
    asked: [],
    refresh: new Map(),
    renewals: 0,
    fails: undefined,
    held: Promise.resolve(),
  };
}

type Provider = 'github' | 'gitlab' | 'gitea';

/** Where each provider has it. */
export const OAUTH_PREFIXES: Record<Provider, string> = {
  github: '/login/oauth/',
  gitlab: '/oauth/',
  gitea: '/login/oauth/',
};

/** Where tokens are revoked. Gitea has no such place. */
export const REVOCATIONS: Partial<Record<Provider, string>> = {
  github: `/api/v3/applications/${CLIENT.id}/token`,
  gitlab: '/oauth/revoke',
};

/**
 * The authorization code flow with PKCE, refresh tokens and their revocation. Sources: the documentation of each
 * provider, as named in src/providers/oauth.ts. GitHub answers errors with 200, and has commas between scopes.
 * Gitea says nothing of scopes.
 */
export function oauthApi(provider: Provider, host: HostState, oauth: OAuthState) {
  const codes = new Map<
    string,
    { challenge: string | null; redirectUri: string | null; known: KnownToken }
  >();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname.endsWith('/authorize')) return authorize(url.searchParams, response);
    if (url.pathname.startsWith(REVOCATIONS[provider] ?? ' ')) return revoke(request, response);
    const form = await formOf(request);
    await oauth.held;
    const known = oauth.fails ?? tokenFor(form);
    if (typeof known === 'string') refuse(response, known);
    else give(response, known);
  }

  async function revoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    await oauth.held;
    const named = provider === 'github' ? namedAtGithub(request, text) : namedAtGitlab(text);
    if (named === undefined) return json(response, 401, { error: 'invalid_client' });
    const isKnown = host.tokens.delete(named);
    for (const [refresh, { access }] of oauth.refresh) if (access === named) oauth.refresh.delete(refresh);
    // GitLab says the same of a token that it does not know.
    if (provider === 'gitlab') json(response, 200, {});
    else response.writeHead(isKnown ? 204 : 404).end();
  }

  /** The token that a client asks to revoke; undefined if it is not the client. */
  function namedAtGithub({ headers }: IncomingMessage, text: string): string | undefined {
    const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64');
    return headers.authorization === `Basic ${basic}` ? JSON.parse(text).access_token : undefined;
  }

  function namedAtGitlab(text: string): string | undefined {
    const form = new URLSearchParams(text);
    return isSignedBy(form) ? (form.get('token') ?? '') : undefined;
  }

  function isSignedBy(form: URLSearchParams): boolean {
    return form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret;
  }

  /** Whose token a form gets, or the error. */
  function tokenFor(form: URLSearchParams): KnownToken | string {
    if (!isSignedBy(form)) return provider === 'github' ? 'incorrect_client_credentials' : 'invalid_client';
    const isRenewal = form.get('grant_type') === 'refresh_token';
    const spent = isRenewal ? 'bad_refresh_token' : 'bad_verification_code';
    return (isRenewal ? renewed(form) : redeemed(form)) ?? (provider === 'github' ? spent : 'invalid_grant');
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    oauth.asked.push(asked);
    const redirectUri = asked.get('redirect_uri');
    const back = new URL(redirectUri ?? 'http://nowhere.invalid');
    back.searchParams.set('state', asked.get('state') ?? '');
    if (oauth.who) {
      const code = randomUUID();
      const known = { ...oauth.who, scopes: (asked.get('scope') ?? '').split(' ') };
      codes.set(code, { challenge: asked.get('code_challenge'), redirectUri, known });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function redeemed(form: URLSearchParams): KnownToken | undefined {
    const code = form.get('code') ?? '';
    const found = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood = found?.challenge === challenge && found.redirectUri === form.get('redirect_uri');
    return isGood ? found.known : undefined;
  }

  function renewed(form: URLSearchParams): KnownToken | undefined {
    const token = form.get('refresh_token') ?? '';
    const found = oauth.refresh.get(token);
    oauth.refresh.delete(token);
    if (!found) return undefined;
    oauth.renewals += 1;
    host.tokens.delete(found.access);
    return found.known;
  }

  function give(response: ServerResponse, known: KnownToken): void {
    const [access, refresh] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`];
    host.tokens.set(access, known);
    const scope = known.scopes?.join(provider === 'github' ? ',' : ' ');
    const common = {
      access_token: access,
      token_type: 'bearer',
      ...(provider !== 'gitea' && { scope }),
    };
    const isEndless = oauth.expiresIn === undefined;
    if (!isEndless) oauth.refresh.set(refresh, { access, known });
    json(
      response,
      200,
      isEndless ? common : { ...common, expires_in: oauth.expiresIn, refresh_token: refresh },
    );
  }

  function refuse(response: ServerResponse, error: string): void {
    json(response, provider === 'github' ? 200 : 400, { error, error_description: 'It was refused.' });
  }

  return (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
}
