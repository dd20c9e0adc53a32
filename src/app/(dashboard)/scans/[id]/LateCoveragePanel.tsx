'use client';

import { late } from '@/ui/late';

/** What a scan covered. Loaded late, as it is below the findings. */
export const LateCoveragePanel = late(
  async () => (await import('@/features/scans/CoveragePanel')).CoveragePanel,
);
