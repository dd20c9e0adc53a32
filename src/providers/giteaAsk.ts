/** How the parts of Gitea's client ask its API. */

export const PER_PAGE = 50;

export type Answer<T> = { data: T; link: string | null };
export type Sent = { readonly method: 'POST' | 'PATCH' | 'DELETE'; readonly body?: object };
export type Ask = <T>(
  path: string,
  query?: Record<string, string | number>,
  sent?: Sent,
) => Promise<Answer<T>>;

export function encoded(fullName: string): string {
  return fullName.split('/').map(encodeURIComponent).join('/');
}
