'use client';

import { Late, latePart } from '@/ui/Late';

const MembersPanel = latePart(async () => (await import('./MembersPanel')).MembersPanel);

/** A part of a tab, whose code only that tab loads. */
export function LateMembersPanel({ repoId }: { repoId: string }) {
  return (
    <Late>
      <MembersPanel repoId={repoId} />
    </Late>
  );
}
