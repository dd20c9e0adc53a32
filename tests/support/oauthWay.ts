import type { TestUser } from './api';

/** What came of an attempt: the page to which the user was led, its query, and the cookies that stay. */
export type Outcome = { page: string; query: URLSearchParams };

/** The way of a user to a Git host and back, step by step, as a browser goes it. */
export function oauthWay(baseUrl: string) {
  /** Asks for the way. @returns the address at the host, and the cookie that the browser keeps */
  async function leave(user: TestUser, provider: string, features: string[] = []) {
    const response = await fetch(`${baseUrl}/api/trpc/connection.startOAuth`, {
      method: 'POST',
      headers: { cookie: `session=${user.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ provider, features }),
    });
    const { result } = (await response.json()) as { result?: { data: { url: string } } };
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith('connecting=')) ?? '';
    return { url: result?.data.url ?? '', cookie: cookie.split(';')[0] ?? '', setCookie: cookie };
  }

  /** Opens the host's page, where its user allows or cancels. @returns the address that leads back */
  async function allow(url: string): Promise<string> {
    return (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
  }

  async function comeBack(address: string, cookies: string[]): Promise<Outcome> {
    const headers = { cookie: cookies.filter(Boolean).join('; ') };
    const response = await fetch(address, { headers, redirect: 'manual' });
    const { pathname, searchParams } = new URL(response.headers.get('location') ?? '', baseUrl);
    return { page: pathname, query: searchParams };
  }

  return {
    leave,
    allow,
    comeBack,
    /** All of it. */
    go: async (user: TestUser, provider: string, features: string[] = []): Promise<Outcome> => {
      const { url, cookie } = await leave(user, provider, features);
      return comeBack(await allow(url), [`session=${user.token}`, cookie]);
    },
  };
}
