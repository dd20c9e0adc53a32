'use client';

import { lazy } from 'react';

const RetentionPanel = lazy(async () => ({
  default: (await import('@/features/retention/RetentionPanel')).RetentionPanel,
}));

/** The retention rule. Loaded late, as only admins see it. */
export function LateRetentionPanel() {
  return <RetentionPanel />;
}
