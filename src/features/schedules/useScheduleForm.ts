import type { Schedule, ScheduleInput } from '@/trpc/types';
import { useCallForm } from '@/trpc/useCallForm';

type ScheduleFormOptions = {
  repoId: string;
  schedule: Pick<Schedule, 'kind' | 'cron' | 'timeZone'>;
  call: (input: ScheduleInput) => Promise<unknown>;
};

/** The form of a schedule. Only a cron schedule has an expression and a time zone. */
export function useScheduleForm({ repoId, schedule, call }: ScheduleFormOptions) {
  const chosen = (typed: ScheduleInput) => (typed.kind === 'cron' ? typed : { id: repoId, kind: typed.kind });
  return useCallForm({
    schema: async () => (await import('@/domain/schedules/schema')).setScheduleInput,
    values: { id: repoId, kind: schedule.kind, cron: schedule.cron ?? '', timeZone: zoneOf(schedule) },
    prepare: chosen,
    call: (typed) => call(chosen(typed)),
  });
}

/** For a new expression, the reader's own time zone. */
function zoneOf({ kind, timeZone }: Pick<Schedule, 'kind' | 'timeZone'>): string {
  return kind === 'cron' ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
