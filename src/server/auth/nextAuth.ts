import { randomBytes } from 'node:crypto';
import { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { DomainError } from '@/domain/errors';
import type { SignInProblem } from '@/domain/identities/rules';
import { enterByProvider } from '@/domain/identities/service';
import { paths, withQuery } from '@/lib/paths';
import { claimOf } from '../claims';
import { makeContext } from '../context';
import { readEnv } from '../env';
import { deriveKey, loadSecretKey } from '../keys';
import { log } from '../log';
import { isOutOfReach, nextAuthProviders } from '../nextAuthProviders';
import { POLICY_HEADER, pagePolicy } from '../pagePolicy';
import { refuseLargeBody } from '../rest/body';
import { failure, refusal } from '../rest/envelope';
import { adapterFor } from './adapter';
import { authenticate } from './authenticate';
import { readSessionCookie, sessionOptions } from './cookie';
import { countRequest } from './guard';
import { originOf } from './signIn';

function options(headers: Headers, present: string | undefined): NextAuthOptions {
  const env = readEnv();
  const { signInProviders, remotePolicy } = makeContext().settings;
  const { maxAge, cookie } = sessionOptions();
  return {
    adapter: adapterFor(signInProviders, originOf(headers)),
    providers: nextAuthProviders(signInProviders, remotePolicy),
    secret: deriveKey(loadSecretKey(env), 'next-auth'),
    session: { strategy: 'database', maxAge },
    cookies: { sessionToken: cookie },
    pages: { signIn: paths.login(), error: paths.login() },
    logger: quietLogger,
    callbacks: {
      redirect: async ({ url, baseUrl }) => withinSite(url, baseUrl),
      signIn: async ({ account, profile }) => {
        const provider = signInProviders.find(({ id }) => id === account?.provider);
        if (!provider) return false;
        const refused = await enterByProvider(makeContext(), claimOf(provider, profile), present);
        return refused ? backWith(refused, present) : true;
      },
    },
  };
}

/** A user who connects an account from the settings gets back there. */
function backWith(error: SignInProblem, present: string | undefined): string {
  const path = present === undefined ? paths.login() : paths.settings();
  return `${readEnv().HEIMDALL_URL}${withQuery(path, `error=${error}`)}`;
}

/** Its errors may hold answers of a provider, and so tokens. Only their messages are logged. */
const quietLogger: NextAuthOptions['logger'] = {
  error: (code, metadata) =>
    log().warn({ code, reason: reasonOf(metadata) }, 'a sign-in by a provider failed'),
  warn: () => undefined,
  debug: () => undefined,
};

function reasonOf(metadata: Error | { error: Error }): string {
  return metadata instanceof Error ? metadata.message : metadata.error.message;
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

/** The user whom the request's cookie signs in. */
async function presentUser(headers: Headers): Promise<string | undefined> {
  const secret = readSessionCookie(headers.get('cookie'));
  if (secret === undefined) return undefined;
  const credential = { from: 'cookie', secret } as const;
  return (await authenticate(makeContext(), credential, { renew: false }))?.actor.userId;
}

/** What ends a sign-in before next-auth sees it: the user has cancelled, or the provider may not be reached. */
async function problemOf(
  request: Request,
  [action, id]: readonly string[],
): Promise<SignInProblem | undefined> {
  const { settings } = makeContext();
  const provider = settings.signInProviders.find((one) => one.id === id);
  if (!provider || (action !== 'callback' && action !== 'signin')) return undefined;
  if (await isOutOfReach(provider, settings.remotePolicy)) return 'private';
  if (action !== 'callback') return undefined;
  return new URL(request.url).searchParams.get('error') === 'access_denied' ? 'cancelled' : undefined;
}

/** Where next-auth shows its errors. It would itself copy any text of a request into the address. */
function errorPage({ url }: Request): string {
  const error = new URL(url).searchParams.get('error') ?? '';
  return `${readEnv().HEIMDALL_URL}${withQuery(paths.login(), `error=${encodeURIComponent(error)}`)}`;
}

/** The sign-in button's script reads the address from a body, and the browser from a header. */
function redirected({ method }: Request, url: string): Response {
  return method === 'POST'
    ? Response.json({ url })
    : new Response(null, { status: 302, headers: { location: url } });
}

type NextAuthContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/** Answers next-auth's paths below /api/auth; any other path is unknown. */
export async function answerNextAuth(request: Request, context: NextAuthContext): Promise<Response> {
  const nextauth = [(await context.params)?.nextauth ?? []].flat();
  const [action] = nextauth;
  if (!action || !ACTIONS.has(action))
    return refusal(404, `Nothing is served at ${new URL(request.url).pathname}`);
  try {
    await countRequest(makeContext(), request.headers);
    refuseLargeBody(request);
    refuseBadCallback(request);
    if (action === 'error') return redirected(request, errorPage(request));
    const present = await presentUser(request.headers);
    const problem = await problemOf(request, nextauth);
    const answer: Response = problem
      ? redirected(request, backWith(problem, present))
      : await NextAuth(request as never, context as never, options(request.headers, present));
    // Some of its answers are pages, and those need no script.
    answer.headers.set(POLICY_HEADER, pagePolicy(randomBytes(16).toString('base64'), false));
    return answer;
  } catch (error) {
    const isBody = error instanceof SyntaxError;
    const refused = isBody ? new DomainError('invalid_json', 'The request body is not valid JSON') : error;
    return failure(refused, 'manage the session', request);
  }
}
