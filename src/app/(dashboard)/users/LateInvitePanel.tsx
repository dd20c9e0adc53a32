'use client';

import { lazy } from 'react';

const InvitePanel = lazy(async () => ({
  default: (await import('@/features/accounts/InvitePanel')).InvitePanel,
}));

/** The form that adds a user. Loaded late, as it is below the list. */
export function LateInvitePanel() {
  return <InvitePanel />;
}
