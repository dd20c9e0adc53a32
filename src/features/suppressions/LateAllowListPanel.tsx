'use client';

import { Late, latePart } from '@/ui/Late';

const AllowListPanel = latePart(async () => (await import('./AllowListPanel')).AllowListPanel);

/** A part of a tab, whose code only that tab loads. */
export function LateAllowListPanel({ repoId }: { repoId: string }) {
  return (
    <Late>
      <AllowListPanel repoId={repoId} />
    </Late>
  );
}
