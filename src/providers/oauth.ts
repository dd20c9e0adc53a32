import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'openid-client';
import type { RemotePolicy } from '@/git/remoteUrl';
import { githubApiUrl } from './githubAsk';
import { revokeAtGithub } from './githubRevoke';
import { isRefusedAddress, judgedLookup } from './judgedLookup';
import { limitedAgent } from './limitedAgent';
import {
  type ApiProvider,
  type Host,
  type OAuth,
  OAuthError,
  type OAuthErrorKind,
  type OAuthTokens,
  type ProviderUrls,
} from './provider';

/** The client that the operator has registered at a host. */
export type OAuthClient = { readonly id: string; readonly secret: string };

type Options = {
  readonly policy: RemotePolicy;
  readonly urls: ProviderUrls;
  readonly clients: { readonly [P in ApiProvider]: OAuthClient | undefined };
  /** Where hosts send users back. */
  readonly redirectUri: (provider: ApiProvider) => string;
};

const TIMEOUT_MS = 10_000;

/**
 * Where each provider answers. Sources: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps,
 * https://docs.gitlab.com/api/oauth2/, https://docs.gitea.com/development/oauth2-provider
 */
const PATHS: Record<
  ApiProvider,
  { readonly authorize: string; readonly token: string; readonly revoke?: string }
> = {
  github: { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' },
  gitlab: { authorize: '/oauth/authorize', token: '/oauth/token', revoke: '/oauth/revoke' },
  gitea: { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' },
};

/** GitHub's own words for an error come first. Gitea calls a refresh token that it does not know unauthorized_client. */
const KINDS: Record<'code' | 'refresh', Readonly<Record<string, OAuthErrorKind>>> = {
  code: {
    bad_verification_code: 'refused',
    incorrect_client_credentials: 'client',
    redirect_uri_mismatch: 'client',
    invalid_grant: 'refused',
    invalid_client: 'client',
    unauthorized_client: 'client',
  },
  refresh: {
    bad_refresh_token: 'refused',
    incorrect_client_credentials: 'client',
    invalid_grant: 'refused',
    invalid_client: 'client',
    unauthorized_client: 'refused',
  },
};

/** What a token endpoint answers with; GitHub also answers errors like that. */
type Answer = {
  readonly access_token?: unknown;
  readonly refresh_token?: unknown;
  readonly expires_at?: unknown;
  readonly scope?: unknown;
  readonly error?: unknown;
};

/** Connects by the authorization code flow with PKCE, which all three providers have. */
export function makeOAuth(options: Options): OAuth {
  const { redirectUri } = options;
  const hostOf = (provider: ApiProvider): Host | undefined => {
    const baseUrl = options.urls[provider];
    if (baseUrl === undefined || !options.clients[provider]) return undefined;
    return { provider, name: new URL(baseUrl).host, baseUrl };
  };
  return {
    hostOf,
    leave: async (provider, scopes) => {
      const { client, generators } = await open(options, provider);
      const [state, verifier] = [generators.state(), generators.codeVerifier()];
      const url = client.authorizationUrl({
        redirect_uri: redirectUri(provider),
        scope: scopes.join(' '),
        state,
        code_challenge: generators.codeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, state, verifier };
    },
    redeem: async (provider, { code, state, verifier }) => {
      const { client } = await open(options, provider);
      const checks = { state, code_verifier: verifier, response_type: 'code' };
      return tokensOf('code', () => client.oauthCallback(redirectUri(provider), { code, state }, checks));
    },
    renew: async (provider, refreshToken) => {
      const { client } = await open(options, provider);
      return tokensOf('refresh', () => client.refresh(refreshToken));
    },
    revoke: (provider, token) => {
      const asked = askToRevoke(options, provider, token).catch(() => 'unconfirmed' as const);
      return Promise.race([asked, sleep(REVOCATION_MS, 'unconfirmed' as const, { ref: false })]);
    },
  };
}

/** A user waits for it, who has disconnected the host. */
const REVOCATION_MS = 3_000;

async function askToRevoke(
  options: Options,
  provider: ApiProvider,
  token: string,
): Promise<'revoked' | 'unsupported'> {
  if (provider === 'gitea') return 'unsupported';
  const { client, registered, baseUrl } = await open(options, provider);
  if (provider === 'gitlab') await client.revoke(token, 'access_token');
  else await revokeAtGithub(githubApiUrl(baseUrl), { token, client: registered, policy: options.policy });
  return 'revoked';
}

/** Loaded late, as most requests and jobs need none of it. */
async function open({ policy, urls, clients }: Options, provider: ApiProvider) {
  const [baseUrl, registered] = [urls[provider], clients[provider]];
  if (baseUrl === undefined || !registered) throw new OAuthError('client');
  if (await isRefusedAddress(baseUrl, policy)) throw new OAuthError('private');
  const { custom, generators, Issuer } = await import('openid-client');
  const { authorize, token, revoke } = PATHS[provider];
  const issuer = new Issuer({
    issuer: baseUrl,
    authorization_endpoint: `${baseUrl}${authorize}`,
    token_endpoint: `${baseUrl}${token}`,
    ...(revoke && { revocation_endpoint: `${baseUrl}${revoke}` }),
  });
  const client: Client = new issuer.Client({
    client_id: registered.id,
    client_secret: registered.secret,
    token_endpoint_auth_method: 'client_secret_post',
  });
  const lookup = judgedLookup(policy);
  client[custom.http_options] = ({ protocol }) => ({
    timeout: TIMEOUT_MS,
    lookup,
    agent: limitedAgent(protocol),
  });
  return { client, generators, registered, baseUrl };
}

async function tokensOf(grant: keyof typeof KINDS, ask: () => Promise<unknown>): Promise<OAuthTokens> {
  const answer = (await ask().catch((error: unknown) => error)) as Answer;
  const { access_token: token, refresh_token: refresh, expires_at: end, scope, error } = answer;
  if (typeof error === 'string' && Object.hasOwn(KINDS[grant], error)) {
    throw new OAuthError(KINDS[grant][error] ?? 'unavailable');
  }
  if (typeof token !== 'string' || token === '') throw new OAuthError('unavailable');
  return {
    token,
    refreshToken: typeof refresh === 'string' && refresh !== '' ? refresh : null,
    expiresAt: typeof end === 'number' ? new Date(end * 1000) : null,
    // GitHub has commas between them, others spaces.
    scopes: typeof scope === 'string' ? scope.split(/[ ,]/).filter(Boolean) : [],
  };
}
