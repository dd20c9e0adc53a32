'use client';

import { late } from '@/ui/late';

/** The deletions that are not finished. Loaded late, as there are seldom any. */
export const LateDeletions = late(
  async () => (await import('@/features/deletions/UnfinishedDeletions')).UnfinishedDeletions,
);
