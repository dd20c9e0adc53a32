'use client';

import { type ComponentProps, lazy } from 'react';

// Loaded late, with the tab. Without a boundary of their own, the page waits for them, and nothing moves.
const Import = lazy(async () => ({
  default: (await import('@/features/imports/ImportResults')).ImportResults,
}));
const Coverage = lazy(async () => ({
  default: (await import('@/features/scans/CoverageWords')).CoverageWords,
}));

export function ImportResults(props: ComponentProps<typeof Import>) {
  return <Import {...props} />;
}

export function CoverageWords(props: ComponentProps<typeof Coverage>) {
  return <Coverage {...props} />;
}
