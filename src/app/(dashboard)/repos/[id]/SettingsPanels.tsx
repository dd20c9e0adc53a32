'use client';

import { late } from '@/ui/late';

// Loaded late, as the page of a repository seldom opens with its settings.
const DeployKeyPanel = late(
  async () => (await import('@/features/deployKeys/DeployKeyPanel')).DeployKeyPanel,
);
const SchedulePanel = late(async () => (await import('@/features/schedules/SchedulePanel')).SchedulePanel);
const WebhookPanel = late(async () => (await import('@/features/webhooks/WebhookPanel')).WebhookPanel);
const IssuesPanel = late(async () => (await import('@/features/issues/IssuesPanel')).IssuesPanel);
const AllowListPanel = late(
  async () => (await import('@/features/suppressions/AllowListPanel')).AllowListPanel,
);
const MembersPanel = late(async () => (await import('@/features/members/MembersPanel')).MembersPanel);

/** The settings of a repository that members see, too. */
export function SettingsPanels({ repoId, hasKey }: { repoId: string; hasKey: boolean }) {
  return (
    <>
      {hasKey ? <DeployKeyPanel repoId={repoId} /> : null}
      <SchedulePanel repoId={repoId} />
      <WebhookPanel repoId={repoId} />
      <IssuesPanel repoId={repoId} />
      <AllowListPanel repoId={repoId} />
      <MembersPanel repoId={repoId} />
    </>
  );
}
