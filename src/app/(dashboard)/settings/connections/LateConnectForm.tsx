'use client';

import { late } from '@/ui/late';

/** The form that connects a Git host. Loaded late, as most come to see their connections. */
export const LateConnectForm = late(
  async () => (await import('@/features/connections/ConnectForm')).ConnectForm,
);
