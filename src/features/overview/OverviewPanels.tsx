'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { SEVERITIES } from '@/engines/engine';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import { FixFirst } from './FixFirst';
import { Headline } from './Headline';
import { LatestActivity } from './LatestActivity';
import { NotKnown } from './NotKnown';
import { OpenHistory } from './OpenHistory';
import { isUnscanned } from './overviewText';
import { RepoRisk } from './RepoRisk';
import { SeverityCards } from './SeverityCards';
import { TimesPanel } from './TimesPanel';
import { WeekHistory } from './WeekHistory';

/** Whether the reader's repositories are safe, what to do next, and what is not known. */
export function OverviewPanels() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.overview.get.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.scanning ? followPace(state.dataUpdateCount, state.status === 'error') : false,
    }),
  );
  useRefreshWith(data.scanning);
  const isUnknown = isUnscanned(data);
  const isOpen = SEVERITIES.some((severity) => data.open[severity] > 0);
  return (
    <div className="flex flex-col gap-4">
      <Headline overview={data} />
      <div className={`${gridStyle} lg:grid-cols-[minmax(0,1fr)_20rem]`}>
        <div className="flex flex-col gap-4">
          <SeverityCards overview={data} />
          {isUnknown ? null : <OpenHistory series={data.series} />}
        </div>
        <div className="flex flex-col gap-4">
          <NotKnown overview={data} />
          {isUnknown ? null : <WeekHistory series={data.series} />}
        </div>
      </div>
      <div
        className={clsx(gridStyle, (isOpen || !isUnknown) && 'lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]')}
      >
        <div className="flex flex-col gap-4">
          {isOpen ? <FixFirst overview={data} /> : null}
          <LatestActivity />
        </div>
        {isOpen || !isUnknown ? (
          <div className="flex flex-col gap-4">
            {isOpen ? <RepoRisk repos={data.repos} /> : null}
            <TimesPanel medianDaysToFix={data.medianDaysToFix} />
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** What else the page shows changes when scans begin and end. */
function useRefreshWith(scanning: number): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const before = useRef(scanning);
  useEffect(() => {
    if (before.current === scanning) return;
    before.current = scanning;
    void queryClient.invalidateQueries(trpc.overview.ages.queryFilter());
    void queryClient.invalidateQueries(trpc.overview.latest.queryFilter());
  }, [scanning, queryClient, trpc]);
}

const gridStyle = 'grid grid-cols-[minmax(0,1fr)] gap-4';
