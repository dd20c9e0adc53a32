'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isAnythingKnown, isOver } from '@/domain/scans/rules';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import { paths, withQuery } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Repo, RepoOverview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { SeverityBar } from '@/ui/SeverityBar';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { LastScan } from './LastScan';
import { unscannedText } from './unscannedText';

/** What is known of a repository: its open findings, its last scan, and how much that covered. */
export function RepoSummary({ repoId, coverage }: { repoId: string; coverage: ReactNode }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const overview = data[0];
  // The repository is deleted. The page says so.
  if (!overview) return null;
  return (
    <section
      aria-label="Summary"
      className={`${panelStyle} mb-5 grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 p-5 max-sm:p-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]`}
    >
      {isAnythingKnown(overview) ? (
        <OpenFindings repoId={repoId} overview={overview} />
      ) : (
        <Unscanned repo={repo} overview={overview} />
      )}
      {overview.lastScan || overview.nextScanAt ? (
        <dl className="grid content-center gap-y-2 sm:grid-cols-[6rem_minmax(0,1fr)]">
          {overview.lastScan ? (
            <>
              <dt className="text-muted">Last scan</dt>
              <dd>
                <LastScan scan={overview.lastScan} />
              </dd>
              <dt className="text-muted max-sm:mt-1">Coverage</dt>
              <dd>{coverage}</dd>
            </>
          ) : null}
          {overview.nextScanAt ? (
            <>
              <dt className="text-muted max-sm:mt-1">Next scan</dt>
              <dd>
                <Time value={overview.nextScanAt} />
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </section>
  );
}

function OpenFindings({ repoId, overview }: { repoId: string; overview: RepoOverview }) {
  const { open, lastScan } = overview;
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
  const isGrowing = lastScan !== null && !isOver(lastScan.status);
  return (
    <div className="min-w-0">
      <h2 className="mb-3 text-muted">
        {total === 0 ? 'No open finding' : 'Open findings'}
        {isGrowing ? ' so far' : ''}
      </h2>
      <ul aria-label="Open findings by severity" className="mb-3 grid grid-cols-4 gap-2 max-sm:gap-1">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <Count repoId={repoId} severity={severity} count={open[severity]} />
          </li>
        ))}
      </ul>
      {total > 0 ? <SeverityBar counts={open} thick /> : <div className="h-2.5 rounded-[1px] bg-sunken" />}
    </div>
  );
}

function Count({ repoId, severity, count }: { repoId: string; severity: Severity; count: number }) {
  const { word, icon: Icon } = SEVERITY_STYLES[severity];
  return (
    <PageLink
      href={withQuery(paths.repo(repoId), `severity=${severity}`)}
      scroll={false}
      className="group flex w-fit flex-col rounded"
    >
      <span className={`text-2xl font-semibold tabular-nums ${count > 0 ? '' : 'text-muted'}`}>
        {formatCount(count)}
      </span>
      <span className="flex items-center gap-1 text-sm whitespace-nowrap text-muted group-hover:underline max-sm:text-xs">
        <Icon aria-hidden className={`size-3.5 shrink-0 ${SEVERITY_TEXT[severity]}`} />
        {word}
      </span>
    </PageLink>
  );
}

/** In place of numbers that would mean nothing. */
function Unscanned({ repo, overview }: { repo: Repo; overview: RepoOverview }) {
  return (
    <div className="min-w-0 self-center">
      <h2 className="text-lg font-semibold">Not scanned yet</h2>
      <p className="mt-0.5 text-muted">{unscannedText(repo.remote.state, overview.lastScan?.status)}</p>
    </div>
  );
}
