/** How the parts of GitHub's client ask its API. */

/** github.com has its API on a host of its own, GitHub Enterprise Server below its pages. */
export function githubApiUrl(baseUrl: string): string {
  return baseUrl === 'https://github.com' ? 'https://api.github.com' : `${baseUrl}/api/v3`;
}

export const PER_PAGE = 100;

export type Parameters = Record<
  string,
  string | number | boolean | readonly string[] | { readonly [name: string]: string | number }
>;
export type Answer<T> = { data: T; headers: Record<string, string | number | undefined> };
export type Ask = <T>(route: string, parameters?: Parameters) => Promise<Answer<T>>;

/** A request that writes is sent once: the host may have done it, although its answer failed. */
export const ONCE = { request: { retries: 0 } };

export function partsOf(fullName: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = fullName.split('/');
  return { owner, repo };
}
