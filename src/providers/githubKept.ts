import { createHash } from 'node:crypto';
import type { Answer, Parameters } from './githubAsk';

/** The reads that probes and scans repeat. Checks of a token need its headers, which belong to no version. */
const ROUTES = new Set(['GET /repos/{owner}/{repo}', 'GET /repositories/{id}']);
const MOST_KEPT = 500;

/** An answer, and the host's name for this version of it. */
export type Kept = { readonly etag: string; readonly answer: Answer<unknown> };

/** The newest answers of this process, by token, host and request. */
const answers = new Map<string, Kept>();

/**
 * The key of a request whose answer is kept; undefined for any other.
 * GitHub does not count a request whose answer has not changed against its limits.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api.
 */
export function keptAs(
  [host, token]: readonly [host: string, token: string],
  route: string,
  parameters: Parameters,
): string | undefined {
  if (!ROUTES.has(route)) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([host, token, route, parameters]))
    .digest('base64');
}

export function findKept(key: string | undefined): Kept | undefined {
  return key === undefined ? undefined : answers.get(key);
}

/** Keeps an answer that has an ETag. The oldest one makes room for it. */
export function keep(key: string | undefined, answer: Answer<unknown>): void {
  const { etag } = answer.headers;
  if (key === undefined || typeof etag !== 'string') return;
  answers.delete(key);
  answers.set(key, { etag, answer });
  const [oldest] = answers.keys();
  if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
}
