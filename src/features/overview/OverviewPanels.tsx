'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { SEVERITIES } from '@/engines/engine';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import { FixFirst } from './FixFirst';
import { Headline } from './Headline';
import { NotKnown } from './NotKnown';
import { OpenHistory } from './OpenHistory';
import { isUnscanned } from './overviewText';
import { RepoRisk } from './RepoRisk';
import { SeverityCards } from './SeverityCards';
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
          {isUnknown ? null : <WeekHistory overview={data} />}
        </div>
      </div>
      {isOpen ? (
        <div className={`${gridStyle} lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]`}>
          <FixFirst overview={data} />
          <RepoRisk repos={data.repos} />
        </div>
      ) : null}
    </div>
  );
}

const gridStyle = 'grid grid-cols-[minmax(0,1fr)] gap-4';
