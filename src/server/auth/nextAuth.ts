import { randomBytes } from 'node:crypto';
import { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';
import { DomainError } from '@/domain/errors';
import { closeSessionOfToken, resumeSession } from '@/domain/sessions/lifecycle';
import { SESSION_DAYS } from '@/domain/sessions/rules';
import { makeContext } from '../context';
import { getDb } from '../db';
import { readEnv } from '../env';
import { deriveKey, loadSecretKey } from '../keys';
import { POLICY_HEADER, pagePolicy } from '../pagePolicy';
import { refuseLargeBody } from '../rest/body';
import { failure, refusal } from '../rest/envelope';
import { SESSION_COOKIE } from './cookie';
import { countRequest } from './guard';

/**
 * Lets next-auth use our session table, by the calls that authenticate every other request.
 * It creates no accounts and opens no sessions: there is no provider yet, and passwords have their own
 * endpoints.
 */
const adapter: Adapter = {
  async getSessionAndUser(sessionToken) {
    const session = await resumeSession({ db: getDb(), now: new Date() }, sessionToken);
    if (!session) return null;
    const { user, expiresAt } = session;
    return {
      session: { sessionToken, userId: user.id, expires: expiresAt },
      user: { id: user.id, email: user.email, name: user.displayName, emailVerified: null },
    };
  },
  // resumeSession has renewed the session already, and sets its expiry itself.
  updateSession: async () => null,
  deleteSession: (sessionToken) => closeSessionOfToken(getDb(), sessionToken),
};

function options(): NextAuthOptions {
  const env = readEnv();
  const secure = env.HEIMDALL_URL.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    adapter,
    providers: [],
    secret: deriveKey(loadSecretKey(env), 'next-auth'),
    session: { strategy: 'database', maxAge: SESSION_DAYS * 24 * 60 * 60 },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: cookie } },
    pages: { signIn: '/login' },
    callbacks: { redirect: async ({ url, baseUrl }) => withinSite(url, baseUrl) },
  };
}

/** next-auth may redirect a browser to Heimdall only, whatever a request asks for. */
function withinSite(url: unknown, baseUrl: string): string {
  if (typeof url !== 'string' || !URL.canParse(url, baseUrl)) return baseUrl;
  const target = new URL(url, baseUrl);
  return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}

const CALLBACK_COOKIES = ['next-auth.callback-url', '__Secure-next-auth.callback-url'];

/**
 * next-auth would answer a bad address with a 500.
 * @throws DomainError invalid_input
 */
function refuseBadCallback(request: Request): void {
  const { cookies, nextUrl } = new NextRequest(request.url, { headers: request.headers });
  const stored = CALLBACK_COOKIES.flatMap((name) => cookies.getAll(name)).map(({ value }) => value);
  for (const url of [...nextUrl.searchParams.getAll('callbackUrl'), ...stored]) {
    if (url === '' || isHttpUrl(url)) continue;
    throw new DomainError('invalid_input', 'callbackUrl must be a path, or an http or https URL');
  }
}

function isHttpUrl(url: string): boolean {
  const base = url.startsWith('/') ? readEnv().HEIMDALL_URL : undefined;
  return URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);
}

/** The paths of next-auth below /api/auth. Source: next-auth 4, "REST API". */
const ACTIONS = new Set([
  'signin',
  'signout',
  'session',
  'csrf',
  'providers',
  'callback',
  'error',
  'verify-request',
]);

type NextAuthContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/** Answers next-auth's paths below /api/auth; any other path is unknown. */
export async function answerNextAuth(request: Request, context: NextAuthContext): Promise<Response> {
  const nextauth = (await context.params)?.nextauth;
  const action = Array.isArray(nextauth) ? nextauth[0] : undefined;
  if (!action || !ACTIONS.has(action))
    return refusal(404, `Nothing is served at ${new URL(request.url).pathname}`);
  try {
    await countRequest(makeContext(), request.headers);
    refuseLargeBody(request);
    refuseBadCallback(request);
    const answer: Response = await NextAuth(request as never, context as never, options());
    // Some of its answers are pages, and those need no script.
    answer.headers.set(POLICY_HEADER, pagePolicy(randomBytes(16).toString('base64'), false));
    return answer;
  } catch (error) {
    const isBody = error instanceof SyntaxError;
    const refused = isBody ? new DomainError('invalid_json', 'The request body is not valid JSON') : error;
    return failure(refused, 'manage the session', request);
  }
}
