'use client';

import { lazy } from 'react';

const CoveragePanel = lazy(async () => ({
  default: (await import('@/features/scans/CoveragePanel')).CoveragePanel,
}));

/** What a scan covered. Loaded late, as it is below the findings. */
export function LateCoveragePanel({ id }: { id: string }) {
  return <CoveragePanel id={id} />;
}
