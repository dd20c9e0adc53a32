import type { ScheduleKind } from '@/domain/schedules/schema';
import type { Schedule } from '@/trpc/types';

/** The kinds of schedules, in the order of the form. */
export const SCHEDULE_LABELS: Record<ScheduleKind, string> = {
  off: 'Off',
  daily: 'Every day',
  weekly: 'Every week',
  cron: 'By a cron expression',
};

/** How often a repository is scanned by itself. */
export function scheduleText({ kind, cron, timeZone }: Schedule): string {
  if (kind === 'off') return 'Scans run only on request.';
  return kind === 'cron' ? `At ${cron} in the time zone ${timeZone}.` : `${SCHEDULE_LABELS[kind]}.`;
}
