import { randomUUID } from 'node:crypto';
import { createApiClient } from '@/trpc/client';

export type Answer = {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  data: Record<string, unknown>;
};

export type Ask = {
  /** Sent as JSON, unless it is text, which is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** A client of the API: over REST by method and path, over tRPC by the dashboard's own client. */
export type Caller = {
  ask: (method: string, path: string, ask?: Ask) => Promise<Answer>;
  trpc: ReturnType<typeof createApiClient>;
};

/** A caller whose requests carry these headers. */
export function caller(baseUrl: string, credential: Record<string, string> = {}): Caller {
  return {
    trpc: createApiClient(baseUrl, () => credential),
    ask: async (method, path, { body, headers = {} } = {}) => {
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(baseUrl + path, {
        method,
        headers: { ...type, ...credential, ...headers },
        body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
      });
      const text = await response.text();
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      const parsed = (text === '' || isStream ? {} : JSON.parse(text)) as Record<string, unknown>;
      const data = (parsed.data ?? {}) as Record<string, unknown>;
      return { status: response.status, headers: response.headers, body: parsed, data };
    },
  };
}

export const PASSWORD = 'correct horse battery';

export type TestUser = Caller & { id: string; email: string; token: string };

/** A new account, signed in. The first one of an installation is its admin. */
export async function newUser(baseUrl: string): Promise<TestUser> {
  const email = `${randomUUID()}@example.com`;
  const { status, data } = await caller(baseUrl).ask('POST', '/api/auth/register', {
    body: { email, password: PASSWORD },
  });
  if (status !== 201) throw new Error(`registration answered ${status}`);
  const { token, user } = data as { token: string; user: { id: string } };
  return signedIn(baseUrl, { id: user.id, email, token });
}

/** A caller with a session. */
export function signedIn(baseUrl: string, who: { id: string; email: string; token: string }): TestUser {
  return { ...caller(baseUrl, { cookie: `session=${who.token}` }), ...who };
}

/** A new session of an account, and a caller that has it. */
export async function signIn(
  baseUrl: string,
  email: string,
  { password = PASSWORD, headers = {} }: { password?: string; headers?: Record<string, string> } = {},
): Promise<Caller> {
  const body = { email, password };
  const { status, data } = await caller(baseUrl, headers).ask('POST', '/api/auth/login', { body });
  if (status !== 200) throw new Error(`signing in answered ${status}`);
  return caller(baseUrl, { cookie: `session=${data.token}` });
}

/** A caller with an API token of this user. */
export async function withToken(baseUrl: string, owner: Caller, scopes: string[]): Promise<Caller> {
  const body = { name: 'ci', scopes, expires_in_days: 1 };
  const { status, data } = await owner.ask('POST', '/api/tokens', { body });
  if (status !== 201) throw new Error(`making a token answered ${status}`);
  return caller(baseUrl, { authorization: `Bearer ${data.token}` });
}

/** A repo of this user. Unless a remote is given, it has one that never answers. */
export async function newRepo(
  owner: Caller,
  fields: Record<string, unknown> = {},
): Promise<{ id: string } & Record<string, unknown>> {
  const body = { name: 'my-web-app', remote_url: 'https://git.example.com/my-web-app.git', ...fields };
  const { status, body: answer } = await owner.ask('POST', '/api/repos', { body });
  if (status !== 201) throw new Error(`creating a repo answered ${status}: ${JSON.stringify(answer)}`);
  return answer.data as { id: string };
}

/** Asks ten times a second until the answer fits, for a minute at most: the machine may be busy. Returns that answer. */
export async function until<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
  patienceMs = 60_000,
  everyMs = 100,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
