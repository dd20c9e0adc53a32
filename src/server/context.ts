import type { Actor } from '@/domain/actor';
import type { ActorContext, Context, Settings } from '@/domain/context';
import { oauthCallback } from '@/lib/paths';
import { makeProviders } from '@/providers/connect';
import { makeOAuth, type OAuthClient } from '@/providers/oauth';
import type { ApiProvider, OAuth } from '@/providers/provider';
import { getDb, getLongDb } from './db';
import { type Env, readEnv } from './env';
import { deriveKey, loadSecretKey } from './keys';
import { signInProvidersOf } from './signInProviders';
import { singleton } from './singleton';
import { makeVault } from './vault';

/** The operator's settings in the form that the domain takes. */
export function settingsFrom(env: Env): Settings {
  return {
    openRegistration: env.HEIMDALL_OPEN_REGISTRATION,
    passwordSignIn: env.HEIMDALL_PASSWORD_SIGN_IN,
    allowedEmailDomains: env.HEIMDALL_ALLOWED_EMAIL_DOMAINS,
    signInProviders: signInProvidersOf(env),
    setupToken: deriveKey(loadSecretKey(env), 'set-up token'),
    publicUrl: env.HEIMDALL_URL,
    remotePolicy: {
      allowPrivate: env.HEIMDALL_GIT_ALLOW_PRIVATE,
      allowedHosts: env.HEIMDALL_GIT_ALLOWED_HOSTS,
    },
    webhookSecrets: {
      github: env.HEIMDALL_GITHUB_WEBHOOK_SECRET,
      gitlab: env.HEIMDALL_GITLAB_WEBHOOK_SECRET,
      gitea: env.HEIMDALL_GITEA_WEBHOOK_SECRET,
    },
    providerUrls: {
      github: env.HEIMDALL_GITHUB_URL,
      gitlab: env.HEIMDALL_GITLAB_URL,
      gitea: env.HEIMDALL_GITEA_URL,
    },
    advisories: {
      mode: env.HEIMDALL_ADVISORIES,
      apiUrl: env.HEIMDALL_OSV_API_URL,
      downloadUrl: env.HEIMDALL_OSV_DOWNLOAD_URL,
      ecosystems: env.HEIMDALL_OSV_ECOSYSTEMS,
    },
  };
}

/** The clients of providers that the operator has registered. */
function oauthFrom(env: Env, { providerUrls: urls, remotePolicy: policy }: Settings): OAuth {
  const clients = {
    github: clientOf(env.HEIMDALL_GITHUB_CLIENT_ID, env.HEIMDALL_GITHUB_CLIENT_SECRET),
    gitlab: clientOf(env.HEIMDALL_GITLAB_CLIENT_ID, env.HEIMDALL_GITLAB_CLIENT_SECRET),
    gitea: clientOf(env.HEIMDALL_GITEA_CLIENT_ID, env.HEIMDALL_GITEA_CLIENT_SECRET),
  };
  const redirectUri = (provider: ApiProvider) => `${env.HEIMDALL_URL}${oauthCallback(provider)}`;
  return makeOAuth({ urls, policy, clients, redirectUri });
}

/** The environment was checked: there are both, or none. */
function clientOf(id: string | undefined, secret: string | undefined): OAuthClient | undefined {
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Each bundle of the server has its own, as it recognizes their errors by its own classes. */
let clients: Pick<Context, 'providers' | 'oauth'> | undefined;

/** Makes the context of one request or job, with the present time. */
export function makeContext(): Context {
  const settings = singleton('settings', () => settingsFrom(readEnv()));
  const vault = singleton('vault', () => makeVault(loadSecretKey(readEnv())));
  clients ??= {
    providers: makeProviders(settings.remotePolicy),
    oauth: oauthFrom(readEnv(), settings),
  };
  return { db: getDb(), longDb: getLongDb(), now: new Date(), settings, vault, ...clients };
}

export function withActor(context: Context, actor: Actor): ActorContext {
  return { ...context, actor };
}
