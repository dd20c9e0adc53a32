'use client';

import { late } from '@/ui/late';

/** The findings of a scan. Loaded late, as they are below its state. */
export const LateScanFindings = late(
  async () => (await import('@/features/findings/ScanFindings')).ScanFindings,
);
