import { repoIdsWith, visibleRepos } from '../access';
import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { listReposWithFindings, readNames } from '../findings/query';
import { URGENT } from '../findings/rules';
import type { CountedFindings, CountFindingsInput, Exported, FindingNames } from '../findings/schema';
import { listFirst, wantedBy } from '../findings/service';
import { firstIdAt, isId, LOWEST_ID } from '../ids';
import { listNewestScans, summarizeScans } from '../scans/query';
import type { RepoOverview } from '../scans/schema';
import { listNextTimes } from '../schedules/query';
import * as query from './query';
import {
  addCounts,
  type CriticalAges,
  type ExportCounts,
  HISTORY_DAYS,
  historyOf,
  medianAges,
  noCounts,
  startOfDay,
} from './rules';
import type { OverviewDetail } from './schema';

/** How many findings and repos an overview lists. */
const LISTED = 10;

/** The open critical findings of all visible repos by age, with the oldest of them. Throws missing_scope. */
export async function getCriticalAges(ctx: ActorContext): Promise<CriticalAges & { oldest: Oldest | null }> {
  requireScope(ctx.actor, 'findings:read');
  const filter = { severity: ['critical' as const], status: ['open' as const, 'confirmed' as const] };
  const visible = (among?: string[]) => repoIdsWith('findings:read', ctx.actor, among);
  const total = await query.countKept(ctx.db, { visible, filter, me: ctx.actor.userId });
  if (total === 0) return { day: 0, week: 0, month: 0, older: 0, isMore: false, oldest: null };
  const before = (days: number) => firstIdAt(new Date(ctx.now.getTime() - days * DAY_MS));
  const since = { day: before(1), week: before(7), month: before(30) };
  const [ages, oldest] = await Promise.all([
    query.countCriticalAges(ctx.db, visible(), since),
    query.findOldestCritical(ctx.db, visible()),
  ]);
  const { day, week, month, isMore } = ages;
  return { ...ages, older: isMore ? null : Math.max(total - day - week - month, 0), oldest: oldest ?? null };
}

const DAY_MS = 24 * 60 * 60 * 1000;

type Oldest = NonNullable<Awaited<ReturnType<typeof query.findOldestCritical>>>;

/**
 * The state of all visible repos: open findings with their history, what to fix first, and what is not known.
 * @throws DomainError missing_scope
 */
export async function getOverview(ctx: ActorContext): Promise<OverviewDetail> {
  const { db, actor, now } = ctx;
  requireScope(actor, 'findings:read');
  const repoIds = repoIdsWith('findings:read', actor);
  const since = startOfDay(now, HISTORY_DAYS - 1);
  const [rows, fixes, fixFirst, repos, scans] = await Promise.all([
    query.readHistory(db, repoIds, since),
    query.readFixes(db, repoIds, since),
    listFirst(ctx, LISTED),
    query.listByRisk(db, repoIds, LISTED),
    summarizeScans(db, repoIds),
  ]);
  return {
    ...historyOf(rows, now),
    ...scans,
    medianDaysToFix: medianAges(fixes),
    fixFirst,
    repos,
  };
}

/** How many findings there are in total and of each value of each filter, with names. Throws as listFindings does. */
export async function countFindings(
  ctx: ActorContext,
  input: CountFindingsInput,
): Promise<CountedFindings & { names: FindingNames }> {
  requireScope(ctx.actor, 'findings:read');
  const counted = await query.countFacets(ctx.db, await wantedBy(ctx, input));
  const { repoId, assignee } = counted.facets;
  const repoIds = repoIdsWith('findings:read', ctx.actor, Object.keys(repoId));
  const named = await readNames(ctx.db, { repoIds, userIds: Object.keys(assignee).filter(isId) });
  return { ...counted, names: Object.fromEntries(named.map(({ id, name }) => [id, name])) };
}

/** How many findings of the visible repos need somebody soon, from the counts that are kept. Throws missing_scope. */
export async function countUrgent({ db, actor }: ActorContext): Promise<{ count: number }> {
  requireScope(actor, 'findings:read');
  const visible = (among?: string[]) => repoIdsWith('findings:read', actor, among);
  return { count: await query.countKept(db, { visible, filter: URGENT, me: actor.userId }) };
}

/** Counts the findings of an export, in statements that take a short time each. Throws as listExportedRepos does. */
export async function countExported(ctx: ActorContext, exported: Exported): Promise<ExportCounts> {
  requireScope(ctx.actor, 'findings:read');
  const { sort: _, ...filter } = exported;
  const wanted = await wantedBy(ctx, filter);
  const counts = noCounts();
  for (const { id, name } of await listReposWithFindings(ctx.db, wanted)) {
    let after: string | undefined = LOWEST_ID;
    while (after !== undefined) {
      const part = await query.countPart(ctx.db, wanted, { repoId: id, after });
      addCounts(counts, name, part.counts);
      after = part.last;
    }
  }
  return counts;
}

/**
 * The newest scan, the open findings and the next scan of each of these repos. Throws missing_scope.
 * Unknown repos, and those of other users, are absent.
 */
export async function listOverviews(
  { db, actor }: ActorContext,
  { repoIds }: { repoIds: readonly string[] },
): Promise<RepoOverview[]> {
  requireScope(actor, 'scans:read');
  requireScope(actor, 'findings:read');
  const visible = visibleRepos(actor);
  const newest = await listNewestScans(db, visible, repoIds.filter(isId));
  const open = await query.countOpen(db, visible, repoIds.filter(isId));
  const next = await listNextTimes(
    db,
    newest.map(({ repoId }) => repoId),
  );
  return newest.map((it) => ({
    ...it,
    open: open.get(it.repoId) ?? NOTHING_OPEN,
    nextScanAt: next.get(it.repoId) ?? null,
  }));
}

const NOTHING_OPEN: RepoOverview['open'] = { critical: 0, high: 0, medium: 0, low: 0 };
