import { requireAccess, visibleRepos } from '../access';
import { type Actor, requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { notFound } from '../errors';
import type { ById } from '../fields';
import { isId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { requireRepo } from '../repos/service';
import { requireScan } from '../scans/service';
import type {
  Finding,
  FindingDetail,
  FindingFilter,
  FindingRow,
  ListFindingsInput,
  PageFindingsInput,
  PageOfFindings,
} from './schema';
import * as store from './store';

/**
 * A finding in one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also if its repo was deleted; no_access for another user's repo
 */
export async function getFinding({ db, actor }: ActorContext, { id }: ById): Promise<FindingDetail> {
  requireScope(actor, 'findings:read');
  const found = isId(id) ? await store.findFinding(db, id) : undefined;
  if (!found) throw notFound('Finding', id);
  requireAccess(actor, found.repo, 'findings:read');
  return found.finding;
}

/**
 * The findings in one of the actor's repos, newest first; `q` is searched in titles, rule ids and file paths.
 * @throws DomainError missing_scope; not_found, no_access of repo or scan; invalid_input for an invalid cursor
 */
export async function listFindings(
  { db, actor }: ActorContext,
  input: ListFindingsInput,
): Promise<Page<Finding>> {
  requireScope(actor, 'findings:read');
  const { limit, before } = keyset(input);
  const filter = await filterOf(db, actor, input);
  return cutPage(
    await store.listFindings(db, visibleRepos(actor), filter, { before, take: limit + 1 }),
    limit,
  );
}

/** As listFindings, with only the fields of a list's row. */
export async function listFindingRows(
  { db, actor }: ActorContext,
  input: ListFindingsInput,
): Promise<Page<FindingRow>> {
  requireScope(actor, 'findings:read');
  const { limit, before } = keyset(input);
  const filter = await filterOf(db, actor, input);
  return cutPage(
    await store.listFindingRows(db, visibleRepos(actor), filter, { before, take: limit + 1 }),
    limit,
  );
}

const DEFAULT_PER_PAGE = 25;

/**
 * The findings of a scan in numbered pages, by descending severity.
 * @throws DomainError missing_scope; not_found, no_access of the scan
 */
export async function pageFindings(
  { db, actor }: ActorContext,
  { id: scanId, ...input }: PageFindingsInput,
): Promise<PageOfFindings> {
  const { page = 1, perPage = DEFAULT_PER_PAGE } = input;
  const { repoId } = await requireScan(db, actor, scanId, 'findings:read');
  const filter = await filterOf(db, actor, { ...input, repoId, scanId });
  const place = { skip: (page - 1) * perPage, take: perPage };
  const { items, total } = await store.pageFindings(db, visibleRepos(actor), filter, place);
  return { items, total, page, perPage, totalPages: Math.ceil(total / perPage) };
}

/**
 * The new findings of a scan, in the order of their creation, for a client that watches it.
 * @param after the id of the last finding that the client has; the scan's own id for none
 */
export async function listNewFindings(
  { db, actor }: ActorContext,
  { scanId, after }: { scanId: string; after: string },
): Promise<Finding[]> {
  const scan = await requireScan(db, actor, scanId, 'findings:read');
  return store.listNew(db, scan.id, isId(after) ? after : scan.id, MAX_NEW);
}

const MAX_NEW = 100;

type Chosen = Omit<ListFindingsInput, 'limit' | 'cursor'>;

async function filterOf(
  db: Db,
  actor: Actor,
  { repoId, scanId, severity = [], status = [], source = [], ruleId, path, q }: Chosen,
): Promise<FindingFilter> {
  await requireRepo(db, actor, repoId, 'findings:read');
  if (scanId !== undefined) {
    const scan = await requireScan(db, actor, scanId, 'findings:read');
    if (scan.repoId !== repoId) throw notFound('Scan', scanId);
  }
  return { repoId, scanId, severity, status, source, ruleId, path, q: q || undefined };
}
