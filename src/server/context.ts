import type { Actor } from '@/domain/actor';
import type { ActorContext, Context, Settings } from '@/domain/context';
import type { PurgeHelp } from '@/domain/deletions/service';
import { getDb } from './db';
import { type Env, readEnv } from './env';
import { deriveKey, loadSecretKey } from './keys';
import { log } from './log';
import { singleton } from './singleton';

/** The operator's decisions as the domain wants them. */
export function settingsFrom(env: Env): Settings {
  return {
    openRegistration: env.HEIMDALL_OPEN_REGISTRATION,
    setupToken: deriveKey(loadSecretKey(env), 'set-up token'),
    publicUrl: env.HEIMDALL_URL,
    remotePolicy: {
      allowPrivate: env.HEIMDALL_GIT_ALLOW_PRIVATE,
      allowedHosts: env.HEIMDALL_GIT_ALLOWED_HOSTS,
    },
  };
}

/** A context for one request or job, at this moment. */
export function makeContext(): Context {
  return { db: getDb(), now: new Date(), settings: singleton('settings', () => settingsFrom(readEnv())) };
}

export function withActor(context: Context, actor: Actor): ActorContext {
  return { ...context, actor };
}

/** What a request offers for the part of a purge that it does itself. */
export const inlinePurge: PurgeHelp = {
  keepGoingFor: (milliseconds) => {
    const end = performance.now() + milliseconds;
    return () => performance.now() < end;
  },
  report: (fault) => log().error({ err: fault }, 'a purge is left to the worker'),
};
