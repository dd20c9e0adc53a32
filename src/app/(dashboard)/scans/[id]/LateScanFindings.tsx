'use client';

import { type ComponentProps, lazy } from 'react';

const ScanFindings = lazy(async () => ({
  default: (await import('@/features/findings/ScanFindings')).ScanFindings,
}));

/** The findings of a scan. Loaded late, as they are below its state. */
export function LateScanFindings(props: ComponentProps<typeof ScanFindings>) {
  return <ScanFindings {...props} />;
}
