import { HostError, type HostOptions, openHost } from '@/advisories/host';
import { fetchAdvisories, type Listing, listAdvisories } from '@/advisories/osvApi';
import {
  advisoriesOf,
  listOutdated,
  listUnchecked,
  listUnlisted,
  recordAdvisories,
  recordChecks,
} from '@/domain/advisories/lifecycle';
import type { Context } from '@/domain/context';
import type { Advisory, AdvisoryData, PackageKey } from '@/engines/dependencies/advisory';

/** How many packages are checked before the answers are stored, so that a failure later on loses little. */
const KEYS_AT_ONCE = 1_000;
const RECORDED_AT_ONCE = 100;

/**
 * What is known of these packages. With HEIMDALL_ADVISORIES=api, the OSV API is asked first, and its answers are stored.
 * It is asked about a package once a day. Without its answer, what was stored before counts.
 * @returns also why not all packages could be checked, as a sentence; undefined if all were
 */
export async function askAdvisories(
  makeContext: () => Context,
  keys: readonly PackageKey[],
  options: HostOptions,
): Promise<{ data: AdvisoryData; problem: string | undefined }> {
  const problem = await checkAdvisories(makeContext, keys, options);
  return { data: await advisoriesOf(makeContext(), keys), problem };
}

async function checkAdvisories(
  makeContext: () => Context,
  keys: readonly PackageKey[],
  options: HostOptions,
): Promise<string | undefined> {
  const { mode, apiUrl } = makeContext().settings.advisories;
  if (mode !== 'api') return undefined;
  const unchecked = await listUnchecked(makeContext(), [...new Set(keys)]);
  if (unchecked.length === 0) return undefined;
  const unknown: PackageKey[] = [];
  try {
    const host = await openHost(apiUrl, options);
    try {
      for (let from = 0; from < unchecked.length; from += KEYS_AT_ONCE) {
        const listing = await listAdvisories(host, unchecked.slice(from, from + KEYS_AT_ONCE));
        const missed = await storeAnswers(makeContext, listing, (ids) => fetchAdvisories(host, ids));
        unknown.push(...listing.refused, ...missed);
      }
    } finally {
      await host.close();
    }
  } catch (error) {
    if (error instanceof HostError) return error.message;
    throw error;
  }
  if (unknown.length === 0) return undefined;
  const named = unknown.length === 1 ? unknown[0] : `${unknown.length} packages, such as ${unknown[0]}`;
  return `The OSV API does not have an answer for ${named}.`;
}

/** @returns packages with an advisory that the API lists, but does not give in a form that can be read */
async function storeAnswers(
  makeContext: () => Context,
  { found }: Listing,
  fetchAll: (ids: readonly string[]) => AsyncIterable<Advisory>,
): Promise<PackageKey[]> {
  const listed = new Map([...found.values()].flatMap((ids) => [...ids]));
  const missing = new Set(await listOutdated(makeContext(), listed));
  // The API does not list what was withdrawn, but still has it.
  const unlisted = await listUnlisted(makeContext(), [...found.keys()], new Set(listed.keys()));
  let batch: Advisory[] = [];
  for await (const advisory of fetchAll([...missing, ...unlisted])) {
    missing.delete(advisory.id);
    batch.push(advisory);
    if (batch.length < RECORDED_AT_ONCE) continue;
    await recordAdvisories(makeContext(), batch);
    batch = [];
  }
  await recordAdvisories(makeContext(), batch);
  const isWhole = (key: PackageKey) => [...(found.get(key)?.keys() ?? [])].every((id) => !missing.has(id));
  const whole = [...found.keys()].filter(isWhole);
  await recordChecks(makeContext(), whole);
  return [...found.keys()].filter((key) => !isWhole(key));
}
