import { createHash } from 'node:crypto';
import type { Answer, Parameters } from './githubAsk';

/** The fields of a repository that Heimdall reads. */
export type Repository = {
  id: number;
  full_name: string;
  clone_url: string;
  default_branch: string | null;
  private: boolean;
  archived?: boolean;
  language: string | null;
  pushed_at: string | null;
};

const FIELDS: Required<Record<keyof Repository, true>> = {
  ...{ id: true, full_name: true, clone_url: true, default_branch: true },
  ...{ private: true, archived: true, language: true, pushed_at: true },
};

/**
 * The reads that probes, scans and the picker repeat, all of repositories.
 * Checks of a token need its headers, which belong to no version.
 */
const ROUTES = new Set(['GET /repos/{owner}/{repo}', 'GET /repositories/{id}', 'GET /user/repos']);
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
  const { link } = answer.headers;
  answers.set(key, { etag, answer: { data: fieldsOf(answer.data), headers: { etag, link } } });
  const [oldest] = answers.keys();
  if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
}

/** A page of the list has a hundred repositories, with many kilobytes of other fields each. */
function fieldsOf(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(fieldsOf);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(FIELDS, name)));
}
