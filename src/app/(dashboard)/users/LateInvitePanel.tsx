'use client';

import { late } from '@/ui/late';

/** The form that adds a user. Loaded late, as it is below the list. */
export const LateInvitePanel = late(
  async () => (await import('@/features/accounts/InvitePanel')).InvitePanel,
);
