'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import { FixFirst } from './FixFirst';
import { Headline } from './Headline';
import { NotKnown } from './NotKnown';
import { OpenHistory } from './OpenHistory';
import { RepoRisk } from './RepoRisk';
import { SeverityCards } from './SeverityCards';
import { TimeToFix } from './TimeToFix';
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
  return (
    <div className="flex flex-col gap-4">
      <Headline overview={data} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <SeverityCards overview={data} />
          <OpenHistory series={data.series} />
        </div>
        <div className="flex flex-col gap-4">
          <NotKnown overview={data} />
          <TimeToFix overview={data} />
        </div>
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <FixFirst findings={data.fixFirst} />
        <div className="flex min-w-0 flex-col gap-4">
          <RepoRisk repos={data.repos} />
          <WeekHistory series={data.series} />
        </div>
      </div>
    </div>
  );
}
