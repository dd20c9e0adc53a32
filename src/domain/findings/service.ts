import { type Permission, repoIdsWith } from '../access';
import { type Actor, requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { notFound } from '../errors';
import { listEvents as readEvents, recordEvents } from '../events/lifecycle';
import type { AddCommentInput, FindingEvent, ListEventsInput, NamedEventPage } from '../events/schema';
import type { ById } from '../fields';
import { EXAMINED, EXPORTED } from '../findingBounds';
import { countFacets, reachOf } from '../findingCounts/query';
import type { Wanted } from '../findingFilter';
import { isKeyOf, orderName } from '../findingOrder';
import { isId, newId } from '../ids';
import { cutPage, keyset, sortedKeyset } from '../keyset';
import type { Page } from '../page';
import { lockLiveRepo, readRights, requireAccess } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import { requireScan } from '../scans/service';
import { readNames } from '../users/lifecycle';
import { lockFindings } from './lifecycle';
import * as query from './query';
import { isRechecked } from './rules';
import {
  type Exported,
  type Finding,
  type FindingDetail,
  type FindingDetails,
  type FindingFilter,
  type FindingPage,
  type FindingRow,
  findingDetails,
  type ListFindingRowsInput,
  type ListFindingsInput,
  type PageFindingsInput,
  type PageOfFindings,
} from './schema';

/**
 * A finding in one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also if its repo was deleted; no_access for another user's repo
 */
export async function getFinding({ db, actor }: ActorContext, { id }: ById): Promise<FindingDetail> {
  return requireFinding(db, actor, id, 'findings:read');
}

/**
 * The finding of this id, if the actor has this right on its repo.
 * @throws DomainError as getFinding
 */
export async function requireFinding(
  db: Db,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<FindingDetail> {
  requireScope(actor, permission);
  const found = isId(id) ? await query.findFinding(db, id) : undefined;
  if (!found) throw notFound('Finding', id);
  const { finding, repo } = found;
  await requireAccess(db, actor, repo, permission);
  const occurrencesOf = await query.countOccurrences(db, [finding]);
  const derived = {
    occurrences: occurrencesOf(finding),
    isRechecked: isRechecked(finding, repo.latestScanId),
  };
  return { ...presented(finding), ...furtherDetails(finding), ...derived };
}

type WithDetails = Pick<query.Stored, 'details'>;

function detailsOf({ details }: WithDetails): FindingDetails {
  return details === null ? { flows: [], related: [], vulnerability: null } : findingDetails.parse(details);
}

/** A stored finding in its documented form. */
function presented<T extends WithDetails & Pick<query.Stored, 'fixSummary'>>(finding: T) {
  const { details, ...documented } = finding;
  const { flows, vulnerability } = detailsOf(finding);
  const none = { fixSummary: finding.fixSummary || null };
  return { ...documented, ...none, package: vulnerability?.package ?? null, flow: flows[0] ?? [] };
}

function furtherDetails(finding: WithDetails) {
  const { flows, related, vulnerability } = detailsOf(finding);
  return { flows, relatedLocations: related, vulnerability };
}

/**
 * The findings of all visible repos, in the default order unless `sort` says otherwise.
 * A page may have fewer findings than its limit and still a cursor, as few may meet the filter.
 * @throws DomainError missing_scope; invalid_input for a cursor of another order; those of wantedBy
 */
export async function listFindings(ctx: ActorContext, input: ListFindingsInput): Promise<FindingPage> {
  requireScope(ctx.actor, 'findings:read');
  const wanted = await wantedBy(ctx, input);
  const { listed, cursor } = await listIds(ctx.db, wanted, { ...input, grouped: false });
  const page = { items: await readListed(ctx.db, listed), nextCursor: cursor };
  return input.facets ? { ...page, ...(await countFacets(ctx.db, wanted)) } : page;
}

/** As listFindings, for the findings of a repo. */
export async function listRepoFindings(
  ctx: ActorContext,
  { id, ...input }: ById & ListFindingsInput,
): Promise<FindingPage> {
  requireScope(ctx.actor, 'findings:read');
  return listFindings(ctx, { ...input, repoId: [id] });
}

/** As listFindings, with the fields of a list's row. */
export async function listFindingRows(
  ctx: ActorContext,
  { grouped = false, ...input }: ListFindingRowsInput,
): Promise<Page<FindingRow>> {
  requireScope(ctx.actor, 'findings:read');
  const { db } = ctx;
  const seen = newId();
  const { listed, cursor } = await listIds(db, await wantedBy(ctx, input), { ...input, grouped });
  const [rows, upgrades, occurrencesOf] = await Promise.all([
    query.readRows(db, idsOf(listed)),
    query.readUpgrades(db, idsOf(listed)),
    query.countOccurrences(db, listed),
  ]);
  const upgradeOf = new Map(upgrades.map(({ id, ...upgrade }) => [id, upgrade]));
  const repos = rows.map(({ repo }) => repo);
  const rightsOn = await readRights(db, ctx.actor, repos);
  const items = rows.map(({ repo, scanId, ...row }) => ({
    ...row,
    seen,
    occurrences: occurrencesOf(row),
    repoName: repo.name,
    upgrade: upgradeOf.get(row.id) ?? null,
    isRechecked: isRechecked({ ...row, scanId }, repo.latestScanId),
    mayTriage: rightsOn(row.repoId).includes('findings:write'),
  }));
  return { items: inOrder(items, listed), nextCursor: cursor };
}

/** How many findings, and how many pages of them, are examined for the first of each group. */
const FIRST = { limit: 50, pages: 4 };

/**
 * The open findings that matter most, one of each group in all visible repos, with the names of their repos.
 * There may be fewer than `most`, where very many are of few groups.
 * @throws DomainError missing_scope
 */
export async function listFirst(
  ctx: ActorContext,
  most: number,
): Promise<(Finding & { repoName: string })[]> {
  requireScope(ctx.actor, 'findings:read');
  const wanted = await wantedBy(ctx, { status: ['open', 'confirmed'] });
  const firsts = new Map<string, query.Listed>();
  let cursor: string | undefined;
  for (let page = 0; page < FIRST.pages && firsts.size < most; page++) {
    const { listed, cursor: next } = await listIds(ctx.db, wanted, {
      limit: FIRST.limit,
      cursor,
      grouped: true,
    });
    for (const one of listed) if (!firsts.has(one.groupId)) firsts.set(one.groupId, one);
    if (next === null) break;
    cursor = next;
  }
  const chosen = [...firsts.values()].slice(0, most);
  const repoIds = repoIdsWith('findings:read', ctx.actor, [...new Set(chosen.map(({ repoId }) => repoId))]);
  const names = new Map(
    (await query.readNames(ctx.db, { repoIds, userIds: [] })).map(({ id, name }) => [id, name]),
  );
  const findings = await readListed(ctx.db, chosen);
  return findings.map((finding) => ({ ...finding, repoName: names.get(finding.repoId) ?? '' }));
}

const DEFAULT_PER_PAGE = 25;

/**
 * The findings of a scan in numbered pages, in the default order.
 * @throws DomainError missing_scope; not_found, no_access of the scan
 */
export async function pageFindings(
  ctx: ActorContext,
  { id: scanId, ...input }: PageFindingsInput,
): Promise<PageOfFindings> {
  requireScope(ctx.actor, 'findings:read');
  const { page = 1, perPage = DEFAULT_PER_PAGE, ...filter } = input;
  const wanted = { ...(await wantedBy(ctx, { ...filter, scanId })), scanId };
  const place = { skip: (page - 1) * perPage, take: perPage };
  const { listed, total } = await query.pageIds(ctx.db, wanted, place);
  const items = await readListed(ctx.db, listed);
  return { items, total, page, perPage, totalPages: Math.ceil(total / perPage) };
}

/** A finding with every documented field, and the names of its repo and assignee. */
export type FullFinding = Omit<FindingDetail, 'isRechecked'> & {
  repoName: string;
  assigneeEmail: string | null;
};

/**
 * All findings of a filter in the order of a list. They are read in parts, so that no statement takes long.
 * The rights are checked again once a part is read. What is left of a deleted repo must not look whole.
 * A finding whose place in the order changes meanwhile may be absent or come twice.
 * @throws DomainError those of wantedBy
 */
export async function* readAllFindings(
  ctx: ActorContext,
  { sort, ...filter }: Exported,
): AsyncGenerator<FullFinding[]> {
  requireScope(ctx.actor, 'findings:read');
  let wanted = await wantedBy(ctx, filter);
  let cursor: string | undefined;
  do {
    const part = { sort, grouped: false, limit: EXPORTED, cursor };
    const page = await listIds(ctx.db, wanted, part, EXAMINED.export);
    const findings = await readFull(ctx, page.listed);
    wanted = await wantedBy(ctx, filter);
    yield findings;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}

/** A repo of which findings are exported. */
export type ExportedRepo = query.RepoWithFindings;

/** The repos of which an export may have findings, in the order of its runs. Throws as readAllFindings does. */
export async function listExportedRepos(ctx: ActorContext, exported: Exported): Promise<ExportedRepo[]> {
  requireScope(ctx.actor, 'findings:read');
  const { sort: _, ...filter } = exported;
  return query.listReposWithFindings(ctx.db, await wantedBy(ctx, filter));
}

async function readFull({ db, actor }: ActorContext, listed: query.Listed[]): Promise<FullFinding[]> {
  const [details, occurrencesOf] = await Promise.all([
    query.readDetails(db, idsOf(listed)),
    query.countOccurrences(db, listed),
  ]);
  const repoIds = repoIdsWith('findings:read', actor, [...new Set(listed.map(({ repoId }) => repoId))]);
  const userIds = [...new Set(details.flatMap(({ assigneeId }) => assigneeId ?? []))];
  const named = await query.readNames(db, { repoIds, userIds });
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const findings = details.map((finding) => ({
    ...presented(finding),
    ...furtherDetails(finding),
    occurrences: occurrencesOf(finding),
    repoName: names.get(finding.repoId) ?? '',
    assigneeEmail: names.get(finding.assigneeId ?? '') ?? null,
  }));
  return inOrder(findings, listed);
}

/**
 * The new findings of a scan, in the order of their creation, for a client that watches it.
 * @param after the id of the last finding that the client has; the scan's own id for none
 * @throws DomainError missing_scope; not_found, no_access of the scan
 */
export async function listNewFindings(
  { db, actor }: ActorContext,
  { scanId, after }: { scanId: string; after: string },
): Promise<Finding[]> {
  const scan = await requireScan(db, actor, scanId, 'findings:read');
  return complete(db, await query.listNew(db, scan.id, isId(after) ? after : scan.id, MAX_NEW));
}

const MAX_NEW = 100;

/**
 * Which findings an actor requests by a filter. A scan, or a single repo, has to exist.
 * Of several repos, those that the actor can't see have no findings.
 * @throws DomainError missing_scope; not_found, no_access of repo or scan
 */
export async function wantedBy(
  { db, actor }: { db: Db; actor: Actor },
  { scanId, ...filter }: FindingFilter & { scanId?: string | undefined },
): Promise<Wanted> {
  requireScope(actor, 'findings:read');
  const [repoId, ...more] = filter.repoId ?? [];
  if (repoId !== undefined && more.length === 0) await requireRepo(db, actor, repoId, 'findings:read');
  const visible = (among?: string[]) => repoIdsWith('findings:read', actor, among);
  const wanted = { visible, filter, scanId, me: actor.userId };
  if (scanId === undefined) return wanted;
  const scan = await requireScan(db, actor, scanId, 'findings:read');
  if (repoId !== undefined && !filter.repoId?.includes(scan.repoId)) throw notFound('Scan', scanId);
  return { ...wanted, filter: { ...filter, repoId: [scan.repoId] } };
}

type ListPage = Pick<ListFindingsInput, 'limit' | 'cursor' | 'sort'> & { grouped: boolean };

async function listIds(db: Db, wanted: Wanted, page: ListPage, examined: number = EXAMINED.page) {
  const { sort = 'priority', grouped, limit, cursor } = page;
  const place = sortedKeyset({ limit, cursor }, orderName(sort), isKeyOf(sort));
  const reach = await reachOf(db, wanted, examined);
  return query.listIds(db, wanted, { ...place, ...reach, sort, grouped });
}

const idsOf = (listed: readonly { id: string }[]) => listed.map(({ id }) => id);

async function readListed(db: Db, listed: readonly query.Listed[]): Promise<Finding[]> {
  return inOrder(await complete(db, await query.readFindings(db, idsOf(listed))), listed);
}

async function complete(db: Db, findings: query.Stored[]): Promise<Finding[]> {
  const occurrencesOf = await query.countOccurrences(db, findings);
  return findings.map((finding) => ({
    ...presented(finding),
    occurrences: occurrencesOf(finding),
  }));
}

function inOrder<T extends { id: string }>(items: readonly T[], order: readonly { id: string }[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return order.flatMap(({ id }) => byId.get(id) ?? []);
}

/**
 * The history of a finding, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the finding; invalid_input for an invalid cursor
 */
export async function listEvents(
  { db, actor }: ActorContext,
  { id, ...page }: ListEventsInput,
): Promise<Page<FindingEvent>> {
  await requireFinding(db, actor, id, 'findings:read');
  const { limit, before } = keyset(page, 'events');
  return cutPage(await readEvents(db, id, { before, take: limit + 1 }), limit, 'events');
}

/** As listEvents, with the names of the users in them. */
export async function listNamedEvents(ctx: ActorContext, input: ListEventsInput): Promise<NamedEventPage> {
  requireScope(ctx.actor, 'findings:read');
  const page = await listEvents(ctx, input);
  const ids = page.items.flatMap(({ type, actorId, oldValue, newValue }) =>
    type === 'assignee_changed' ? [actorId, oldValue, newValue] : [actorId],
  );
  const names = await readNames(
    ctx.db,
    [...new Set(ids)].filter((it) => it !== null),
  );
  return { ...page, names };
}

/**
 * Adds a comment to a finding's history.
 * @throws DomainError missing_scope; not_found, no_access of the finding
 */
export async function addComment(
  { db, actor, now }: ActorContext,
  { id, comment }: AddCommentInput,
): Promise<FindingEvent> {
  const { repoId } = await requireFinding(db, actor, id, 'findings:write');
  return db.$transaction(async (tx) => {
    // The lock keeps the finding from being deleted until the event is there.
    const exists = (await lockLiveRepo(tx, repoId)) && (await lockFindings(tx, [id])).length > 0;
    const about = { findingId: id, actorId: actor.userId };
    const event = { ...about, type: 'commented' as const, oldValue: null, newValue: null, comment };
    const [added] = exists ? await recordEvents(tx, [event], now) : [];
    if (!added) throw notFound('Finding', id);
    return added;
  });
}
