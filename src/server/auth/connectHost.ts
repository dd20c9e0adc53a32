import { finishOAuth } from '@/domain/connections/service';
import { paths, withQuery } from '@/lib/paths';
import { makeContext, withActor } from '../context';
import { readEnv } from '../env';
import { failure } from '../rest/envelope';
import { authenticate } from './authenticate';
import { attemptCookie, readAttemptCookie, readSessionCookie } from './cookie';
import { countRequest } from './guard';

type PathContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/** Answers a user who comes back from a Git host that they connect. The connections page says what came of it. */
export async function answerConnect(request: Request, context: PathContext): Promise<Response> {
  try {
    await countRequest(makeContext(), request.headers);
    const provider = String((await context.params)?.provider);
    return redirected(await pageAfter(request, provider));
  } catch (error) {
    return failure(error, 'connect the host', request);
  }
}

/** The path of the page to open. */
async function pageAfter({ url, headers }: Request, provider: string): Promise<string> {
  const cookies = headers.get('cookie');
  const secret = readSessionCookie(cookies);
  const ctx = makeContext();
  const credential = { from: 'cookie', secret: secret ?? '' } as const;
  const signedIn = await authenticate(ctx, credential, { renew: false });
  if (!signedIn) return paths.login(paths.connections());
  const { searchParams } = new URL(url);
  const returned = {
    code: searchParams.get('code'),
    state: searchParams.get('state'),
    error: searchParams.get('error'),
  };
  const attempt = readAttemptCookie(cookies);
  const done = await finishOAuth(withActor(ctx, signedIn.actor), { provider, attempt, returned });
  const query = typeof done === 'string' ? `problem=${done}` : `connected=${done.id}`;
  return withQuery(paths.connections(), query);
}

/** An attempt ends with its answer, whatever that is. */
function redirected(path: string): Response {
  const headers = { location: `${readEnv().HEIMDALL_URL}${path}`, 'set-cookie': attemptCookie(null) };
  return new Response(null, { status: 302, headers: { ...headers, 'cache-control': 'no-store' } });
}
