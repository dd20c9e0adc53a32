'use client';

import { type ComponentProps, lazy } from 'react';

const FindingPager = lazy(async () => ({
  default: (await import('@/features/findings/FindingPager')).FindingPager,
}));

/** The way to the neighbours in the list. Loaded late, as a finding often opens without a list. */
export function LatePager(props: ComponentProps<typeof FindingPager>) {
  return <FindingPager {...props} />;
}
