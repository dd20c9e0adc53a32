import { SESSION_DAYS } from '@/domain/sessions/rules';
import { readEnv } from '../env';

export const SESSION_COOKIE = 'session';

/** The Set-Cookie value that signs a browser in, or out if there is no token. */
export function sessionCookie(token: string | null): string {
  const secure = readEnv().HEIMDALL_URL.startsWith('https:') ? '; Secure' : '';
  const maxAge = token === null ? 0 : SESSION_DAYS * 24 * 60 * 60;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

/** Returns the session token of a Cookie header, if there is one. */
export function readSessionCookie(header: string | null): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, ...value] = pair.split('=');
    if (name?.trim() === SESSION_COOKIE) return value.join('=').trim() || undefined;
  }
  return undefined;
}
