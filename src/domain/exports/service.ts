import { repoIdsWith } from '../access';
import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { wantedBy } from '../findings/service';
import { LOWEST_ID } from '../ids';
import { requireRepo } from '../repos/service';
import { summarizeScans } from '../scans/query';
import type { ScanSummary } from '../scans/rules';
import type { Coverage, Scan } from '../scans/schema';
import { getScanOfFindings } from '../scans/service';
import * as query from './query';
import { addCounts, type ExportCounts, type ExportedRepo, noCounts } from './rules';
import type { Exported } from './schema';

/** What an export is of: one repo, by a scan that may be its newest completed one; or several repos. */
export type Subject =
  | { of: 'scan' | 'repo'; repoName: string; scanned: { scan: Scan; coverage: Coverage } | null }
  | { of: 'repos'; summary: ScanSummary };

/**
 * What an export is of, and what is known of it.
 * @throws DomainError missing_scope; not_found, no_access of repo or scan
 */
export async function describeExport(ctx: ActorContext, { scanId, repoId }: Exported): Promise<Subject> {
  const { db, actor } = ctx;
  requireScope(actor, 'findings:read');
  if (scanId !== undefined) {
    const scanned = await getScanOfFindings(ctx, { id: scanId });
    const { name } = await requireRepo(db, actor, scanned.scan.repoId, 'findings:read');
    return { of: 'scan', repoName: name, scanned };
  }
  const [id, ...more] = repoId ?? [];
  if (id === undefined || more.length > 0) {
    const among = id === undefined ? undefined : repoId;
    return { of: 'repos', summary: await summarizeScans(db, repoIdsWith('findings:read', actor, among)) };
  }
  const repo = await requireRepo(db, actor, id, 'findings:read');
  const newest = await query.findNewestScan(db, repo.id);
  const scanned = newest === null ? null : await getScanOfFindings(ctx, { id: newest });
  return { of: 'repo', repoName: repo.name, scanned };
}

/** The repos of which an export may have findings. Throws as describeExport does. */
export async function listExportedRepos(ctx: ActorContext, exported: Exported): Promise<ExportedRepo[]> {
  requireScope(ctx.actor, 'findings:read');
  return query.listRepos(ctx.db, await wantedBy(ctx, filterOf(exported)));
}

/** Counts the findings of an export, in statements that take a short time each. Throws as describeExport does. */
export async function countExported(ctx: ActorContext, exported: Exported): Promise<ExportCounts> {
  requireScope(ctx.actor, 'findings:read');
  const wanted = await wantedBy(ctx, filterOf(exported));
  const counts = noCounts();
  for (const { id, name } of await query.listRepos(ctx.db, wanted)) {
    let after: string | undefined = LOWEST_ID;
    while (after !== undefined) {
      const part = await query.countPart(ctx.db, wanted, { repoId: id, after });
      addCounts(counts, name, part.counts);
      after = part.last;
    }
  }
  return counts;
}

function filterOf({ sort: _, ...filter }: Exported): Omit<Exported, 'sort'> {
  return filter;
}
