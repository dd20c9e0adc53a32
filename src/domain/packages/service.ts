import type { Inventory } from '@/engines/dependencies/package';
import { isEcosystem } from '@/engines/dependencies/package';
import { compareVersions } from '@/engines/dependencies/versions/order';
import { repoIdsWith } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { invalidInput } from '../errors';
import type { ById } from '../fields';
import { cutSortedPage, decodeText, encodeText, sortedKeyset } from '../keyset';
import type { Page } from '../page';
import { requireRepo } from '../repos/service';
import * as query from './query';
import { isInRange, parseRange, type VersionRange } from './rules';
import type { ListedPackage, ListPackagesInput } from './schema';
import * as store from './store';

const ORDER = 'packages';
/** Different versions that a range is compared with, which takes the time of a request. */
const MOST_VERSIONS = 50_000;
const RANGE = 'version must be a version or a range, such as <2.17.1 or >=1.0 <1.4.2';
const WITHIN = 'version needs q or repo_id, whose packages it is compared with';
const TOO_MANY =
  `q must be a longer part of the name: what is searched has more than ${MOST_VERSIONS} different versions, ` +
  'too many to compare with version';

/**
 * The packages of the visible repos by name, or of one repo.
 * @throws DomainError missing_scope; not_found, no_access; invalid_input for a cursor or range that is none, or
 *   over too many versions
 */
export async function listPackages(
  { db, actor }: ActorContext,
  { q, ecosystem, repoId, version, ...page }: ListPackagesInput,
): Promise<Page<ListedPackage>> {
  requireScope(actor, 'findings:read');
  const { limit, after } = sortedKeyset({ limit: page.limit, cursor: page.cursor }, ORDER, isName);
  if (repoId !== undefined) await requireRepo(db, actor, repoId, 'findings:read');
  const range = version === undefined ? undefined : parseRange(version);
  if (version !== undefined && !range) throw invalidInput('version', RANGE);
  if (range && !q && repoId === undefined) throw invalidInput('version', WITHIN);
  const repoIds = repoIdsWith('findings:read', actor, repoId === undefined ? undefined : [repoId]);
  const wanted = { repoIds, q: q || undefined, ecosystem };
  const versions = range && (await versionsWithin(db, wanted, range));
  const place = after && { ...after, key: decodeText(after.key) };
  const rows = await query.listPackages(db, wanted, { versions, after: place, take: limit + 1 });
  const sorted = rows.map(({ key, item }) => ({ item, key: encodeText(key) }));
  return cutSortedPage(sorted, limit, ORDER);
}

/** The versions that a range has, of those that the wanted packages have. @throws DomainError invalid_input if these are too many */
async function versionsWithin(
  db: Db,
  wanted: query.Wanted,
  range: VersionRange,
): Promise<readonly query.Version[]> {
  const all = await query.listVersions(db, wanted, MOST_VERSIONS + 1);
  if (all.length > MOST_VERSIONS) throw invalidInput('q', TOO_MANY);
  return all.filter((one) => isInRange(one.version, range, (a, b) => compareIn(one.ecosystem, a, b)));
}

/** Of a cursor. No name has a NUL, which PostgreSQL refuses. */
function isName(key: string): boolean {
  return !decodeText(key).includes('\0');
}

function compareIn(ecosystem: string, a: string, b: string): number | null {
  return isEcosystem(ecosystem) ? compareVersions(ecosystem, a, b) : null;
}

/** The packages of a repo, for a bill of materials. */
export type RepoPackages = {
  readonly repo: { readonly id: string; readonly name: string; readonly remoteUrl: string | null };
  readonly packages: Inventory['packages'];
};

/**
 * All packages of one of the actor's repos, as its last scan found them; none before the first.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function readPackages({ db, actor }: ActorContext, { id }: ById): Promise<RepoPackages> {
  const { name, remoteUrl, ...repo } = await requireRepo(db, actor, id, 'findings:read');
  const inventory = await store.readInventory(db, repo.id);
  return { repo: { id: repo.id, name, remoteUrl }, packages: inventory?.packages ?? [] };
}
