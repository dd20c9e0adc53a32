import type { Actor } from '@/domain/actor';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { count } from '../limits';
import { clientNetwork } from '../peer';
import { authenticate, type Credential, readCredential } from './authenticate';
import { refuseCrossSite } from './crossSite';

export type Admitted = { actor: Actor; renewed: string | undefined };

/** Lets anyone in who does not ask too often, and no foreign page. Throws rate_limited, cross_site. */
export async function admitAnyone(method: string, headers: Headers): Promise<void> {
  await count(['stranger', clientNetwork(headers).network]);
  refuseCrossSite(method, headers);
}

/**
 * Finds out who asks. Requests with a valid credential do not count against their address, so that
 * one noisy stranger behind a shared address shuts nobody out.
 * @throws DomainError rate_limited, unauthenticated, cross_site
 */
export async function admitUser(ctx: Context, method: string, headers: Headers): Promise<Admitted> {
  const credential = readCredential(headers);
  const admitted = credential && (await authenticate(ctx, credential));
  if (!admitted) {
    await count(['stranger', clientNetwork(headers).network]);
    throw new DomainError('unauthenticated', 'Authentication required');
  }
  if (isAmbient(credential)) refuseCrossSite(method, headers);
  await count(['user', admitted.actor.userId]);
  return admitted;
}

/**
 * Finds out who opens a page. The session is not renewed: the cookie could not follow, and the page's first call
 * renews both. Throws unauthenticated.
 */
export async function recogniseUser(ctx: Context, headers: Headers): Promise<Admitted> {
  const credential = readCredential(headers);
  const admitted = credential && (await authenticate(ctx, credential, { renew: false }));
  if (!admitted) throw new DomainError('unauthenticated', 'Authentication required');
  return admitted;
}

/** A browser sends a cookie by itself, whichever page made it; a header is somebody's doing. */
function isAmbient(credential: Credential | undefined): boolean {
  return credential?.from === 'cookie';
}
