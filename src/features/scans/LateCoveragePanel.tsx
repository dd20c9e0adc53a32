'use client';

import { Late, latePart } from '@/ui/Late';

const CoveragePanel = latePart(async () => (await import('./CoveragePanel')).CoveragePanel);

/** The last part of a page, whose code is loaded after the page's. */
export function LateCoveragePanel({ id }: { id: string }) {
  return (
    <Late>
      <CoveragePanel id={id} />
    </Late>
  );
}
