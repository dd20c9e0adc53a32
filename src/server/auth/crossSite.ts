import { DomainError } from '@/domain/errors';
import { readEnv } from '../env';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses an unsafe request if the browser says that another site made it.
 * A request without these headers does not come from a page and is allowed.
 */
export function refuseCrossSite(method: string, headers: Headers): void {
  if (SAFE_METHODS.has(method)) return;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const foreignOrigin = origin !== null && !isOwnOrigin(origin, headers.get('host'));
  const foreignSite = site !== null && site !== 'same-origin' && site !== 'none';
  if (foreignOrigin || foreignSite) throw new DomainError('cross_site', 'Cross-site request refused');
}

/** The public address, or the host of the request, as on http://127.0.0.1 beside http://localhost. */
function isOwnOrigin(origin: string, host: string | null): boolean {
  if (origin === new URL(readEnv().HEIMDALL_URL).origin) return true;
  return host !== null && (origin === `http://${host}` || origin === `https://${host}`);
}
