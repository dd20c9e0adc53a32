import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostState, KnownToken } from './host';
import { CLIENT, formOf, json } from './oauthHost';

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

/**
 * The authorization code flow with PKCE, and refresh tokens. Sources: the documentation of each provider, as named in
 * src/providers/oauth.ts. GitHub answers errors with 200, and has commas between scopes.
 */
export function oauthApi(provider: Provider, host: HostState, oauth: OAuthState) {
  const codes = new Map<
    string,
    { challenge: string | null; redirectUri: string | null; known: KnownToken }
  >();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname.endsWith('/authorize')) return authorize(url.searchParams, response);
    const form = await formOf(request);
    await oauth.held;
    const known = oauth.fails ?? tokenFor(form);
    if (typeof known === 'string') refuse(response, known);
    else give(response, known);
  }

  /** Whose token a form gets, or the error. */
  function tokenFor(form: URLSearchParams): KnownToken | string {
    const isClient = form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret;
    if (!isClient) return provider === 'github' ? 'incorrect_client_credentials' : 'invalid_client';
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
