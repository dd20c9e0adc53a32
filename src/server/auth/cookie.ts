import { SESSION_DAYS } from '@/domain/sessions/rules';
import { readEnv } from '../env';

const SESSION_COOKIE = 'session';
/** What a browser keeps while its user connects a host there. */
const ATTEMPT_COOKIE = 'connecting';

const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;

/** The session's cookie as next-auth sets it, with the same flags and lifetime as sessionCookie. */
export function sessionOptions() {
  return {
    maxAge: SESSION_SECONDS,
    cookie: {
      name: SESSION_COOKIE,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
    },
  } as const;
}

function isSecure(): boolean {
  return readEnv().HEIMDALL_URL.startsWith('https:');
}

/** The Set-Cookie value that signs a browser in, or out if there is no token. */
export function sessionCookie(token: string | null): string {
  const maxAge = token === null ? 0 : SESSION_SECONDS;
  return cookie(SESSION_COOKIE, { value: token ?? '', path: '/', maxAge });
}

/** The Set-Cookie value of an attempt to connect a host, or that ends it if there is none. */
export function attemptCookie(attempt: string | null, seconds = 0): string {
  return cookie(ATTEMPT_COOKIE, { value: attempt ?? '', path: '/api/auth/callback', maxAge: seconds });
}

function cookie(
  name: string,
  { value, path, maxAge }: { value: string; path: string; maxAge: number },
): string {
  const flags = `HttpOnly; SameSite=Lax; Max-Age=${maxAge}${isSecure() ? '; Secure' : ''}`;
  return `${name}=${value}; Path=${path}; ${flags}`;
}

/** Returns the session token of a Cookie header, if there is one. */
export function readSessionCookie(header: string | null): string | undefined {
  return readCookie(header, SESSION_COOKIE);
}

export function readAttemptCookie(header: string | null): string | undefined {
  return readCookie(header, ATTEMPT_COOKIE);
}

function readCookie(header: string | null, wanted: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, ...value] = pair.split('=');
    if (name?.trim() === wanted) return value.join('=').trim() || undefined;
  }
  return undefined;
}
