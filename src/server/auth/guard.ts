import type { Actor } from '@/domain/actor';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { verifiedRepos } from '@/domain/webhooks/lifecycle';
import type { Sent } from '@/domain/webhooks/rules';
import { count } from '../limits';
import { clientNetwork } from '../peer';
import { authenticateInTurn } from '../turns';
import { authenticate, type Credential, readCredential } from './authenticate';
import { refuseCrossSite } from './crossSite';

export type Authenticated = { actor: Actor; renewed: string | undefined };

/**
 * Counts a request that needs no credential, and refuses one from another site.
 * @throws DomainError rate_limited, cross_site
 */
export async function allowAnonymous(method: string, headers: Headers): Promise<void> {
  await count(['anonymous', clientNetwork(headers).network]);
  refuseCrossSite(method, headers);
}

/**
 * Authenticates a request. A valid credential is counted by user, not by address. So an anonymous client
 * can't lock out others behind a shared address.
 * @throws DomainError rate_limited, unauthenticated, cross_site
 */
export async function authenticateRequest(
  ctx: Context,
  method: string,
  headers: Headers,
): Promise<Authenticated> {
  const credential = readCredential(headers);
  const authenticated = credential && (await authenticate(ctx, credential));
  if (!authenticated) {
    await count(['anonymous', clientNetwork(headers).network]);
    throw new DomainError('unauthenticated', 'Authentication required');
  }
  if (isAmbient(credential)) refuseCrossSite(method, headers);
  await count(['user', authenticated.actor.userId]);
  return authenticated;
}

/**
 * Finds out by its signature which repos a delivery of a Git host is about. A valid one is counted by repo, not by address.
 * @throws DomainError rate_limited, signature_mismatch
 */
export async function authenticateDelivery(ctx: Context, headers: Headers, sent: Sent): Promise<string[]> {
  const repoIds = await authenticateInTurn(() => verifiedRepos(ctx, sent));
  if (!repoIds) {
    await count(['anonymous', clientNetwork(headers).network]);
    throw new DomainError('signature_mismatch', 'Signature mismatch');
  }
  await count(['delivery', repoIds[0] ?? sent.provider]);
  return repoIds;
}

/**
 * Counts a request that another library answers: of a valid credential by user, any other by address.
 * @throws DomainError rate_limited
 */
export async function countRequest(ctx: Context, headers: Headers): Promise<void> {
  const credential = readCredential(headers);
  const authenticated = credential && (await authenticate(ctx, credential, { renew: false }));
  await count(
    authenticated ? ['user', authenticated.actor.userId] : ['anonymous', clientNetwork(headers).network],
  );
}

/**
 * Authenticates the request for a page. The session is not renewed, as a page can't set its cookie; the
 * page's first call renews both.
 * @throws DomainError unauthenticated
 */
export async function readUser(ctx: Context, headers: Headers): Promise<Authenticated> {
  const credential = readCredential(headers);
  const authenticated = credential && (await authenticate(ctx, credential, { renew: false }));
  if (!authenticated) throw new DomainError('unauthenticated', 'Authentication required');
  return authenticated;
}

/** A browser sends a cookie with any page's request, but a header only if a script sets it. */
function isAmbient(credential: Credential | undefined): boolean {
  return credential?.from === 'cookie';
}
