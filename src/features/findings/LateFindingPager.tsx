'use client';

import { Suspense } from 'react';
import { latePart } from '@/ui/Late';
import type { ListOrigin } from './listOrigin';

const FindingPager = latePart(async () => (await import('./FindingPager')).FindingPager);

/** Links beside the title, whose code is loaded after the page's. Their room is kept. */
export function LateFindingPager({ id, origin }: { id: string; origin: ListOrigin }) {
  return (
    <Suspense fallback={<div className="h-8 w-72 max-w-full" />}>
      <FindingPager id={id} origin={origin} />
    </Suspense>
  );
}
