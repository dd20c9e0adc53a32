'use client';

import { lazy } from 'react';

const ConnectForm = lazy(async () => ({
  default: (await import('@/features/connections/ConnectForm')).ConnectForm,
}));

/**
 * The form that connects a Git host. Loaded late, as most come to see their connections.
 * Without a boundary of its own, the page waits for it, and nothing moves.
 */
export function LateConnectForm() {
  return <ConnectForm />;
}
