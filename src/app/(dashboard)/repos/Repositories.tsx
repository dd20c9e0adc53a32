'use client';

import { RepoList, type ScheduleDialogPart } from '@/features/repos/RepoList';

const scheduleDialog: ScheduleDialogPart = {
  fetch: async () => (await import('@/features/schedules/ScheduleReposDialog')).ScheduleReposDialog,
};

/** The list of repositories, with the dialog that schedules their scans. */
export function Repositories({ baseUrl }: { baseUrl: string }) {
  return <RepoList baseUrl={baseUrl} scheduleDialog={scheduleDialog} />;
}
