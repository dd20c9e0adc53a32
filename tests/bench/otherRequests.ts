import type { TestUser } from '@tests/support/api';

/** How long requests of each kind took, in milliseconds. */
export type Latencies = Record<Kind, number[]>;
export const KINDS = ['list', 'create', 'findings page'] as const;
export type Kind = (typeof KINDS)[number];

/** Between two requests, in milliseconds: people, not a load test. */
const BETWEEN_MS = 5;

/**
 * Lists, creates and reads a repo's findings in turn, for so many milliseconds or until it is stopped. It sends one
 * request at a time. On two cores, requests then wait for the purge, and not for each other.
 */
export async function watchOthers(
  user: TestUser,
  repoId: string,
  ms: number,
  over?: AbortSignal,
): Promise<Latencies> {
  const times: Latencies = { list: [], create: [], 'findings page': [] };
  const end = performance.now() + ms;
  while (performance.now() < end && !over?.aborted) {
    times.list.push(await asked(user, 'GET', '/api/repos?limit=25'));
    times.create.push(
      await asked(user, 'POST', '/api/repos', { name: 'other', source_type: 'github', remote_url: null }),
    );
    times['findings page'].push(await asked(user, 'GET', `/api/repos/${repoId}/findings?limit=25`));
  }
  return times;
}

async function asked(user: TestUser, method: string, path: string, body?: object): Promise<number> {
  const start = performance.now();
  const { status } = await user.ask(method, path, { body });
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}`);
  const took = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  return took;
}

/** The value below which this part of the others lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
