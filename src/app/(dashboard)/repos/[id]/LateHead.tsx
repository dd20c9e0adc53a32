'use client';

import { late } from '@/ui/late';

// Loaded late, with the tab.
export const ImportResults = late(
  async () => (await import('@/features/imports/ImportResults')).ImportResults,
);
export const CoverageWords = late(async () => (await import('@/features/scans/CoverageWords')).CoverageWords);
