import { type Actor, proveActor } from '@/domain/actor';
import type { Context } from '@/domain/context';
import { isSessionLive, resumeSession } from '@/domain/sessions/lifecycle';
import { isTokenLive, resumeToken } from '@/domain/tokens/lifecycle';
import { TOKEN_PREFIX } from '@/domain/tokens/schema';
import { authenticateInTurn } from '../turns';
import { readSessionCookie } from './cookie';

export type Credential = { from: 'header' | 'cookie'; secret: string };

export type Authenticated = {
  actor: Actor;
  /** The session token that has just been renewed, so that the cookie's expiry is renewed too. */
  renewed: string | undefined;
};

/** Reads a request's credential. An Authorization header decides alone, even if it is invalid. */
export function readCredential(headers: Headers): Credential | undefined {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    return { from: 'header', secret: /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '' };
  }
  const secret = readSessionCookie(headers.get('cookie'));
  return secret === undefined ? undefined : { from: 'cookie', secret };
}

/**
 * Returns the actor of a credential; undefined if it is unknown, expired or revoked. Only this function makes
 * actors.
 */
export async function authenticate(
  ctx: Context,
  credential: Credential,
  { renew }: { renew: boolean } = { renew: true },
): Promise<Authenticated | undefined> {
  return authenticateInTurn(() => findActor(ctx, credential, renew));
}

async function findActor(
  ctx: Context,
  credential: Credential,
  renew: boolean,
): Promise<Authenticated | undefined> {
  const { from, secret } = credential;
  if (from === 'header' && secret.startsWith(TOKEN_PREFIX)) {
    const owner = await resumeToken(ctx, secret);
    if (!owner) return undefined;
    const { id: tokenId, user, scopes } = owner;
    const credential = { kind: 'token', tokenId, scopes } as const;
    const actor = proveActor({ userId: user.id, role: user.role, credential });
    return { actor, renewed: undefined };
  }
  const session = secret === '' ? undefined : await resumeSession(ctx, secret, renew);
  if (!session) return undefined;
  const { user, id: sessionId } = session;
  const actor = proveActor({ userId: user.id, role: user.role, credential: { kind: 'session', sessionId } });
  return { actor, renewed: session.renewed && from === 'cookie' ? secret : undefined };
}

/** Whether an actor's credential is still valid. One statement, which renews nothing. */
export async function isStillAuthenticated({ db, now }: Context, actor: Actor): Promise<boolean> {
  const { credential } = actor;
  if (credential.kind === 'token') return isTokenLive(db, actor, credential.tokenId, now);
  return isSessionLive(db, actor, credential.sessionId, now);
}
