'use client';

import { late } from '@/ui/late';

/** The way to the neighbours in the list. Loaded late, as a finding often opens without a list. */
export const LatePager = late(async () => (await import('@/features/findings/FindingPager')).FindingPager);
