import { type Caller, caller, newUser, PASSWORD } from './api';
import { startServer, type TestServer } from './server';

/** An installation that limits requests, with its first account. A test can ask it from any number of addresses. */
export async function startLimited(): Promise<TestServer> {
  const server = await startServer({
    env: { HEIMDALL_RATE_LIMITS: 'on', TRUST_PROXY: 'true', HEIMDALL_OPEN_REGISTRATION: 'true' },
  });
  await newUser(server.url);
  return server;
}

/** A caller at an address, as the trusted proxy names it. */
export function callerAt(url: string, address: string, credential: Record<string, string> = {}): Caller {
  return caller(url, { ...credential, 'x-forwarded-for': address });
}

export const failedSignIn = (url: string, address: string, email: string) =>
  callerAt(url, address).ask('POST', '/api/auth/login', { body: { email, password: 'wrong' } });

/** Registers a user from an address. Returns the token of its session. */
export async function newUserAt(url: string, address: string): Promise<string> {
  const body = { email: `${address}@example.com`, password: PASSWORD };
  const answer = await callerAt(url, address).ask('POST', '/api/auth/register', { body });
  return String(answer.data.token);
}
