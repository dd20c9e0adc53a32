import { ProviderError } from './provider';

/** A failed answer of a host, as far as clients need it. */
export type FailedAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
};

/** Without a header that says how long, in seconds. Source: GitHub's documentation of its rate limits. */
const DEFAULT_WAIT = 60;

/** Why a host refused or failed, in words for users. None of the host's own text is in them. */
export function errorOf({ status, headers }: FailedAnswer, host: string): ProviderError {
  const wait = waitOf(headers);
  if (status === 429 || (status === 403 && wait !== undefined)) {
    const seconds = wait ?? DEFAULT_WAIT;
    return new ProviderError('limited', `The host ${host} limits our requests. ${laterBy(seconds)}`, seconds);
  }
  if (status === 401) return new ProviderError('refused', `The host ${host} does not accept the token.`);
  if (status === 403) return new ProviderError('forbidden', `The token may not do this on ${host}.`);
  if (status === 410) return new ProviderError('forbidden', issuesOff(host));
  if (status === 404) return new MissingError('unavailable', notTheApi(host).message);
  if (status >= 500) {
    return new ProviderError('unavailable', `The host ${host} reports an internal error. Try again later.`);
  }
  if (status === 400 || status === 422) return new RejectedError('unavailable', notTheApi(host).message);
  return notTheApi(host);
}

/** The host does not take what was sent. Only who sent it knows what that may mean. */
export class RejectedError extends ProviderError {}

/** The host says that something does not exist, which it also says of what the token can't see. */
export class MissingError extends ProviderError {}

/** @returns undefined if the host says that it does not exist */
export async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof MissingError) return undefined;
    throw error;
  }
}

/** @returns undefined if the token may not do it */
export async function orLacking<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'forbidden') return undefined;
    throw error;
  }
}

/** An answer that is not of the provider's API, as of another website. */
export function notTheApi(host: string): ProviderError {
  return new ProviderError(
    'unavailable',
    `The host ${host} does not answer as this provider. Check its address.`,
  );
}

function issuesOff(host: string): string {
  return `The repository on ${host} has its issues turned off.`;
}

/** As the answer, but what does not exist means that the repository has no issues for this token. */
export async function orWithoutIssues<T>(answer: Promise<T>, host: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    throw new ProviderError('forbidden', `${issuesOff(host)} Or the token can't see them.`);
  }
}

/** All items of a list of pages. @throws ProviderError if there are too many */
export async function allPages<T>(
  host: string,
  most: number,
  read: (page: number) => Promise<{ items: readonly T[]; nextPage: number | null }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= most; ) {
    const { items, nextPage } = await read(page);
    all.push(...items);
    if (nextPage === null) return all;
    page = nextPage;
  }
  throw new ProviderError('unavailable', `The repository on ${host} has too much of this to read it all.`);
}

function laterBy(seconds: number): string {
  return seconds < 120
    ? `Try again in ${seconds} seconds.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

/**
 * How many seconds a limited client has to wait; undefined if it is not limited.
 * Source: GitHub and GitLab both name them Retry-After, X-RateLimit-* and RateLimit-*.
 */
function waitOf(headers: FailedAnswer['headers']): number | undefined {
  const after = Number(headers['retry-after']);
  if (after > 0) return Math.ceil(after);
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
  if (remaining === undefined || Number(remaining) > 0) return undefined;
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  const seconds = Math.ceil(reset - Date.now() / 1000);
  return seconds > 0 ? seconds : DEFAULT_WAIT;
}

/** The number of the next page by a Link header; null on the last page. Source: RFC 8288. */
export function nextPageOf(link: string | null | undefined, page: number): number | null {
  return link?.split(',').some((one) => one.includes('rel="next"')) ? page + 1 : null;
}
