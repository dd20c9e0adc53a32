import type { Connection } from '@/trpc/types';

/** The scopes of a connection, as far as its host names them. */
export function scopesText({
  provider,
  kind,
  scopes,
}: Pick<Connection, 'provider' | 'kind' | 'scopes'>): string {
  if (scopes.length === 0) return 'its host does not name its scopes';
  const all = scopes.join(', ');
  // Gitea names no scopes of a token. These are what it was seen to do.
  return provider === 'gitea' && kind === 'token' ? `at least ${all}` : all;
}
