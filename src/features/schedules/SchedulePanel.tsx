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
      description="Scans that start by themselves. Each repository has its own minute of the day or week, so that not all start at once."
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
