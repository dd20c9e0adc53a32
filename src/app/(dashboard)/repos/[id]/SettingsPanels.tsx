'use client';

import { lazy } from 'react';

// Loaded late, as the page of a repository seldom opens with its settings. Without a boundary of their own, the page
// waits for them, and nothing below them moves.
const DeployKeyPanel = lazy(async () => ({
  default: (await import('@/features/deployKeys/DeployKeyPanel')).DeployKeyPanel,
}));
const SchedulePanel = lazy(async () => ({
  default: (await import('@/features/schedules/SchedulePanel')).SchedulePanel,
}));
const WebhookPanel = lazy(async () => ({
  default: (await import('@/features/webhooks/WebhookPanel')).WebhookPanel,
}));
const IssuesPanel = lazy(async () => ({
  default: (await import('@/features/issues/IssuesPanel')).IssuesPanel,
}));
const AllowListPanel = lazy(async () => ({
  default: (await import('@/features/suppressions/AllowListPanel')).AllowListPanel,
}));
const MembersPanel = lazy(async () => ({
  default: (await import('@/features/members/MembersPanel')).MembersPanel,
}));

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
