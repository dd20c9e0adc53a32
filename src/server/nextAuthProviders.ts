import GithubProvider from 'next-auth/providers/github';
import GitLabProvider from 'next-auth/providers/gitlab';
import type { OAuthConfig } from 'next-auth/providers/index';
import type { SignInProvider } from '@/domain/identities/schema';
import type { RemotePolicy } from '@/git/remoteUrl';
import { githubApiUrl } from '@/providers/githubAsk';
import { readGithubUser } from '@/providers/githubUser';
import { isRefusedAddress, judgedLookup } from '@/providers/judgedLookup';
import { claimOf } from './claims';
import { type Env, readEnv } from './env';

/** A provider's profile, as claims.ts reads it. */
type Raw = { readonly [field: string]: unknown };
type Config = OAuthConfig<Raw>;
type Make = (provider: SignInProvider, common: Common, policy: RemotePolicy) => Config;
type Common = { clientId: string; clientSecret: string } & Pick<Config, 'httpOptions' | 'profile'>;

const TIMEOUT_MS = 10_000;

const MAKE: Record<SignInProvider['id'], Make> = { github, gitlab, oidc };

/** next-auth's providers, at the addresses that the operator set. */
export function nextAuthProviders(providers: readonly SignInProvider[], policy: RemotePolicy): Config[] {
  const httpOptions = { timeout: TIMEOUT_MS, lookup: judgedLookup(policy) };
  return providers.map((provider) => {
    const profile: Config['profile'] = (raw) => {
      const { subject, displayName, email } = claimOf(provider, raw);
      return { id: subject, name: displayName, email };
    };
    return MAKE[provider.id](
      provider,
      { ...secretsOf(provider.id, readEnv()), httpOptions, profile },
      policy,
    );
  });
}

/** Whether a provider is at an address that the operator has not allowed. Its name is judged when it is looked up. */
export function isOutOfReach({ issuer }: SignInProvider, policy: RemotePolicy): Promise<boolean> {
  return isRefusedAddress(issuer, policy);
}

/** The environment was checked: a provider that is set up has both. */
function secretsOf(id: SignInProvider['id'], env: Env): { clientId: string; clientSecret: string } {
  const name = id.toUpperCase() as Uppercase<typeof id>;
  return {
    clientId: env[`HEIMDALL_${name}_CLIENT_ID`] ?? '',
    clientSecret: env[`HEIMDALL_${name}_CLIENT_SECRET`] ?? '',
  };
}

/** Source: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
function github({ issuer }: SignInProvider, common: Common, policy: RemotePolicy): Config {
  const api = githubApiUrl(issuer);
  return GithubProvider({
    ...common,
    issuer: `${issuer}/login/oauth`,
    checks: ['pkce', 'state'],
    authorization: { url: `${issuer}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${issuer}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: ({ tokens }) => readGithubUser(api, tokens.access_token ?? '', policy),
    },
  } as Parameters<typeof GithubProvider>[0]) as unknown as Config;
}

/** Source: https://docs.gitlab.com/api/oauth2/ */
function gitlab({ issuer }: SignInProvider, common: Common): Config {
  return GitLabProvider({
    ...common,
    authorization: { url: `${issuer}/oauth/authorize`, params: { scope: 'read_user' } },
    token: `${issuer}/oauth/token`,
    userinfo: `${issuer}/api/v4/user`,
  } as Parameters<typeof GitLabProvider>[0]) as unknown as Config;
}

/** Source: https://openid.net/specs/openid-connect-core-1_0.html */
function oidc({ issuer, name }: SignInProvider, common: Common): Config {
  return {
    ...common,
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    userinfo: {
      // Many providers keep the address out of the ID token. openid-client checks that both are of one subject.
      request: async ({ client, tokens }) => client.userinfo(tokens as Parameters<typeof client.userinfo>[0]),
    },
  };
}
