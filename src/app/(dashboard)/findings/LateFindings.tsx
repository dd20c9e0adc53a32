'use client';

import { lazy } from 'react';

const AllFindings = lazy(async () => ({
  default: (await import('@/features/findings/AllFindings')).AllFindings,
}));

/** The findings. The server renders them, and their links work before their script has arrived. */
export function LateFindings() {
  return <AllFindings />;
}
