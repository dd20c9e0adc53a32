import { repoIdsWith } from '../access';
import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { findOldestCritical, listFirst } from '../findings/service';
import { summarizeScans } from '../scans/query';
import * as query from './query';
import { HISTORY_DAYS, historyOf, medianAges, startOfDay } from './rules';
import type { OverviewDetail } from './schema';

/** How many findings and repos an overview lists. */
const LISTED = 10;

/** The state of all visible repos: open findings with their history, what to fix first, and what is not known. */
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
  const history = historyOf(rows, now);
  const oldest = history.open.critical > 0 ? await findOldestCritical(ctx) : undefined;
  return {
    ...history,
    ...scans,
    medianDaysToFix: medianAges(fixes),
    fixFirst,
    repos,
    oldestCritical: oldest ?? null,
  };
}
