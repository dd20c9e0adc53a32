'use client';

import { late } from '@/ui/late';

/** The findings. The server renders them, and their links work before their script has arrived. */
export const LateFindings = late(async () => (await import('@/features/findings/AllFindings')).AllFindings);
