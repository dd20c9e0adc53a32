'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { ScheduleForm } from './ScheduleForm';
import { scheduleText } from './scheduleWords';

/** How often a repository is scanned by itself, which its creator changes. */
export function SchedulePanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: schedule } = useSuspenseQuery(trpc.schedule.get.queryOptions({ id: repoId }));
  return (
    <Panel
      title="Schedule"
      description="When this repository is scanned without a request. Daily and weekly scans of different repositories start at different times."
    >
      {repo.rights.includes('repos:write') ? (
        <ScheduleForm repoId={repoId} schedule={schedule} />
      ) : (
        <p>{scheduleText(schedule)}</p>
      )}
      {schedule.nextAt ? (
        <p className="mt-4 text-muted">
          Next scan <Time value={schedule.nextAt} />
        </p>
      ) : null}
    </Panel>
  );
}
