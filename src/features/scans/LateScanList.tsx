'use client';

import { Late, latePart } from '@/ui/Late';

const ScanList = latePart(async () => (await import('./ScanList')).ScanList);

/** A tab of a page, whose code only that tab loads. */
export function LateScanList({ repoId }: { repoId: string }) {
  return (
    <Late>
      <ScanList repoId={repoId} />
    </Late>
  );
}
