'use client';

import { Late, latePart } from '@/ui/Late';

const ScanFindings = latePart(async () => (await import('./ScanFindings')).ScanFindings);

/** A list below a scan's state, whose code is loaded after the page's. */
export function LateScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  return (
    <Late>
      <ScanFindings repoId={repoId} scanId={scanId} />
    </Late>
  );
}
