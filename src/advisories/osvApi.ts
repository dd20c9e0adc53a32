import type { Advisory, PackageKey } from '@/engines/dependencies/advisory';
import { parseAdvisory } from '@/engines/dependencies/osv';
import { type Host, HostError } from './host';
import { MOST_DOCUMENT_BYTES } from './item';

/** What the API says of some packages. */
export type Listing = {
  /** The advisories of each package that it answered for: ids, and when each was changed. */
  readonly found: ReadonlyMap<PackageKey, ReadonlyMap<string, string>>;
  /** Packages that it refuses a query for. */
  readonly refused: readonly PackageKey[];
};

/** How many queries one request has. The API refuses more than a thousand. */
const QUERIES_AT_ONCE = 1_000;
/** So many bad queries of a listing are found by halving. Hostile lock files may have any number of them. */
const MOST_ISOLATED = 20;
/** A package has at most so many pages of advisories. */
const MOST_PAGES = 100;
const MOST_ANSWER_BYTES = 4 * MOST_DOCUMENT_BYTES;
/** How many advisories are fetched at once. */
const FETCHED_AT_ONCE = 8;

/**
 * Lists the advisories of packages by the API's `querybatch`, page by page.
 * One bad query makes the API refuse its whole batch. Such a batch is halved until that query is alone.
 * After many of them, all queries of a refused batch count as refused.
 * @throws HostError if the host does not answer
 */
export async function listAdvisories(host: Host, keys: readonly PackageKey[]): Promise<Listing> {
  const found = new Map<PackageKey, Map<string, string>>();
  const refused: PackageKey[] = [];
  let queries: Query[] = keys.map((key) => ({ key, page: undefined }));
  for (let page = 0; queries.length > 0; page += 1) {
    if (page === MOST_PAGES) throw new HostError('The OSV API gives pages without an end.');
    const next: Query[] = [];
    for (let from = 0; from < queries.length; from += QUERIES_AT_ONCE) {
      await queryIsolated(queries.slice(from, from + QUERIES_AT_ONCE));
    }
    queries = next;

    async function queryIsolated(batch: readonly Query[]): Promise<void> {
      const results = await query(host, batch);
      if (results === 'refused' && batch.length > 1 && refused.length < MOST_ISOLATED) {
        const middle = Math.ceil(batch.length / 2);
        await queryIsolated(batch.slice(0, middle));
        await queryIsolated(batch.slice(middle));
      } else if (results === 'refused') refused.push(...batch.map(({ key }) => key));
      else for (const [at, { key }] of batch.entries()) take(key, results[at]);
    }

    function take(key: PackageKey, result: Result | undefined): void {
      const listed = found.get(key) ?? new Map<string, string>();
      for (const { id, modified } of result?.vulns ?? []) listed.set(id, modified);
      found.set(key, listed);
      if (result?.next_page_token) next.push({ key, page: result.next_page_token });
    }
  }
  for (const key of refused) found.delete(key);
  return { found, refused };
}

type Query = { readonly key: PackageKey; readonly page: string | undefined };
type Result = { vulns?: { id: string; modified: string }[]; next_page_token?: string };

async function query(host: Host, batch: readonly Query[]): Promise<Result[] | 'refused'> {
  const queries = batch.map(({ key, page }) => {
    const slash = key.indexOf('/');
    const named = { ecosystem: key.slice(0, slash), name: key.slice(slash + 1) };
    return { package: named, ...(page === undefined ? {} : { page_token: page }) };
  });
  try {
    const answer = await host.read('/v1/querybatch', MOST_ANSWER_BYTES, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries }),
    });
    return resultsOf(parseJson(answer), batch.length);
  } catch (error) {
    if (error instanceof HostError && error.status === 400) return 'refused';
    throw error;
  }
}

function resultsOf(json: unknown, count: number): Result[] {
  const { results } = (json ?? {}) as { results?: unknown };
  if (!Array.isArray(results) || results.length !== count)
    throw new HostError('The OSV API answered with other results than there were queries.');
  return results.map((result) => {
    const { vulns, next_page_token: next } = (result ?? {}) as Record<string, unknown>;
    const listed = Array.isArray(vulns) ? vulns.filter(isListed) : [];
    return { vulns: listed, ...(typeof next === 'string' && next !== '' ? { next_page_token: next } : {}) };
  });
}

function isListed(value: unknown): value is { id: string; modified: string } {
  const { id, modified } = (value ?? {}) as Record<string, unknown>;
  return typeof id === 'string' && typeof modified === 'string';
}

/**
 * Fetches advisories, several at once, in no order. Those that the API does not know, or that can't be read, are skipped.
 * @throws HostError if the host does not answer
 */
export async function* fetchAdvisories(host: Host, ids: readonly string[]): AsyncGenerator<Advisory> {
  const waiting = [...ids];
  const running = new Set<Promise<Fetched>>();
  const start = () => {
    const id = waiting.pop();
    if (id === undefined) return;
    const fetching: Promise<Fetched> = fetchOne(host, id).then((advisory) => ({ advisory, fetching }));
    // The loop below throws the first error. Those of the others are then of no interest.
    fetching.catch(() => undefined);
    running.add(fetching);
  };
  for (let slot = 0; slot < FETCHED_AT_ONCE; slot += 1) start();
  while (running.size > 0) {
    const { advisory, fetching } = await Promise.race(running);
    running.delete(fetching);
    start();
    if (advisory) yield advisory;
  }
}

type Fetched = { readonly advisory: Advisory | undefined; readonly fetching: Promise<Fetched> };

async function fetchOne(host: Host, id: string): Promise<Advisory | undefined> {
  try {
    const answer = await host.read(`/v1/vulns/${encodeURIComponent(id)}`, MOST_ANSWER_BYTES);
    const parsed = parseAdvisory(parseJson(answer));
    return 'advisory' in parsed && parsed.advisory.id === id ? parsed.advisory : undefined;
  } catch (error) {
    const { status } = error as Partial<HostError>;
    if (status === 404 || status === 400) return undefined;
    throw error;
  }
}

function parseJson(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    throw new HostError('The OSV API gave an answer that is no complete JSON.');
  }
}
