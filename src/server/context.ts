import type { Actor } from '@/domain/actor';
import type { ActorContext, Context, Settings } from '@/domain/context';
import { makeProviders } from '@/providers/connect';
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

/** Makes the context of one request or job, with the present time. */
export function makeContext(): Context {
  const settings = singleton('settings', () => settingsFrom(readEnv()));
  const vault = singleton('vault', () => makeVault(loadSecretKey(readEnv())));
  const providers = singleton('providers', () => makeProviders(settings.remotePolicy));
  return { db: getDb(), longDb: getLongDb(), now: new Date(), settings, vault, providers };
}

export function withActor(context: Context, actor: Actor): ActorContext {
  return { ...context, actor };
}
